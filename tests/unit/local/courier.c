// SPDX-License-Identifier: MIT
#include "local/courier.h"

#include "base/file.h"
#include "base/log.h"
#include "local/tidings.h"
#include "store/outbox.h"
#include "store/sql.h"
#include "tests/unit/local/fixture.h"

#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static char *in_folder(const struct fixture *fixture, const char *name)
{
    struct buffer path = {0};

    buffer_printf(&path, "%s/%s", fixture->folder.path, name);
    return buffer_take(&path);
}

/* A command that keeps what it is told, and fails as long as there is a file "broken". */
static char *command_make(const struct fixture *fixture)
{
    struct buffer text = {0};
    char *path = in_folder(fixture, "hook");

    buffer_printf(&text, "#!/bin/sh\necho x >> %s/tries\ntest -e %s/broken && exit 1\n",
                  fixture->folder.path, fixture->folder.path);
    buffer_printf(&text, "cat >> %s/told && echo >> %s/told\n", fixture->folder.path,
                  fixture->folder.path);
    assert_int_equal(file_write(path, text.bytes, text.length, 0700, NULL), STATUS_OK);
    buffer_clear(&text);
    return path;
}

static char *file_text(const struct fixture *fixture, const char *name)
{
    struct buffer text = {0};
    char *path = in_folder(fixture, name);

    (void)!file_read(path, 65536, &text, NULL);
    free(path);
    return buffer_take(&text);
}

/* Until the file has so many lines. */
static char *wait_lines(struct fixture *fixture, const char *name, size_t lines)
{
    for (;;) {
        char *text = file_text(fixture, name);
        size_t count = 0;

        for (const char *at = text; at && (at = strchr(at, '\n')); at++) {
            count++;
        }
        if (count >= lines) {
            assert_int_equal(count, lines);
            return text;
        }
        free(text);
        (void)loop_turn(fixture->loop, true);
    }
}

static void verified(struct fixture *fixture)
{
    struct domain *domain = registered(fixture);
    struct published published = everything(domain);

    published.dmarc = NULL;
    world(fixture, &published);
    DONE(ask(fixture, VERB_DOMAINS_VERIFY, "domain", "shop.example", NULL));
    domain_free(domain);
}

static void the_command_is_told_what_changed(void **state)
{
    static const struct published nothing;
    struct fixture *fixture = *state;
    char *command = command_make(fixture), *told, id[TIDINGS_ID];

    fixture->hooks.command = command;
    fixture->schedule = true;
    verified(fixture);
    told = wait_lines(fixture, "told", 1);
    assert_true(tidings_id(told, id));
    assert_int_equal(strlen(id), 36);
    assert_string_equal(strchr(told, ','),
                        ",\"event\":\"verified\",\"project\":\"default\",\"domain\":"
                        "\"shop.example\",\"unicode\":\"shop.example\","
                        "\"records\":\"token spf dkim\",\"at\":\"2026-10-02T05:02:11Z\"}\n");
    free(told);
    fixture->schedule = false;
    world(fixture, &nothing);
    for (int i = 0; i < 3; i++) {
        fixture->clock.fixed_ms += INT64_C(6) * 60 * 1000;
        DONE(ask(fixture, VERB_DOMAINS_VERIFY, "domain", "shop.example", "only", "token", NULL));
    }
    fixture->schedule = true; /* another run brings what the one before had written */
    world(fixture, &nothing);
    told = wait_lines(fixture, "told", 2);
    assert_non_null(strstr(told, "\"event\":\"lost\""));
    assert_non_null(strstr(told, "\"records\":\"token\""));
    free(told);
    engine_shut(fixture);
    free(command);
}

static int64_t number_in_store(struct fixture *fixture, const char *sql)
{
    struct local *local = (struct local *)fixture->engine;
    int64_t number = 0;

    assert_int_equal(sql_number(store_reader(local->store), sql, SQL_NOTHING, &number, NULL),
                     STATUS_OK);
    return number;
}

/* How many messages wait there. */
static size_t waiting(struct fixture *fixture)
{
    return (size_t)number_in_store(fixture, "SELECT count(*) FROM outbox");
}

/* The command has said what it had to say before it ends, and its failure is written later still:
 * until then the clock may not go on. */
static void wait_written(struct fixture *fixture, size_t tried)
{
    while (waiting(fixture) > 0 &&
           (size_t)number_in_store(fixture, "SELECT max(attempts) FROM outbox") < tried) {
        (void)loop_turn(fixture->loop, true);
    }
}

static void a_command_that_fails_is_tried_again(void **state)
{
    struct fixture *fixture = *state;
    char *command = command_make(fixture), *broken = in_folder(fixture, "broken");

    assert_int_equal(file_write(broken, "x", 1, 0600, NULL), STATUS_OK);
    fixture->hooks.command = command;
    fixture->schedule = true;
    verified(fixture);
    free(wait_lines(fixture, "tries", 1));
    wait_written(fixture, 1);
    unlink(broken);
    fixture->clock.fixed_ms += INT64_C(11) * 1000;
    DONE(ask(fixture, VERB_DOMAINS_VERIFY, "domain", "shop.example", "only", "spf", NULL));
    free(wait_lines(fixture, "told", 1));
    engine_shut(fixture);
    free(command);
    free(broken);
}

static void a_command_that_always_fails_is_given_up(void **state)
{
    struct fixture *fixture = *state;
    char *command = command_make(fixture), *broken = in_folder(fixture, "broken"), *told;

    assert_int_equal(file_write(broken, "x", 1, 0600, NULL), STATUS_OK);
    fixture->hooks.command = command;
    fixture->schedule = true;
    verified(fixture);
    for (size_t tried = 1; tried <= COURIER_TRIES; tried++) {
        free(wait_lines(fixture, "tries", tried));
        assert_true(waiting(fixture) == 1 || tried == COURIER_TRIES);
        wait_written(fixture, tried);
        fixture->clock.fixed_ms += INT64_C(61) * 60 * 1000;
        DONE(ask(fixture, VERB_DOMAINS_VERIFY, "domain", "shop.example", "only", "spf", NULL));
    }
    assert_int_equal(waiting(fixture), 0);
    unlink(broken);
    fixture->clock.fixed_ms += INT64_C(24) * 3600 * 1000;
    world(fixture, &(struct published){0});
    for (int i = 0; i < 200; i++) {
        (void)loop_turn(fixture->loop, false);
    }
    told = file_text(fixture, "told");
    assert_true(!told || !*told);
    free(told);
    engine_shut(fixture);
    free(command);
    free(broken);
}

static void without_a_command_nothing_is_kept(void **state)
{
    struct fixture *fixture = *state;
    char *command = command_make(fixture), *tries;
    static const struct published nothing;

    verified(fixture);
    fixture->hooks.command = command;
    fixture->schedule = true;
    world(fixture, &nothing);
    for (int i = 0; i < 500; i++) {
        (void)loop_turn(fixture->loop, false);
    }
    tries = file_text(fixture, "tries");
    assert_true(!tries || !*tries);
    free(tries);
    engine_shut(fixture);
    free(command);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_ENGINE(the_command_is_told_what_changed),
        IN_ENGINE(a_command_that_fails_is_tried_again),
        IN_ENGINE(a_command_that_always_fails_is_given_up),
        IN_ENGINE(without_a_command_nothing_is_kept),
    };

    signal(SIGPIPE, SIG_IGN);
    log_limit(LOG_ERROR); /* failures are wanted here */
    return cmocka_run_group_tests_name("local/courier", tests, NULL, NULL);
}
