// SPDX-License-Identifier: MIT
/* What the verbs answer to the project whose domains they are about. */
#include "domain/lifecycle.h"
#include "tests/contract/stage.h"
#include "wire/wire.h"

static void register_shop(struct stage *stage)
{
    DONE(stage_ask(stage, SEAT_OWNER, VERB_DOMAINS_REGISTER, "domain", "shop.example", NULL));
}

static enum status ask_about_shop(struct stage *stage, enum verb verb)
{
    return stage_ask(stage, SEAT_OWNER, verb, "domain", "shop.example", NULL);
}

static enum status turn(struct stage *stage, enum verb verb, const char *record)
{
    return stage_ask(stage, SEAT_OWNER, verb, "domain", "shop.example", "record", record, NULL);
}

static void registered_and_shown(void **state)
{
    struct stage *stage = *state;
    char token[80];

    DONE(stage_ask(stage, SEAT_OWNER, VERB_DOMAINS_REGISTER, "domain", "Shop.Example.", "env",
                   "public", "region", "kr", NULL));
    assert_int_equal(stage->reply.kind, REPLY_DOMAIN);
    assert_true(stage->reply.created);
    assert_string_equal(stage->reply.as.domain->name, "shop.example");
    assert_non_null(stage->reply.as.domain->dkim);
    assert_true(stage->reply.as.domain->revision > 0);
    text_copy(token, sizeof token, stage->reply.as.domain->token);
    DONE(ask_about_shop(stage, VERB_DOMAINS_SHOW));
    assert_string_equal(stage->reply.as.domain->token, token);
    assert_int_equal(stage->reply.as.domain->role, ROLE_OWNER);
    assert_int_equal(record_state(stage->reply.as.domain, RECORD_TOKEN), STATE_UNVERIFIED);
    DONE(ask_about_shop(stage, VERB_RECORDS));
    assert_int_equal(stage->reply.kind, REPLY_RECORDS);
    assert_int_equal(stage->reply.as.records.list.count, RECORD_COUNT);
}

static void refusals_have_their_codes(void **state)
{
    struct stage *stage = *state;

    REFUSED(ask_about_shop(stage, VERB_DOMAINS_SHOW), STATUS_MISSING, "no-such-domain");
    REFUSED(ask_about_shop(stage, VERB_DOMAINS_VERIFY), STATUS_MISSING, "no-such-domain");
    REFUSED(ask_about_shop(stage, VERB_DOMAINS_DELETE), STATUS_MISSING, "no-such-domain");
    REFUSED(stage_ask(stage, SEAT_OWNER, VERB_DOMAINS_REGISTER, "domain", "mail.naver.com", NULL),
            STATUS_REFUSED, "blocked-name");
    REFUSED(stage_ask(stage, SEAT_OWNER, VERB_DOMAINS_REGISTER, "domain", "shop.example", "token",
                      "ncp-verify=nobody-made-it", NULL),
            STATUS_REFUSED, "unknown-token");
    register_shop(stage);
    REFUSED(stage_ask(stage, SEAT_OWNER, VERB_DOMAINS_REGISTER, "domain", "shop.example", NULL),
            STATUS_REFUSED, "already-registered");
    REFUSED(turn(stage, VERB_DOMAINS_USE, "spf"), STATUS_REFUSED, "not-verified");
    REFUSED(turn(stage, VERB_DOMAINS_STOP, "spf"), STATUS_REFUSED, "not-in-use");
    REFUSED(stage_ask(stage, SEAT_OWNER, VERB_DOMAINS_VERIFY, "domain", "shop.example", "only",
                      "spf", NULL),
            STATUS_REFUSED, "ownership-first");
}

/* From nothing in DNS to a domain that is used, and back. */
static void verified_and_used(void **state)
{
    struct stage *stage = *state;

    register_shop(stage);
    DONE(ask_about_shop(stage, VERB_DOMAINS_VERIFY));
    assert_int_equal(stage->reply.kind, REPLY_CHECK);
    assert_int_equal(stage->reply.as.check->only, RECORD_ALL);
    assert_int_equal(check_overall(stage->reply.as.check), CHECK_FAIL);
    assert_true(stage->reply.as.check->findings.count > 0);
    DONE(ask_about_shop(stage, VERB_DOMAINS_SHOW));
    stage_publish(stage);
    DONE(ask_about_shop(stage, VERB_DOMAINS_VERIFY));
    assert_int_equal(check_overall(stage->reply.as.check), CHECK_PASS);
    DONE(turn(stage, VERB_DOMAINS_USE, "spf"));
    assert_int_equal(stage->reply.kind, REPLY_DOMAIN);
    assert_int_equal(record_state(stage->reply.as.domain, RECORD_SPF), STATE_IN_USE);
    assert_int_equal(record_state(stage->reply.as.domain, RECORD_TOKEN), STATE_VERIFIED);
    REFUSED(turn(stage, VERB_DOMAINS_USE, "spf"), STATUS_REFUSED, "in-use-already");
    DONE(turn(stage, VERB_DOMAINS_STOP, "spf"));
    assert_int_equal(record_state(stage->reply.as.domain, RECORD_SPF), STATE_STOPPED);
    DONE(stage_ask(stage, SEAT_OWNER, VERB_DOMAINS_VERIFY, "domain", "shop.example", "only",
                   "dkim,dmarc", NULL));
    assert_int_equal(stage->reply.as.check->only, 1u << RECORD_DKIM | 1u << RECORD_DMARC);
}

