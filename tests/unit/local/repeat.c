// SPDX-License-Identifier: MIT
#include "local/repeat.h"

#include "tests/unit/local/fixture.h"

static size_t log_count(struct fixture *fixture)
{
    DONE(ask(fixture, VERB_DOMAINS_LOG, NULL));
    return fixture->reply.as.log.count;
}

static void spelt_is(const struct fixture *fixture, const char *text)
{
    assert_int_equal(fixture->reply.kind, REPLY_SPELT);
    assert_string_equal(fixture->reply.as.spelt.text, text);
}

static void the_second_gets_what_the_first_got(void **state)
{
    struct fixture *fixture = *state;
    struct buffer first = {0};

    fixture->idempotency = "key-1";
    DONE(ask(fixture, VERB_DOMAINS_REGISTER, "domain", "shop.example", NULL));
    assert_int_equal(fixture->reply.kind, REPLY_DOMAIN);
    spell_short(&fixture->reply, &first);
    int64_t revision = fixture->reply.as.domain->revision;
    DONE(ask(fixture, VERB_DOMAINS_REGISTER, "domain", "shop.example", NULL));
    spelt_is(fixture, buffer_text(&first));
    assert_true(fixture->reply.created);
    assert_int_equal(fixture->reply.as.spelt.kind, REPLY_DOMAIN);
    assert_int_equal(fixture->reply.as.spelt.revision, revision);
    fixture->idempotency = NULL;
    assert_int_equal(shown(fixture)->revision, revision);
    assert_int_equal(log_count(fixture), 2); /* the project, and one registration */
    buffer_clear(&first);
}

static void another_request_is_refused(void **state)
{
    struct fixture *fixture = *state;

    fixture->idempotency = "key-1";
    DONE(ask(fixture, VERB_DOMAINS_REGISTER, "domain", "shop.example", NULL));
    REFUSED(ask(fixture, VERB_DOMAINS_REGISTER, "domain", "other.example", NULL),
            "idempotency-key-reused");
    REFUSED(ask(fixture, VERB_TOKEN_NEW, NULL), "idempotency-key-reused");
    fixture->revision = 4;
    REFUSED(ask(fixture, VERB_DOMAINS_REGISTER, "domain", "shop.example", NULL),
            "idempotency-key-reused");
    fixture->revision = 0;
    fixture->idempotency = "key-2";
    DONE(ask(fixture, VERB_DOMAINS_REGISTER, "domain", "other.example", NULL));
    assert_int_equal(fixture->reply.kind, REPLY_DOMAIN);
}

static void a_refusal_is_an_answer_too(void **state)
{
    struct fixture *fixture = *state;

    fixture->idempotency = "key-1";
    REFUSED(ask(fixture, VERB_DOMAINS_REGISTER, "domain", "mail.naver.com", NULL), "blocked-name");
    char *message = mem_text(fixture->reply.fault.message);
    REFUSED(ask(fixture, VERB_DOMAINS_REGISTER, "domain", "mail.naver.com", NULL), "blocked-name");
    assert_string_equal(fixture->reply.fault.message, message);
    assert_int_equal(fixture->reply.fault.detail_count, 2);
    assert_string_equal(fixture->reply.fault.details[0].key, "domain");
    assert_string_equal(fixture->reply.fault.details[0].value, "mail.naver.com");
    free(message);
}

struct two {
    int count, made;
    char text[2][128];
};

static void one_of_two(void *arg, struct reply *reply)
{
    struct two *two = arg;
    struct buffer text = {0};

    assert_int_equal(reply->status, STATUS_OK);
    two->made += reply->kind == REPLY_DOMAIN;
    if (reply->kind == REPLY_SPELT) {
        buffer_add_text(&text, reply->as.spelt.text);
    } else {
        spell_short(reply, &text);
    }
    text_copy(two->text[two->count++], sizeof two->text[0], buffer_text(&text));
    buffer_clear(&text);
}

static void two_at_once_are_one(void **state)
{
    struct fixture *fixture = *state;
    struct request request;
    struct two two = {0};

    request_init(&request, VERB_DOMAINS_REGISTER);
    text_copy(request.idempotency, sizeof request.idempotency, "key-1");
    request_set(&request, "domain", "shop.example");
    engine_submit(fixture->engine, &request, one_of_two, &two);
    engine_submit(fixture->engine, &request, one_of_two, &two);
    request_clear(&request);
    while (two.count < 2 && loop_turn(fixture->loop, true)) {
    }
    assert_int_equal(two.made, 1);
    assert_string_equal(two.text[0], two.text[1]);
    assert_int_equal(log_count(fixture), 2);
}

static void kept_for_a_day_through_restarts(void **state)
{
    static const struct published nothing;
    struct fixture *fixture = *state;

    fixture->idempotency = "key-1";
    DONE(ask(fixture, VERB_TOKEN_NEW, NULL));
    world(fixture, &nothing);
    DONE(ask(fixture, VERB_TOKEN_NEW, NULL));
    assert_int_equal(fixture->reply.kind, REPLY_SPELT);
    fixture->clock.fixed_ms += INT64_C(24) * 60 * 60 * 1000;
    DONE(ask(fixture, VERB_TOKEN_NEW, NULL));
    assert_int_equal(fixture->reply.kind, REPLY_TOKEN);
}

static void keys_are_a_projects_own(void **state)
{
    struct fixture *fixture = *state;
    char key[37];

    project_make(fixture, "other", key);
    fixture->idempotency = "key-1";
    DONE(ask(fixture, VERB_TOKEN_NEW, NULL));
    fixture->project = "other";
    DONE(ask(fixture, VERB_TOKEN_NEW, NULL));
    assert_int_equal(fixture->reply.kind, REPLY_TOKEN);
}

static void looking_is_never_kept(void **state)
{
    struct fixture *fixture = *state;

    domain_free(registered(fixture));
    fixture->idempotency = "key-1";
    DONE(ask(fixture, VERB_DOMAINS_LIST, NULL));
    DONE(ask(fixture, VERB_DOMAINS_LIST, NULL));
    assert_int_equal(fixture->reply.kind, REPLY_DOMAINS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_ENGINE(the_second_gets_what_the_first_got),
        IN_ENGINE(another_request_is_refused),
        IN_ENGINE(a_refusal_is_an_answer_too),
        IN_ENGINE(two_at_once_are_one),
        IN_ENGINE(kept_for_a_day_through_restarts),
        IN_ENGINE(keys_are_a_projects_own),
        IN_ENGINE(looking_is_never_kept),
    };

    return cmocka_run_group_tests_name("local/repeat", tests, NULL, NULL);
}
