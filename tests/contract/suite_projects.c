// SPDX-License-Identifier: MIT
/* Two projects in one engine: what one learns of the other, and what each hears of changes. */
#include "tests/contract/stage.h"

#define LETTERS_41 "aaaaaaaaaabbbbbbbbbbccccccccccdddddddddde"

enum { EVENT_MS = 3000, EVENTS = 64 };

static enum status ask_as(struct stage *stage, enum seat seat, enum verb verb)
{
    return stage_ask(stage, seat, verb, "domain", "shop.example", NULL);
}

static void key_of(struct stage *stage, enum seat seat, char key[37])
{
    DONE(stage_ask(stage, seat, VERB_PROJECT_KEY, NULL));
    assert_int_equal(stage->reply.kind, REPLY_PROJECT);
    text_copy(key, 37, stage->reply.as.project.key);
    assert_int_equal(strlen(key), 36);
}

static enum status share(struct stage *stage, enum seat seat, enum verb verb, const char *key)
{
    return stage_ask(stage, seat, verb, "domain", "shop.example", "project-key", key, NULL);
}

static enum status label(struct stage *stage, enum seat seat, const char *key, const char *label)
{
    return stage_ask(stage, seat, VERB_SHARES_LABEL, "domain", "shop.example", "project-key", key,
                     "label", label, NULL);
}

/* Registers shop.example and shares it with the guest. */
static void share_shop(struct stage *stage)
{
    char key[37];

    key_of(stage, SEAT_GUEST, key);
    DONE(ask_as(stage, SEAT_OWNER, VERB_DOMAINS_REGISTER));
    DONE(ask_as(stage, SEAT_OWNER, VERB_DOMAINS_SHOW));
    stage_publish(stage);
    DONE(ask_as(stage, SEAT_OWNER, VERB_DOMAINS_VERIFY));
    DONE(share(stage, SEAT_OWNER, VERB_SHARES_ADD, key));
    assert_int_equal(stage->reply.as.domain->share_count, 1);
    assert_string_equal(stage->reply.as.domain->shares[0].project_key, key);
}

static void a_stranger_learns_nothing(void **state)
{
    static const enum verb verbs[] = {VERB_DOMAINS_SHOW,  VERB_DOMAINS_VERIFY, VERB_DOMAINS_DELETE,
                                      VERB_DOMAINS_TOKEN, VERB_RECORDS,        VERB_SHARES_LIST};
    struct stage *stage = *state;

    DONE(ask_as(stage, SEAT_OWNER, VERB_DOMAINS_REGISTER));
    for (size_t i = 0; i < COUNT(verbs); i++) {
        REFUSED(ask_as(stage, SEAT_GUEST, verbs[i]), STATUS_MISSING, "no-such-domain");
    }
    DONE(stage_ask(stage, SEAT_GUEST, VERB_DOMAINS_LIST, NULL));
    assert_int_equal(stage->reply.as.domains.count, 0);
    assert_int_equal(stage->reply.as.domains.counts.all, 0);
    DONE(ask_as(stage, SEAT_GUEST, VERB_DOMAINS_REGISTER)); /* nobody proved it yet */
}

