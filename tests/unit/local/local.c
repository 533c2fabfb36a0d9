// SPDX-License-Identifier: MIT
#include "base/file.h"
#include "engine/command.h"
#include "tests/unit/local/fixture.h"

static void count_answer(void *arg, struct reply *reply)
{
    int *count = arg;

    (void)reply;
    ++*count;
}

static void register_soon(struct fixture *fixture, const char *name, int *count, uint64_t *ticket)
{
    struct request request;

    request_init(&request, VERB_DOMAINS_REGISTER);
    request_set(&request, "domain", name);
    *ticket = engine_submit(fixture->engine, &request, count_answer, count);
    assert_true(*ticket != 0);
    request_clear(&request);
}

static void taken_back_is_never_answered(void **state)
{
    struct fixture *fixture = *state;
    int count = 0;
    uint64_t ticket;

    register_soon(fixture, "one.example", &count, &ticket);
    engine_cancel(fixture->engine, ticket);
    register_soon(fixture, "two.example", &count, &ticket);
    loop_turn(fixture->loop, false);
    engine_cancel(fixture->engine, ticket);
    engine_cancel(fixture->engine, ticket + 1000);
    DONE(ask(fixture, VERB_DOMAINS_LIST, NULL));
    while (loop_turn(fixture->loop, false)) {
    }
    assert_int_equal(count, 0);
}

/* What an engine does by itself begins with it, and is gone with it: also while a key is made. */
static void closed_before_it_began(void **state)
{
    static const struct published nothing;
    struct fixture *fixture = *state;

    fixture->schedule = true;
    for (int i = 0; i < 4; i++) {
        world(fixture, &nothing);
    }
    DONE(ask(fixture, VERB_DOMAINS_LIST, NULL));
}

/* At every moment: before it begins, while its key is made, while it is written. */
static void closed_at_any_moment(void **state)
{
    static const struct published nothing;
    struct fixture *fixture = *state;

    for (int turns = 0; turns < 12; turns++) {
        int count = 0;
        uint64_t ticket;
        char name[32];

        snprintf(name, sizeof name, "n%d.example", turns);
        register_soon(fixture, name, &count, &ticket);
        for (int turn = 0; turn < turns && count == 0; turn++) {
            loop_turn(fixture->loop, turn % 3 == 2);
        }
        if (count == 0) {
            world(fixture, &nothing);
            assert_int_equal(count, 0);
        }
    }
    DONE(ask(fixture, VERB_DOMAINS_LIST, NULL));
}

static void many_at_once_are_one_by_one(void **state)
{
    struct fixture *fixture = *state;
    int count = 0;
    uint64_t ticket;

    for (int i = 0; i < 3; i++) {
        register_soon(fixture, "same.example", &count, &ticket);
    }
    while (count < 3 && loop_turn(fixture->loop, true)) {
    }
    DONE(ask(fixture, VERB_DOMAINS_LIST, NULL));
    assert_int_equal(fixture->reply.as.domains.count, 1);
    DONE(ask(fixture, VERB_DOMAINS_LOG, NULL));
    assert_int_equal(fixture->reply.as.log.count, 2);
    assert_string_equal(fixture->reply.as.log.rows[0].action, "register");
    assert_string_equal(fixture->reply.as.log.rows[1].action, "project-create");
}

struct heard {
    int added, gone, shared_in;
    int64_t last;
};

static void hear(void *arg, const struct event *event)
{
    struct heard *heard = arg;

    assert_true(event->sequence == heard->last + 1 || heard->last == 0);
    heard->last = event->sequence;
    heard->added += event->kind == EVENT_DOMAIN_ADDED && text_equal(event->project, "default");
    heard->gone += event->kind == EVENT_DOMAIN_GONE;
    heard->shared_in += event->kind == EVENT_SHARED_IN && text_equal(event->project, "guest");
}

static void changes_are_told(void **state)
{
    struct fixture *fixture = *state;
    struct heard heard = {0};
    struct domain *domain;
    char key[37];

    engine_watch(fixture->engine, hear, &heard);
    project_make(fixture, "guest", key);
    domain = registered(fixture);
    assert_int_equal(heard.added, 1);
    DONE(ask(fixture, VERB_SHARES_ADD, "domain", "shop.example", "project-key", key, NULL));
    assert_int_equal(heard.shared_in, 1);
    DONE(ask(fixture, VERB_DOMAINS_DELETE, "domain", "shop.example", NULL));
    assert_int_equal(heard.gone, 2); /* the owner's list and the guest's */
    engine_unwatch(fixture->engine, hear, &heard);
    heard.added = 0;
    domain_free(domain);
    domain = registered(fixture);
    assert_int_equal(heard.added, 0);
    domain_free(domain);
}