static void another_token_and_gone(void **state)
{
    struct stage *stage = *state;
    char token[80];

    register_shop(stage);
    text_copy(token, sizeof token, stage->reply.as.domain->token);
    DONE(ask_about_shop(stage, VERB_DOMAINS_TOKEN));
    assert_string_not_equal(stage->reply.as.domain->token, token);
    DONE(ask_about_shop(stage, VERB_DOMAINS_DELETE));
    assert_int_equal(stage->reply.kind, REPLY_NOTHING);
    REFUSED(ask_about_shop(stage, VERB_DOMAINS_SHOW), STATUS_MISSING, "no-such-domain");
}

static void the_log_has_it_newest_first(void **state)
{
    struct stage *stage = *state;

    register_shop(stage);
    DONE(ask_about_shop(stage, VERB_DOMAINS_TOKEN));
    DONE(ask_about_shop(stage, VERB_DOMAINS_LOG));
    assert_int_equal(stage->reply.kind, REPLY_LOG);
    assert_true(stage->reply.as.log.count >= 2);
    assert_string_equal(stage->reply.as.log.rows[stage->reply.as.log.count - 1].action, "register");
    assert_true(stage->reply.as.log.rows[0].at >= stage->reply.as.log.rows[1].at);
    assert_true(strlen(stage->reply.as.log.rows[0].who) > 0);
    DONE(stage_ask(stage, SEAT_OWNER, VERB_DOMAINS_LOG, "limit", "1", NULL));
    assert_int_equal(stage->reply.as.log.count, 1);
    assert_true(stage->reply.as.log.next[0]);
}

/* Pages of two, each after the last row of the one before. */
static void listed_page_by_page(void **state)
{
    struct stage *stage = *state;
    char name[64], seen[8][64], after[CURSOR_TEXT] = "";
    size_t count = 0;

    for (int i = 0; i < 5; i++) {
        snprintf(name, sizeof name, "d%d.example", i);
        DONE(stage_ask(stage, SEAT_OWNER, VERB_DOMAINS_REGISTER, "domain", name, NULL));
    }
    do {
        DONE(stage_ask(stage, SEAT_OWNER, VERB_DOMAINS_LIST, "limit", "2", "sort", "-name",
                       after[0] ? "after" : NULL, after, NULL));
        assert_int_equal(stage->reply.as.domains.counts.all, 5);
        for (size_t i = 0; i < stage->reply.as.domains.count; i++) {
            assert_true(count < COUNT(seen));
            text_copy(seen[count++], 64, stage->reply.as.domains.items[i]->name);
        }
        text_copy(after, sizeof after, stage->reply.as.domains.next);
    } while (after[0]);
    assert_int_equal(count, 5);
    for (size_t i = 1; i < count; i++) {
        assert_true(strcmp(seen[i - 1], seen[i]) > 0);
    }
    DONE(stage_ask(stage, SEAT_OWNER, VERB_DOMAINS_LIST, "filter", "d3", NULL));
    assert_int_equal(stage->reply.as.domains.count, 1);
    assert_string_equal(stage->reply.as.domains.items[0]->name, "d3.example");
}

static void no_change_over_another(void **state)
{
    struct stage *stage = *state;
    int64_t before;

    register_shop(stage);
    before = stage->reply.as.domain->revision;
    DONE(ask_about_shop(stage, VERB_DOMAINS_TOKEN));
    assert_true(stage->reply.as.domain->revision > before);
    stage->revision = before;
    REFUSED(ask_about_shop(stage, VERB_DOMAINS_DELETE), STATUS_REFUSED, "changed-meanwhile");
    stage->revision = 0;
    DONE(ask_about_shop(stage, VERB_DOMAINS_SHOW));
    stage->revision = stage->reply.as.domain->revision;
    DONE(ask_about_shop(stage, VERB_DOMAINS_DELETE));
    stage->revision = 0;
}

/* The token an answer holds, whether the engine made it now or repeats what it said. */
static void token_of(struct stage *stage, char out[80])
{
    const char *text, *from;

    if (stage->reply.kind == REPLY_TOKEN) {
        text_copy(out, 80, stage->reply.as.token);
        return;
    }
    assert_int_equal(stage->reply.kind, REPLY_SPELT);
    text = stage->reply.as.spelt.text;
    from = strstr(text, "\":\"");
    assert_non_null(from);
    text_copy(out, 80, from + 3);
    out[strcspn(out, "\"")] = '\0';
}

static void the_same_key_gives_the_same_answer(void **state)
{
    struct stage *stage = *state;
    char first[80], again[80], other[80];

    stage->idempotency = "0123456789abcdef-one";
    DONE(stage_ask(stage, SEAT_OWNER, VERB_TOKEN_NEW, NULL));
    token_of(stage, first);
    DONE(stage_ask(stage, SEAT_OWNER, VERB_TOKEN_NEW, NULL));
    token_of(stage, again);
    assert_string_equal(first, again);
    assert_int_not_equal(
        stage_ask(stage, SEAT_OWNER, VERB_DOMAINS_REGISTER, "domain", "shop.example", NULL),
        STATUS_OK);
    stage->idempotency = "0123456789abcdef-two";
    DONE(stage_ask(stage, SEAT_OWNER, VERB_TOKEN_NEW, NULL));
    token_of(stage, other);
    assert_string_not_equal(first, other);
    stage->idempotency = NULL;
}

const struct CMUnitTest suite_domains[] = {
    cmocka_unit_test(registered_and_shown),
    cmocka_unit_test(refusals_have_their_codes),
    cmocka_unit_test(verified_and_used),
    cmocka_unit_test(another_token_and_gone),
    cmocka_unit_test(the_log_has_it_newest_first),
    cmocka_unit_test(listed_page_by_page),
    cmocka_unit_test(no_change_over_another),
    cmocka_unit_test(the_same_key_gives_the_same_answer),
};
const size_t suite_domains_count = COUNT(suite_domains);