static void a_guest_may_look(void **state)
{
    struct stage *stage = *state;
    char own[37], guest[37];

    key_of(stage, SEAT_OWNER, own);
    key_of(stage, SEAT_GUEST, guest);
    share_shop(stage);
    DONE(ask_as(stage, SEAT_GUEST, VERB_DOMAINS_SHOW));
    assert_int_equal(stage->reply.as.domain->role, ROLE_GUEST);
    assert_null(stage->reply.as.domain->token);
    assert_int_equal(stage->reply.as.domain->share_count, 0);
    DONE(stage_ask(stage, SEAT_GUEST, VERB_DOMAINS_LIST, NULL));
    assert_int_equal(stage->reply.as.domains.counts.shared_in, 1);
    REFUSED(ask_as(stage, SEAT_GUEST, VERB_DOMAINS_DELETE), STATUS_REFUSED, "not-owner");
    REFUSED(ask_as(stage, SEAT_GUEST, VERB_DOMAINS_TOKEN), STATUS_REFUSED, "not-owner");
    REFUSED(share(stage, SEAT_GUEST, VERB_SHARES_ADD, own), STATUS_REFUSED, "not-owner");
    REFUSED(share(stage, SEAT_OWNER, VERB_SHARES_ADD, guest), STATUS_REFUSED, "already-shared");
    REFUSED(share(stage, SEAT_OWNER, VERB_SHARES_ADD, own), STATUS_REFUSED, "own-project-key");
    DONE(ask_as(stage, SEAT_OWNER, VERB_SHARES_LIST));
    assert_int_equal(stage->reply.as.shares.count, 1);
    assert_string_equal(stage->reply.as.shares.items[0].label, "");
    DONE(label(stage, SEAT_OWNER, guest, "\xe8\xa9\xa6 team"));
    assert_string_equal(stage->reply.as.domain->shares[0].label, "\xe8\xa9\xa6 team");
    REFUSED(label(stage, SEAT_GUEST, guest, "mine"), STATUS_REFUSED, "not-owner");
    REFUSED(label(stage, SEAT_OWNER, guest, "\xe2\x80\xae" LETTERS_41), STATUS_INVALID,
            "invalid-label");
    DONE(share(stage, SEAT_OWNER, VERB_SHARES_REMOVE, guest));
    REFUSED(label(stage, SEAT_OWNER, guest, "late"), STATUS_MISSING, "not-shared");
    REFUSED(ask_as(stage, SEAT_GUEST, VERB_DOMAINS_SHOW), STATUS_MISSING, "no-such-domain");
    REFUSED(share(stage, SEAT_OWNER, VERB_SHARES_REMOVE, guest), STATUS_MISSING, "not-shared");
}

static void a_proved_name_has_one_owner(void **state)
{
    struct stage *stage = *state;

    DONE(ask_as(stage, SEAT_OWNER, VERB_DOMAINS_REGISTER));
    DONE(ask_as(stage, SEAT_OWNER, VERB_DOMAINS_SHOW));
    stage_publish(stage);
    DONE(ask_as(stage, SEAT_OWNER, VERB_DOMAINS_VERIFY));
    REFUSED(ask_as(stage, SEAT_GUEST, VERB_DOMAINS_REGISTER), STATUS_REFUSED, "verified-elsewhere");
}

static void a_reader_changes_nothing(void **state)
{
    static const enum verb changes[] = {VERB_DOMAINS_VERIFY, VERB_DOMAINS_DELETE,
                                        VERB_DOMAINS_TOKEN, VERB_DOMAINS_REGISTER};
    struct stage *stage = *state;

    DONE(ask_as(stage, SEAT_OWNER, VERB_DOMAINS_REGISTER));
    DONE(ask_as(stage, SEAT_READER, VERB_DOMAINS_SHOW));
    DONE(stage_ask(stage, SEAT_READER, VERB_DOMAINS_LIST, NULL));
    assert_int_equal(stage->reply.as.domains.count, 1);
    for (size_t i = 0; i < COUNT(changes); i++) {
        REFUSED(ask_as(stage, SEAT_READER, changes[i]), STATUS_REFUSED, "read-key");
    }
    REFUSED(stage_ask(stage, SEAT_READER, VERB_TOKEN_NEW, NULL), STATUS_REFUSED, "read-key");
    DONE(ask_as(stage, SEAT_OWNER, VERB_DOMAINS_SHOW));
}

struct watcher {
    struct event events[EVENTS];
    size_t count;
};

static void saw(void *arg, const struct event *event)
{
    struct watcher *watcher = arg;

    if (watcher->count < EVENTS) {
        watcher->events[watcher->count++] = *event;
    }
}

