// SPDX-License-Identifier: MIT
/* Somebody of this very run takes a domain to look at it, and does not come back: after a while
 * another one does it, and what the first one brings then is not stored beside it. */
#include "local/planner.h"
#include "local/runner.h"

#include "tests/unit/local/fixture.h"

static const struct published nothing;
static const char *const names[] = {"shop.example", "two.example", "three.example"};
static const char last[] = "last.example";

enum { MOST = 1024 };

/* Between the engine and the zone: while it is slow, questions stay here. */
struct slow {
    struct resolver base;
    struct resolver *inner;
    bool is_slow;
    const char *stuck; /* what is below this name is slow anyway; NULL: nothing */
    uint64_t tickets;
    size_t count;
    struct kept {
        uint64_t ticket, inner; /* 0: free; 0: not asked yet */
        struct question question;
        resolver_answer_fn *done;
        void *arg;
        struct slow *slow;
    } kept[MOST];
};

static void kept_answered(void *arg, struct answers *answers)
{
    struct kept *kept = arg;

    kept->ticket = 0;
    kept->done(kept->arg, answers);
}

static void kept_ask(struct kept *kept)
{
    kept->inner = resolver_ask(kept->slow->inner, &kept->question, kept_answered, kept);
}

static bool is_stuck(const struct slow *slow, const struct question *question)
{
    char text[NAME_TEXT];

    name_text(&question->name, text);
    return slow->is_slow || (slow->stuck && strstr(text, slow->stuck));
}

static uint64_t slow_ask(struct resolver *resolver, const struct question *question,
                         resolver_answer_fn *done, void *arg)
{
    struct slow *slow = (struct slow *)resolver;
    struct kept *kept = slow->kept;

    while (kept->ticket) {
        kept++;
        assert_true(kept < slow->kept + MOST);
    }
    *kept = (struct kept){++slow->tickets, 0, *question, done, arg, slow};
    if (!is_stuck(slow, question)) {
        kept_ask(kept);
    }
    return kept->ticket;
}

static void slow_cancel(struct resolver *resolver, uint64_t ticket)
{
    struct slow *slow = (struct slow *)resolver;

    for (size_t i = 0; i < MOST; i++) {
        if (slow->kept[i].ticket == ticket) {
            slow->kept[i].ticket = 0;
            if (slow->kept[i].inner) {
                resolver_cancel(slow->inner, slow->kept[i].inner);
            }
        }
    }
}

static void slow_close(struct resolver *resolver)
{
    resolver_close(((struct slow *)resolver)->inner);
    free(resolver);
}

static struct resolver *slow_new(struct resolver *inner)
{
    static const struct resolver_ops ops = {slow_ask, slow_cancel, slow_close};
    struct slow *slow = mem_new(sizeof *slow);

    slow->base.ops = &ops;
    slow->inner = inner;
    return &slow->base;
}

static size_t waiting(const struct slow *slow)
{
    size_t count = 0;

    for (size_t i = 0; i < MOST; i++) {
        count += slow->kept[i].ticket != 0 && slow->kept[i].inner == 0;
    }
    return count;
}

/* What waited until now is answered; what is asked next, at once. */
static void quick_again(struct slow *slow, const char *stuck)
{
    slow->is_slow = false;
    slow->stuck = stuck;
    for (size_t i = 0; i < MOST; i++) {
        if (slow->kept[i].ticket && !slow->kept[i].inner &&
            !is_stuck(slow, &slow->kept[i].question)) {
            kept_ask(&slow->kept[i]);
        }
    }
}

static struct slow *slow_of(const struct fixture *fixture)
{
    return (struct slow *)((struct local *)fixture->engine)->options.resolver;
}

/* Another world, with a slow resolver. */
static struct slow *slow_world(struct fixture *fixture)
{
    struct slow *slow;

