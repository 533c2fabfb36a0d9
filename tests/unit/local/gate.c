// SPDX-License-Identifier: MIT
#include "engine/limits.h"
#include "keys/signature.h"
#include "local/allowance.h"
#include "local/nonces.h"
#include "tests/unit/local/fixture.h"

/* One request from elsewhere, and what is made of it. */
struct caller {
    enum verb verb;
    const char *nonce; /* NULL: signature v2 alone */
    int64_t late;      /* ms before the engine's clock */
    const char *access_key, *secret;
    const char *changed; /* what was really sent; NULL: what was signed */
    bool knock;
};

static struct credential key_make(struct fixture *fixture, bool read_only)
{
    struct credential made;

    if (read_only) {
        DONE(ask(fixture, VERB_PROJECT_CREDENTIALS, "new", "1", "read", "1", NULL));
    } else {
        DONE(ask(fixture, VERB_PROJECT_CREDENTIALS, "new", "1", NULL));
    }
    made = fixture->reply.as.credentials.items[0];
    return made;
}

static enum status call(struct fixture *fixture, const struct caller *caller)
{
    static const struct signed_parts parts = {.method = "GET",
                                              .target = "/v1/x",
                                              .timestamp = "1",
                                              .access_key = "k",
                                              .host = "h",
                                              .body_hash = "b"};
    struct proof proof = {.at = fixture->clock.fixed_ms - caller->late};
    struct signed_parts mine = parts;
    struct request request;
    struct buffer text = {0};

    mine.nonce = caller->nonce;
    signature_text(&mine, &text);
    text_copy(proof.access_key, sizeof proof.access_key, caller->access_key);
    text_copy(proof.nonce, sizeof proof.nonce, caller->nonce ? caller->nonce : "");
    signature_make(caller->secret, strlen(caller->secret), buffer_text(&text), proof.signature);
    proof.text = mem_text(caller->changed ? caller->changed : buffer_text(&text));
    request_init(&request, caller->verb);
    request.knock = caller->knock;
    request_prove(&request, &proof);
    reply_clear(&fixture->reply);
    fixture->answered = false;
    engine_submit(fixture->engine, &request, answered, fixture);
    while (!fixture->answered && loop_turn(fixture->loop, true)) {
    }
    request_clear(&request);
    free(proof.text);
    buffer_clear(&text);
    return fixture->reply.status;
}

static void only_the_holder_of_the_secret_passes(void **state)
{
    struct fixture *fixture = *state;
    struct credential key = key_make(fixture, false);
    struct caller caller = {VERB_PROJECT_KEY, NULL, 0, key.access_key, key.secret_key, NULL, false};

    DONE(call(fixture, &caller));
    assert_string_equal(fixture->reply.as.project.name, "default");
    caller.changed = "GET /v1/y\n1\nk";
    REFUSED(call(fixture, &caller), "bad-signature");
    caller.changed = NULL;
    caller.secret = "another";
    REFUSED(call(fixture, &caller), "bad-signature");
    caller.access_key = "nobody";
    REFUSED(call(fixture, &caller), "bad-signature");
}

static void a_signature_counts_for_five_minutes(void **state)
{
    struct fixture *fixture = *state;
    struct credential key = key_make(fixture, false);
    struct caller caller = {VERB_PROJECT_KEY, NULL, 0, key.access_key, key.secret_key, NULL, false};
    static const struct {
        int64_t late;
        bool good;
    } rows[] = {{LIMIT_WINDOW_MS, true},
                {LIMIT_WINDOW_MS + 1, false},
                {-LIMIT_WINDOW_MS, true},
                {-LIMIT_WINDOW_MS - 1, false}};

    for (size_t i = 0; i < COUNT(rows); i++) {
        caller.late = rows[i].late;
        if (rows[i].good) {
            DONE(call(fixture, &caller));
        } else {
            REFUSED(call(fixture, &caller), "late-signature");
        }
    }
}

static void a_change_counts_once(void **state)
{
    struct fixture *fixture = *state;
    struct credential key = key_make(fixture, false);
    struct caller caller = {VERB_TOKEN_NEW, NULL, 0, key.access_key, key.secret_key, NULL, false};

    REFUSED(call(fixture, &caller), "plain-signature");
    caller.nonce = "0123456789abcdef";
    DONE(call(fixture, &caller));
    REFUSED(call(fixture, &caller), "replayed");
    caller.nonce = "0123456789abcdeg";
    DONE(call(fixture, &caller));
}