/* Whether the kind came, about shop.example or nothing in particular; waits for it. */
static bool comes(struct stage *stage, const struct watcher *watcher, enum event_kind kind)
{
    for (int64_t waited = 0; waited < EVENT_MS; waited += 50) {
        for (size_t i = 0; i < watcher->count; i++) {
            if (watcher->events[i].kind == kind &&
                text_equal(watcher->events[i].domain, "shop.example")) {
                return true;
            }
        }
        stage_wait(stage, 50);
    }
    return false;
}

/* Engines that several seats share tell everybody's events, each with its project. */
static void only_of_its_project(const struct stage *stage, struct watcher *watcher, enum seat seat)
{
    size_t kept = 0;

    for (size_t i = 0; i < watcher->count; i++) {
        if (!stage->seats[seat].project[0] ||
            text_equal(watcher->events[i].project, stage->seats[seat].project)) {
            watcher->events[kept++] = watcher->events[i];
        }
    }
    watcher->count = kept;
}

static void changes_are_told(void **state)
{
    struct stage *stage = *state;
    struct engine *engine = stage->seats[SEAT_OWNER].engine;
    struct watcher watcher = {.count = 0}, *seen = &watcher;

    engine_watch(engine, saw, seen);
    stage_wait(stage, 200); /* a follower elsewhere says hello */
    DONE(ask_as(stage, SEAT_OWNER, VERB_DOMAINS_REGISTER));
    assert_true(comes(stage, seen, EVENT_DOMAIN_ADDED));
    DONE(ask_as(stage, SEAT_OWNER, VERB_DOMAINS_VERIFY));
    assert_true(comes(stage, seen, EVENT_DOMAIN_CHANGED));
    DONE(ask_as(stage, SEAT_OWNER, VERB_DOMAINS_DELETE));
    assert_true(comes(stage, seen, EVENT_DOMAIN_GONE));
    for (size_t i = 1; i < seen->count; i++) {
        assert_true(seen->events[i - 1].sequence < seen->events[i].sequence);
    }
    engine_unwatch(engine, saw, seen);
    seen->count = 0;
    DONE(ask_as(stage, SEAT_OWNER, VERB_DOMAINS_REGISTER));
    stage_wait(stage, 300);
    assert_int_equal(seen->count, 0);
}

static void a_guest_hears_of_what_it_shares(void **state)
{
    struct stage *stage = *state;
    struct engine *engine = stage->seats[SEAT_GUEST].engine;
    struct watcher watcher = {.count = 0}, *seen = &watcher;
    char key[37];

    key_of(stage, SEAT_GUEST, key);
    DONE(ask_as(stage, SEAT_OWNER, VERB_DOMAINS_REGISTER));
    DONE(ask_as(stage, SEAT_OWNER, VERB_DOMAINS_SHOW));
    stage_publish(stage);
    engine_watch(engine, saw, seen);
    stage_wait(stage, 200);
    DONE(ask_as(stage, SEAT_OWNER, VERB_DOMAINS_VERIFY));
    stage_wait(stage, 300);
    only_of_its_project(stage, seen, SEAT_GUEST);
    assert_int_equal(seen->count, 0); /* a stranger hears nothing */
    DONE(share(stage, SEAT_OWNER, VERB_SHARES_ADD, key));
    assert_true(comes(stage, seen, EVENT_SHARED_IN));
    DONE(share(stage, SEAT_OWNER, VERB_SHARES_REMOVE, key));
    assert_true(comes(stage, seen, EVENT_SHARED_OUT));
    engine_unwatch(engine, saw, seen);
}

const struct CMUnitTest suite_projects[] = {
    cmocka_unit_test(a_stranger_learns_nothing),
    cmocka_unit_test(a_guest_may_look),
    cmocka_unit_test(a_proved_name_has_one_owner),
    cmocka_unit_test(a_reader_changes_nothing),
    cmocka_unit_test(changes_are_told),
    cmocka_unit_test(a_guest_hears_of_what_it_shares),
};
const size_t suite_projects_count = COUNT(suite_projects);