    fixture->between = slow_new;
    world(fixture, &nothing);
    slow = slow_of(fixture);
    slow->is_slow = true;
    return slow;
}

static void beat(void *arg)
{
    (void)arg;
}

/* A turn may answer what is waited for and then sleep until the next timer, which is far away
 * where everything is stuck. */
static void pulse(struct fixture *fixture)
{
    fixture->pulse = loop_timer_new(fixture->loop, beat, NULL);
    loop_timer_start(fixture->pulse, 2, 2);
}

static size_t logged(struct fixture *fixture, const char *action)
{
    size_t count = 0;

    DONE(ask(fixture, VERB_DOMAINS_LOG, "limit", "1000", NULL));
    for (size_t i = 0; i < fixture->reply.as.log.count; i++) {
        count += text_equal(fixture->reply.as.log.rows[i].action, action);
    }
    return count;
}

static const struct reply_job *job_shown(struct fixture *fixture, const char *id)
{
    DONE(ask(fixture, VERB_JOB_SHOW, "id", id, NULL));
    return &fixture->reply.as.job;
}

static void job_of_all(struct fixture *fixture, char id[JOB_ID])
{
    DONE(ask(fixture, VERB_VERIFY_MANY, "only", "token", NULL));
    text_copy(id, JOB_ID, fixture->reply.as.job.id);
}

/* Something about jobs happens, so that the runner looks again. */
static void runner_stirs(struct fixture *fixture)
{
    DONE(ask(fixture, VERB_VERIFY_MANY, "filter", "nobody.example", NULL));
}

static void until_waiting(struct fixture *fixture, const struct slow *slow, size_t count)
{
    while (waiting(slow) < count) {
        (void)loop_turn(fixture->loop, true);
    }
}

/* Until so many of its items are done; never more. */
static void until_done(struct fixture *fixture, const char *id, int64_t count)
{
    int64_t done;

    while ((done = job_shown(fixture, id)->done) < count) {
        (void)loop_turn(fixture->loop, true);
    }
    assert_int_equal(done, count);
}

/* Whatever is still under way comes to its end: a change that is asked for now ends after it. */
static void settle_down(struct fixture *fixture)
{
    for (int i = 0; i < 50; i++) {
        (void)loop_turn(fixture->loop, false);
        DONE(ask(fixture, VERB_TOKEN_NEW, NULL));
    }
}

static void done_once(struct fixture *fixture, const char *id)
{
    const struct reply_job *job = job_shown(fixture, id);

    assert_int_equal(job->state, JOB_DONE);
    assert_int_equal(job->total, COUNT(names) + 1);
    assert_int_equal(job->done, COUNT(names) + 1);
    assert_int_equal(job->count, COUNT(names) + 1);
    assert_int_equal(logged(fixture, "verify"), COUNT(names) + 1);
}

static void register_all(struct fixture *fixture)
{
    for (size_t i = 0; i < COUNT(names); i++) {
        DONE(ask(fixture, VERB_DOMAINS_REGISTER, "domain", names[i], NULL));
    }
    DONE(ask(fixture, VERB_DOMAINS_REGISTER, "domain", last, NULL));
}

static void a_job_overtakes_who_does_not_answer(void **state)
{
    struct fixture *fixture = *state;
    struct slow *slow = slow_world(fixture);
    char id[JOB_ID];

    pulse(fixture);
    register_all(fixture);
    job_of_all(fixture, id);
    until_waiting(fixture, slow, COUNT(names) + 1);
    slow->is_slow = false;
    fixture->clock.fixed_ms += RUNNER_HELD_MS - 1;
    runner_stirs(fixture);
    settle_down(fixture);
    assert_int_equal(job_shown(fixture, id)->done, 0); /* they are held */
    fixture->clock.fixed_ms += 1;
    slow->stuck = last; /* so that the job is not over */
    runner_stirs(fixture);
    until_done(fixture, id, COUNT(names));
    quick_again(slow, last); /* who was overtaken comes back */
    settle_down(fixture);
    until_done(fixture, id, COUNT(names));
    quick_again(slow, NULL);
    until_done(fixture, id, COUNT(names) + 1);
    settle_down(fixture);
    assert_int_equal(waiting(slow), 0);
    done_once(fixture, id);
}