/* Also not when another process has the store. */
static void a_change_counts_once_for_ever(void **state)
{
    static const struct published nothing;
    struct fixture *fixture = *state;
    struct credential key = key_make(fixture, false);
    struct caller caller = {
        VERB_TOKEN_NEW, "0123456789abcdef", 0, key.access_key, key.secret_key, NULL, false};

    DONE(call(fixture, &caller));
    for (int i = 0; i < 2; i++) {
        world(fixture, &nothing);
        REFUSED(call(fixture, &caller), "replayed");
    }
    caller.nonce = "0123456789abcdeg";
    DONE(call(fixture, &caller));
    fixture->clock.fixed_ms += 2 * LIMIT_WINDOW_MS;
    world(fixture, &nothing);
    REFUSED(call(fixture, &(struct caller){VERB_TOKEN_NEW, "0123456789abcdeg", 2 * LIMIT_WINDOW_MS,
                                           key.access_key, key.secret_key, NULL, false}),
            "late-signature");
    DONE(call(fixture, &caller)); /* what it signed then counts no more */
}

static void rights_are_the_keys_own(void **state)
{
    struct fixture *fixture = *state;
    struct credential reader = key_make(fixture, true);
    struct caller caller = {
        VERB_TOKEN_NEW, "0123456789abcdef", 0, reader.access_key, reader.secret_key, NULL, false};

    REFUSED(call(fixture, &caller), "read-key");
    caller.verb = VERB_PROJECT_KEY;
    caller.nonce = NULL;
    DONE(call(fixture, &caller));
    caller.verb = VERB_PROJECT_LIST;
    REFUSED(call(fixture, &caller), "operator-only");
    DONE(ask(fixture, VERB_PROJECT_CREDENTIALS, "revoke", reader.access_key, NULL));
    caller.verb = VERB_PROJECT_KEY;
    REFUSED(call(fixture, &caller), "bad-signature");
}

static void a_knock_changes_nothing(void **state)
{
    struct fixture *fixture = *state;
    struct credential key = key_make(fixture, false);
    struct caller caller = {
        VERB_DOMAINS_REGISTER, "0123456789abcdef", 0, key.access_key, key.secret_key, NULL, true};

    DONE(call(fixture, &caller));
    assert_int_equal(fixture->reply.kind, REPLY_PROJECT);
    assert_string_equal(fixture->reply.as.project.name, "default");
}

static void verifications_have_their_pace(void **state)
{
    struct allowance *allowance = allowance_new(20);

    (void)state;
    for (int i = 0; i < 20; i++) {
        assert_int_equal(allowance_take(allowance, "one", 1000), 0);
    }
    assert_int_equal(allowance_take(allowance, "one", 1000), 50);
    assert_int_equal(allowance_take(allowance, "two", 1000), 0);
    assert_int_equal(allowance_take(allowance, "one", 1049), 1);
    assert_int_equal(allowance_take(allowance, "one", 1050), 0);
    assert_int_equal(allowance_take(allowance, "one", 1050), 50);
    allowance_free(allowance);
}

static enum nonce_outcome take(struct nonces *nonces, const char *key, const char *nonce,
                               int64_t now)
{
    struct nonce_mark mark = nonce_mark_of(key, nonce);

    return nonces_take(nonces, &mark, now);
}

static void nonces_are_remembered_long_enough(void **state)
{
    const int64_t period = 2 * (int64_t)LIMIT_WINDOW_MS;
    struct nonces *nonces = nonces_new(3000);
    char text[24];

    (void)state;
    assert_int_equal(take(nonces, "k", "first", 1), NONCE_FRESH);
    assert_int_equal(take(nonces, "l", "first", 1), NONCE_FRESH);
    for (int i = 0; i < 2998; i++) {
        snprintf(text, sizeof text, "%d", i);
        assert_int_equal(take(nonces, "k", text, 2), NONCE_FRESH);
    }
    assert_int_equal(take(nonces, "k", "late", 3), NONCE_FULL);
    assert_int_equal(take(nonces, "k", "first", period), NONCE_USED);
    assert_int_equal(take(nonces, "k", "first", period + 1), NONCE_USED);
    assert_int_equal(take(nonces, "k", "late", period + 1), NONCE_FRESH);
    assert_int_equal(take(nonces, "k", "first", 2 * period), NONCE_USED);
    assert_int_equal(take(nonces, "k", "first", 2 * period + 2), NONCE_FRESH);
    assert_int_equal(take(nonces, "k", "late", 9 * period), NONCE_FRESH);
    nonces_free(nonces);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(only_the_holder_of_the_secret_passes, fixture_new,
                                        fixture_free),
        cmocka_unit_test_setup_teardown(a_signature_counts_for_five_minutes, fixture_new,
                                        fixture_free),
        cmocka_unit_test_setup_teardown(a_change_counts_once, fixture_new, fixture_free),
        cmocka_unit_test_setup_teardown(a_change_counts_once_for_ever, fixture_new, fixture_free),
        cmocka_unit_test_setup_teardown(rights_are_the_keys_own, fixture_new, fixture_free),
        cmocka_unit_test_setup_teardown(a_knock_changes_nothing, fixture_new, fixture_free),
        cmocka_unit_test(verifications_have_their_pace),
        cmocka_unit_test(nonces_are_remembered_long_enough),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
