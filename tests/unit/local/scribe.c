// SPDX-License-Identifier: MIT
/* Looks that are written by a worker, many in one transaction. */
#include "tests/unit/local/fixture.h"

enum { LOOKS = 40, TURNS = 16 };

static void name_of(size_t i, char *out, size_t size)
{
    snprintf(out, size, "n%02zu.shop.example", i);
}

/* What came of all looks. */
struct tally {
    int done, missing, others;
};

static void count(void *arg, struct reply *reply)
{
    struct tally *tally = arg;
    bool done = reply->status == STATUS_OK && reply->kind == REPLY_CHECK && reply->as.check;

    tally->done += done;
    tally->missing += reply->status == STATUS_MISSING;
    tally->others += !done && reply->status != STATUS_MISSING;
}

static int answers(const struct tally *tally)
{
    return tally->done + tally->missing + tally->others;
}

/* Of the token alone: no key is made for it. */
static void look_at_all(struct fixture *fixture, struct tally *tally, uint64_t tickets[LOOKS])
{
    for (int i = 0; i < LOOKS; i++) {
        struct request request;
        char name[32];

        name_of((size_t)i, name, sizeof name);
        request_init(&request, VERB_DOMAINS_VERIFY);
        request_set(&request, "domain", name);
        request_set(&request, "only", "token");
        tickets[i] = engine_submit(fixture->engine, &request, count, tally);
        request_clear(&request);
    }
}

static bool is_looked_at(struct fixture *fixture, int i)
{
    char name[32];

    name_of((size_t)i, name, sizeof name);
    DONE(ask(fixture, VERB_DOMAINS_SHOW, "domain", name, NULL));
    return fixture->reply.as.domain->checked_at == fixture->clock.fixed_ms;
}

static void forget(void *arg, struct reply *reply)
{
    *(enum status *)arg = reply->status;
}

/* One domain is deleted in the transaction before theirs: its look alone comes to nothing. */
static void a_refusal_is_nobody_elses(void **state)
{
    struct fixture *fixture = *state;
    struct tally tally = {0};
    enum status deleted = STATUS_INTERNAL;
    struct request request;
    uint64_t tickets[LOOKS];

    import_many(fixture, LOOKS, name_of);
    request_init(&request, VERB_DOMAINS_DELETE);
    request_set(&request, "domain", "n07.shop.example");
    engine_submit(fixture->engine, &request, forget, &deleted);
    request_clear(&request);
    look_at_all(fixture, &tally, tickets);
    while (answers(&tally) < LOOKS) {
        loop_turn(fixture->loop, true);
    }
    assert_int_equal(deleted, STATUS_OK);
    assert_int_equal(tally.done, LOOKS - 1);
    assert_int_equal(tally.missing, 1);
    assert_true(is_looked_at(fixture, 6));
    assert_true(is_looked_at(fixture, 8));
}

/* So many turns of the loop far; returns how many are answered by then. */
static int begin(struct fixture *fixture, struct tally *tally, uint64_t tickets[LOOKS], int turns)
{
    look_at_all(fixture, tally, tickets);
    for (int turn = 0; turn < turns; turn++) {
        loop_turn(fixture->loop, false);
    }
    return answers(tally);
}

/* It answers, and nothing is left to be done. */
static void come_to_rest(struct fixture *fixture)
{
    DONE(ask(fixture, VERB_DOMAINS_LIST, NULL));
    while (loop_turn(fixture->loop, false)) {
    }
}

/* Before they begin, while they are written, and while they come to the disk. */
static void taken_back_at_any_moment(void **state)
{
    struct fixture *fixture = *state;
    uint64_t tickets[LOOKS];

    import_many(fixture, LOOKS, name_of);
    for (int turns = 0; turns < TURNS; turns++) {
        struct tally tally = {0};
        int before = begin(fixture, &tally, tickets, turns);

        for (int i = 0; i < LOOKS; i++) {
            engine_cancel(fixture->engine, tickets[i]);
        }
        come_to_rest(fixture);
        assert_int_equal(answers(&tally), before);
    }
}

/* What is not written then is not, and nobody is told; what is, is whole. */
static void closed_at_any_moment(void **state)
{
    static const struct published nothing;
    struct fixture *fixture = *state;
    uint64_t tickets[LOOKS];

    import_many(fixture, LOOKS, name_of);
    for (int turns = 0; turns < TURNS; turns++) {
        struct tally tally = {0};
        int before = begin(fixture, &tally, tickets, turns);

        world(fixture, &nothing);
        assert_int_equal(answers(&tally), before);
    }
    DONE(ask(fixture, VERB_DOMAINS_LIST, NULL));
    assert_int_equal(fixture->reply.as.domains.counts.all, LOOKS);
}

/* Each of them in its domain and in the log. */
static void all_are_written_down(void **state)
{
    struct fixture *fixture = *state;
    struct tally tally = {0};
    uint64_t tickets[LOOKS];
    int logged = 0;

    import_many(fixture, LOOKS, name_of);
    assert_false(is_looked_at(fixture, 0));
    look_at_all(fixture, &tally, tickets);
    while (answers(&tally) < LOOKS) {
        loop_turn(fixture->loop, true);
    }
    assert_int_equal(tally.done, LOOKS);
    for (int i = 0; i < LOOKS; i++) {
        assert_true(is_looked_at(fixture, i));
    }
    DONE(ask(fixture, VERB_DOMAINS_LOG, NULL));
    for (size_t i = 0; i < fixture->reply.as.log.count; i++) {
        logged += text_equal(fixture->reply.as.log.rows[i].action, "verify");
    }
    assert_int_equal(logged, LOOKS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_ENGINE(all_are_written_down),
        IN_ENGINE(a_refusal_is_nobody_elses),
        IN_ENGINE(taken_back_at_any_moment),
        IN_ENGINE(closed_at_any_moment),
    };

    return cmocka_run_group_tests_name("local/scribe", tests, NULL, NULL);
}