/* Both are at it, and the one that was given up is back first. */
static void the_first_answer_counts(void **state)
{
    struct fixture *fixture = *state;
    struct slow *slow = slow_world(fixture);
    char id[JOB_ID];

    pulse(fixture);
    register_all(fixture);
    job_of_all(fixture, id);
    until_waiting(fixture, slow, COUNT(names) + 1);
    fixture->clock.fixed_ms += RUNNER_HELD_MS;
    runner_stirs(fixture);
    until_waiting(fixture, slow, 2 * (COUNT(names) + 1));
    quick_again(slow, NULL);
    until_done(fixture, id, COUNT(names) + 1);
    settle_down(fixture);
    done_once(fixture, id);
}

struct seen {
    size_t changed;
};

static void see(void *arg, const struct event *event)
{
    struct seen *seen = arg;

    for (size_t i = 0; i < COUNT(names); i++) {
        seen->changed += event->kind == EVENT_DOMAIN_CHANGED && text_equal(event->domain, names[i]);
    }
}

static bool all_looked_at(struct fixture *fixture, int64_t at)
{
    size_t count = 0;

    for (size_t i = 0; i < COUNT(names); i++) {
        DONE(ask(fixture, VERB_DOMAINS_SHOW, "domain", names[i], NULL));
        count += fixture->reply.as.domain->checked_at == at;
    }
    return count == COUNT(names);
}

/* Registers them, opens the engine that looks by itself, and waits until its looks are stuck. */
static struct slow *planner_is_stuck(struct fixture *fixture)
{
    struct slow *slow;

    for (size_t i = 0; i < COUNT(names); i++) {
        DONE(ask(fixture, VERB_DOMAINS_REGISTER, "domain", names[i], NULL));
    }
    fixture->schedule = true;
    fixture->clock.fixed_ms += 60000;
    slow = slow_world(fixture);
    until_waiting(fixture, slow, COUNT(names));
    slow->is_slow = false;
    return slow;
}

static void a_visit_overtakes_who_does_not_answer(void **state)
{
    struct fixture *fixture = *state;
    struct slow *slow = planner_is_stuck(fixture);
    struct seen seen = {0};
    int64_t then;

    pulse(fixture);
    engine_watch(fixture->engine, see, &seen);
    fixture->clock.fixed_ms += PLANNER_HELD_MS - 1;
    DONE(ask(fixture, VERB_DOMAINS_REGISTER, "domain", "beside.example", NULL)); /* it looks */
    settle_down(fixture);
    assert_false(all_looked_at(fixture, fixture->clock.fixed_ms)); /* they are held */
    then = fixture->clock.fixed_ms += 1;
    DONE(ask(fixture, VERB_DOMAINS_REGISTER, "domain", "aside.example", NULL));
    while (!all_looked_at(fixture, then)) {
        (void)loop_turn(fixture->loop, true);
    }
    assert_int_equal(seen.changed, COUNT(names));
    fixture->clock.fixed_ms += 1000; /* what is stored now would carry this time */
    quick_again(slow, NULL);
    settle_down(fixture);
    assert_int_equal(waiting(slow), 0);
    assert_true(all_looked_at(fixture, then));
    assert_int_equal(seen.changed, COUNT(names));
    engine_unwatch(fixture->engine, see, &seen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_ENGINE(a_job_overtakes_who_does_not_answer),
        IN_ENGINE(the_first_answer_counts),
        IN_ENGINE(a_visit_overtakes_who_does_not_answer),
    };

    return cmocka_run_group_tests_name("local/lease", tests, NULL, NULL);
}
