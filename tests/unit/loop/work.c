// SPDX-License-Identifier: MIT
#include "base/status.h"
#include "base/words.h"
#include "loop/loop.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <pthread.h>

struct job {
    struct loop *loop;
    pthread_t maker;
    int number, square, done;
};

static void square(void *arg)
{
    struct job *job = arg;

    job->maker = pthread_self();
    job->square = job->number * job->number;
}

static void finish(void *arg)
{
    ((struct job *)arg)->done++;
}

static void finish_and_go_on(void *arg)
{
    struct job *job = arg;

    job->done++;
    loop_work_start(job->loop, square, finish, job);
}

static void work_is_done_elsewhere_and_told_here(void **state)
{
    struct job jobs[20] = {0};
    struct loop *loop;

    (void)state;
    assert_int_equal(loop_new(&loop, NULL), STATUS_OK);
    for (int i = 0; i < 20; i++) {
        jobs[i].number = i;
        assert_non_null(loop_work_start(loop, square, finish, &jobs[i]));
    }
    assert_int_equal(jobs[0].done, 0);
    loop_run(loop);
    for (int i = 0; i < 20; i++) {
        assert_int_equal(jobs[i].done, 1);
        assert_int_equal(jobs[i].square, i * i);
        assert_false(pthread_equal(jobs[i].maker, pthread_self()));
    }
    loop_free(loop);
}

static void note_language(void *arg)
{
    *(const char **)arg = words_language();
    words_use("ko");
}

static void nothing(void *arg)
{
    (void)arg;
}

static void a_worker_speaks_as_who_sent_it(void **state)
{
    static const char *const languages[] = {"ja", "en", "ja"};
    const char *heard[COUNT(languages)] = {0};
    struct loop *loop;

    (void)state;
    assert_int_equal(loop_new(&loop, NULL), STATUS_OK);
    for (size_t i = 0; i < COUNT(languages); i++) {
        words_use(languages[i]);
        loop_work_start(loop, note_language, nothing, &heard[i]);
        loop_run(loop);
        assert_string_equal(words_language(), languages[i]);
    }
    for (size_t i = 0; i < COUNT(languages); i++) {
        assert_string_equal(heard[i], languages[i]);
    }
    words_use("en");
    loop_free(loop);
}

static void one_job_may_start_the_next(void **state)
{
    struct job job = {.number = 3};

    (void)state;
    assert_int_equal(loop_new(&job.loop, NULL), STATUS_OK);
    loop_work_start(job.loop, square, finish_and_go_on, &job);
    loop_run(job.loop);
    assert_int_equal(job.done, 2);
    loop_free(job.loop);
}

static void freeing_the_loop_waits_for_work(void **state)
{
    struct job job = {.number = 4};
    struct loop *loop;

    (void)state;
    assert_int_equal(loop_new(&loop, NULL), STATUS_OK);
    loop_work_start(loop, square, finish, &job);
    loop_free(loop);
    assert_int_equal(job.done, 1);
    assert_int_equal(job.square, 16);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(work_is_done_elsewhere_and_told_here),
        cmocka_unit_test(one_job_may_start_the_next),
        cmocka_unit_test(a_worker_speaks_as_who_sent_it),
        cmocka_unit_test(freeing_the_loop_waits_for_work),
    };

    return cmocka_run_group_tests_name("loop/work", tests, NULL, NULL);
}