static void without_a_store_only_looking_works(void **state)
{
    static const struct published nothing;
    struct fixture *fixture = *state;

    fixture->storeless = true;
    world(fixture, &nothing);
    REFUSED(ask(fixture, VERB_DOMAINS_LIST, NULL), "no-store");
    DONE(ask(fixture, VERB_CHECK, "domain", "shop.example", NULL));
    DONE(ask(fixture, VERB_EXPLAIN, "code", "host-doubled", NULL));
    assert_int_equal(fixture->reply.as.explain.code, CODE_HOST_DOUBLED);
    DONE(ask(fixture, VERB_DOCTOR, NULL));
    assert_true(fixture->reply.as.doctor.count > 0);
    assert_true(strlen(fixture->reply.as.doctor.lines[0].text) > 0);
    assert_int_not_equal(ask(fixture, VERB_EXPLAIN, "code", "no-such-code", NULL), STATUS_OK);
}

static void opening_fails(struct fixture *fixture, const char *code)
{
    struct fault fault = {0};

    assert_int_not_equal(engine_try(fixture, nothing_published, &fault), STATUS_OK);
    assert_string_equal(fault.code, code);
    assert_true(strlen(fault.message) > 20);
    while (loop_turn(fixture->loop, false)) {
    }
    zone_free(fixture->zone);
    fixture->zone = NULL;
}

/* Something that the argument could be. */
static const char *some(const struct argument *argument, char word[32])
{
    static const char *const values[] = {
        [ARGUMENT_TEXT] = "/nowhere/x", [ARGUMENT_DOMAIN] = "shop.example", [ARGUMENT_FLAG] = "",
        [ARGUMENT_NUMBER] = "1",        [ARGUMENT_FILE] = "/nowhere/x",
    };

    if (argument->kind != ARGUMENT_CHOICE && argument->kind != ARGUMENT_CHOICES) {
        return values[argument->kind];
    }
    snprintf(word, 32, "%.*s", (int)strcspn(argument->choices, "|"), argument->choices);
    return word;
}

static void ask_somehow(struct fixture *fixture, enum verb verb)
{
    const struct command *command = command_at(verb);
    struct request request;
    char word[32];

    request_init(&request, verb);
    for (const struct argument *a = command->arguments; a->name; a++) {
        if ((a->use & (ARGUMENT_POSITIONAL | ARGUMENT_REQUIRED)) && !(a->use & ARGUMENT_HERE)) {
            request_set(&request, a->name, some(a, word));
        }
    }
    reply_clear(&fixture->reply);
    fixture->answered = false;
    engine_submit(fixture->engine, &request, answered, fixture);
    request_clear(&request);
    while (!fixture->answered && loop_turn(fixture->loop, true)) {
    }
    assert_true(fixture->answered);
    assert_true(fixture->reply.status == STATUS_OK || fixture->reply.fault.code[0] != '\0');
}

static void every_verb_is_answered(void **state)
{
    struct fixture *fixture = *state;

    for (enum verb verb = VERB_NONE + 1; verb < VERB_COUNT; verb++) {
        ask_somehow(fixture, verb);
    }
}

static void the_master_key_is_recognised(void **state)
{
    static const char other[] =
        "6262626262626262626262626262626262626262626262626262626262626262\n";
    static const struct published nothing;
    struct fixture *fixture = *state;
    struct buffer key = {0};
    char path[256];

    engine_shut(fixture);
    folder_file(&fixture->folder, "master.key", path);
    assert_int_equal(file_read(path, 4096, &key, NULL), STATUS_OK);
    assert_int_equal(file_write(path, other, strlen(other), 0600, NULL), STATUS_OK);
    opening_fails(fixture, "master-key-other");
    unlink(path);
    opening_fails(fixture, "master-key-missing");
    assert_int_equal(access(path, F_OK), -1); /* another one would hide that it is lost */
    assert_int_equal(file_write(path, key.bytes, key.length, 0600, NULL), STATUS_OK);
    world(fixture, &nothing);
    buffer_clear(&key);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_ENGINE(taken_back_is_never_answered),
        IN_ENGINE(closed_before_it_began),
        IN_ENGINE(closed_at_any_moment),
        IN_ENGINE(many_at_once_are_one_by_one),
        IN_ENGINE(changes_are_told),
        IN_ENGINE(without_a_store_only_looking_works),
        IN_ENGINE(every_verb_is_answered),
        IN_ENGINE(the_master_key_is_recognised),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
