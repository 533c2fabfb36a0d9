// SPDX-License-Identifier: MIT
#include "net/inquiry.h"

#include "base/clock.h"
#include "net/zoned.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* A resolver that counts, and answers as it is told to. */
struct counted {
    struct resolver base;
    struct resolver *zoned; /* NULL: never answers */
    unsigned asked, cancelled;
};

struct bench {
    struct loop *loop;
    struct zone *zone;
    struct counted resolver;
    struct inquiry *inquiry;
    unsigned steps, done;
    size_t answered; /* questions in the book at the end */
    size_t timeouts;
    unsigned wish; /* what the step wants: a number of rounds, or of questions at once */
};

static uint64_t counted_ask(struct resolver *resolver, const struct question *question,
                            resolver_answer_fn *done, void *arg)
{
    struct counted *counted = (struct counted *)resolver;

    counted->asked++;
    return counted->zoned ? resolver_ask(counted->zoned, question, done, arg) : counted->asked;
}

static void counted_cancel(struct resolver *resolver, uint64_t ticket)
{
    struct counted *counted = (struct counted *)resolver;

    counted->cancelled++;
    if (counted->zoned) {
        resolver_cancel(counted->zoned, ticket);
    }
}

static void counted_close(struct resolver *resolver)
{
    resolver_close(((struct counted *)resolver)->zoned);
}

static const struct resolver_ops counted_ops = {counted_ask, counted_cancel, counted_close};

static void bench_open(struct bench *bench, bool answering)
{
    memset(bench, 0, sizeof *bench);
    bench->resolver.base.ops = &counted_ops;
    assert_int_equal(loop_new(&bench->loop, NULL), STATUS_OK);
    assert_int_equal(zone_parse("example. SOA ns. root. 1 2 3 4 5\n", &bench->zone, NULL),
                     STATUS_OK);
    if (answering) {
        bench->resolver.zoned = zoned_resolver_new(bench->loop, bench->zone);
    }
}

static void bench_close(struct bench *bench)
{
    resolver_close(&bench->resolver.base);
    loop_free(bench->loop);
    zone_free(bench->zone);
}

static bool ask(struct book *book, unsigned n)
{
    struct name name;
    char text[32];

    snprintf(text, sizeof text, "n%u.example", n);
    assert_true(name_parse(text, &name));
    return book_ask_resolver(book, &name, RR_TXT) != NULL;
}

/* One question after another. */
static void step_deep(void *arg, struct book *book)
{
    struct bench *bench = arg;

    bench->steps++;
    for (unsigned n = 0; n < bench->wish && ask(book, n); n++) {
    }
}

/* All at once. */
static void step_wide(void *arg, struct book *book)
{
    struct bench *bench = arg;

    bench->steps++;
    for (unsigned n = 0; n < bench->wish; n++) {
        ask(book, n);
    }
}

static void ended(void *arg, struct book *book)
{
    struct bench *bench = arg;
    const struct answers *answers;

    bench->done++;
    bench->answered = book_count(book);
    for (size_t i = 0; i < book_count(book); i++) {
        book_at(book, i, &answers);
        assert_non_null(answers);
        bench->timeouts += answers->outcome == OUTCOME_TIMEOUT;
    }
    loop_stop(bench->loop);
}

static void run(struct bench *bench, inquiry_step_fn *step, unsigned wish)
{
    bench->wish = wish;
    bench->inquiry = inquiry_start(bench->loop, &bench->resolver.base, step, ended, bench);
    assert_int_equal(bench->steps, 0);
    loop_run(bench->loop);
    assert_int_equal(bench->done, 1);
}

static void runs_until_nothing_is_wanted(void **state)
{
    struct bench bench;

    (void)state;
    bench_open(&bench, true);
    run(&bench, step_deep, 5);
    assert_int_equal(bench.steps, 6);
    assert_int_equal(bench.answered, 5);
    assert_int_equal(bench.timeouts, 0);
    bench_close(&bench);
}

static void ends_at_once_when_nothing_is_asked(void **state)
{
    struct bench bench;

    (void)state;
    bench_open(&bench, true);
    run(&bench, step_deep, 0);
    assert_int_equal(bench.steps, 1);
    bench_close(&bench);
}

static void asks_a_round_all_at_once(void **state)
{
    struct bench bench;

    (void)state;
    bench_open(&bench, true);
    run(&bench, step_wide, 50);
    assert_int_equal(bench.steps, 2);
    assert_int_equal(bench.resolver.asked, 50);
    bench_close(&bench);
}

static void bounds_the_rounds(void **state)
{
    struct bench bench;

    (void)state;
    bench_open(&bench, true);
    run(&bench, step_deep, 100);
    assert_int_equal(bench.resolver.asked, INQUIRY_ROUNDS);
    assert_int_equal(bench.answered, 100);
    assert_int_equal(bench.timeouts, 100 - INQUIRY_ROUNDS);
    bench_close(&bench);
}

static void ends_who_never_has_enough(void **state)
{
    struct bench bench;

    (void)state;
    bench_open(&bench, true);
    run(&bench, step_deep, 1000000);
    assert_true(bench.steps <= 2 * INQUIRY_ROUNDS);
    bench_close(&bench);
}

static void bounds_the_questions(void **state)
{
    struct bench bench;

    (void)state;
    bench_open(&bench, true);
    run(&bench, step_wide, INQUIRY_QUESTIONS + 50);
    assert_int_equal(bench.resolver.asked, INQUIRY_QUESTIONS);
    assert_int_equal(bench.timeouts, 50);
    bench_close(&bench);
}

static void bounds_the_time(void **state)
{
    struct bench bench;
    int64_t began = clock_monotonic();

    (void)state;
    bench_open(&bench, false);
    run(&bench, step_wide, 3);
    assert_in_range(clock_monotonic() - began, INQUIRY_MS - 100, INQUIRY_MS + 2000);
    assert_int_equal(bench.timeouts, 3);
    assert_int_equal(bench.resolver.cancelled, 3);
    bench_close(&bench);
}

static void is_silent_when_cancelled(void **state)
{
    struct bench bench;

    (void)state;
    bench_open(&bench, false);
    bench.wish = 3;
    inquiry_cancel(inquiry_start(bench.loop, &bench.resolver.base, step_wide, ended, &bench));
    bench.inquiry = inquiry_start(bench.loop, &bench.resolver.base, step_wide, ended, &bench);
    while (bench.steps == 0) {
        loop_turn(bench.loop, false); /* the next thing to wait for is the end of its time */
    }
    inquiry_cancel(bench.inquiry);
    inquiry_cancel(NULL);
    assert_int_equal(bench.resolver.cancelled, 3);
    loop_turn(bench.loop, false);
    assert_int_equal(bench.done, 0);
    bench_close(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs_until_nothing_is_wanted),
        cmocka_unit_test(ends_at_once_when_nothing_is_asked),
        cmocka_unit_test(asks_a_round_all_at_once),
        cmocka_unit_test(bounds_the_rounds),
        cmocka_unit_test(ends_who_never_has_enough),
        cmocka_unit_test(bounds_the_questions),
        cmocka_unit_test(bounds_the_time),
        cmocka_unit_test(is_silent_when_cancelled),
    };

    return cmocka_run_group_tests_name("net/inquiry", tests, NULL, NULL);
}
