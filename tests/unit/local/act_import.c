// SPDX-License-Identifier: MIT
#include "engine/import.h"
#include "tests/unit/local/fixture.h"

static const char *const names[] = {"one.example", "Two.Example.", "mail.naver.com", "localhost"};
static const char *const results[] = {"new", "new", "blocked", "invalid"};

static enum status import(struct fixture *fixture, const char *flag)
{
    struct buffer rows[COUNT(names)] = {{0}};
    enum status status;

    for (size_t i = 0; i < COUNT(names); i++) {
        struct import_wish wish = {.line = i + 1};

        text_copy(wish.written, sizeof wish.written, names[i]);
        import_wish_write(&wish, &rows[i]);
    }
    status = ask(fixture, VERB_DOMAINS_IMPORT, "row", buffer_text(&rows[0]), "row",
                 buffer_text(&rows[1]), "row", buffer_text(&rows[2]), "row", buffer_text(&rows[3]),
                 flag, "", NULL);
    for (size_t i = 0; i < COUNT(names); i++) {
        buffer_clear(&rows[i]);
    }
    return status;
}

static void row_is(const struct fixture *fixture, size_t i, const char *result)
{
    const struct import_row *row = &fixture->reply.as.import.rows[i];

    assert_int_equal(row->line, i + 1);
    assert_string_equal(row->written, names[i]);
    assert_string_equal(row->result, result);
}

static size_t listed(struct fixture *fixture)
{
    DONE(ask(fixture, VERB_DOMAINS_LIST, NULL));
    return fixture->reply.as.domains.count;
}

static void again_adds_nothing(void **state)
{
    struct fixture *fixture = *state;

    DONE(import(fixture, "dry-run"));
    assert_int_equal(fixture->reply.as.import.count, COUNT(names));
    row_is(fixture, 0, "new");
    assert_int_equal(listed(fixture), 0);
    DONE(import(fixture, NULL));
    for (size_t i = 0; i < COUNT(names); i++) {
        row_is(fixture, i, results[i]);
    }
    assert_string_equal(fixture->reply.as.import.rows[1].name, "two.example");
    assert_int_equal(listed(fixture), 2);
    DONE(import(fixture, NULL));
    row_is(fixture, 0, "here");
    row_is(fixture, 1, "here");
    assert_int_equal(listed(fixture), 2);
}

static void keys_ready(void *arg, const struct event *event)
{
    int *count = arg;

    *count += event->kind == EVENT_KEY_READY;
}

/* An engine that lives long makes the keys by itself. */
static void keys_follow(void **state)
{
    static const struct published nothing;
    struct fixture *fixture = *state;
    int ready = 0;

    fixture->schedule = true;
    fixture->clock.fixed_ms = 0;
    world(fixture, &nothing);
    engine_watch(fixture->engine, keys_ready, &ready);
    DONE(import(fixture, NULL));
    DONE(ask(fixture, VERB_DOMAINS_LIST, NULL));
    while (ready < 2 && loop_turn(fixture->loop, true)) {
    }
    assert_int_equal(ready, 2);
    DONE(ask(fixture, VERB_DOMAINS_LIST, NULL));
    assert_non_null(fixture->reply.as.domains.items[0]->dkim);
    assert_string_not_equal(fixture->reply.as.domains.items[0]->dkim,
                            fixture->reply.as.domains.items[1]->dkim);
    engine_unwatch(fixture->engine, keys_ready, &ready);
}

/* A single command makes the key of what it is asked about. */
static void a_key_is_made_when_it_is_needed(void **state)
{
    struct fixture *fixture = *state;

    DONE(import(fixture, NULL));
    assert_int_equal(listed(fixture), 2);
    assert_null(fixture->reply.as.domains.items[0]->dkim);
    DONE(ask(fixture, VERB_DOMAINS_SHOW, "domain", "one.example", NULL));
    assert_int_equal(strlen(fixture->reply.as.domain->dkim), 392);
    DONE(ask(fixture, VERB_RECORDS, "domain", "two.example", NULL));
    assert_int_equal(fixture->reply.as.records.list.count, RECORD_COUNT);
    assert_int_equal(strlen(fixture->reply.as.records.list.items[RECORD_DKIM].value), 408);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_ENGINE(again_adds_nothing),
        IN_ENGINE(keys_follow),
        IN_ENGINE(a_key_is_made_when_it_is_needed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
