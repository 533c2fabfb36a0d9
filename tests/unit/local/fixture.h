// SPDX-License-Identifier: MIT
#pragma once
/*
 * An engine over a store in a folder of its own and a zone of a few lines. What DNS says changes by
 * world(): the engine is closed and another one opened, as one command after another would do.
 */
#include "base/memory.h"
#include "base/text.h"
#include "dns/zone.h"
#include "domain/lifecycle.h"
#include "engine/import.h"
#include "local/local.h"
#include "net/zoned.h"
#include "tests/support/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define UNUSED __attribute__((unused))

static const char START[] = "2026-10-02T05:02:11Z";

struct fixture {
    struct folder folder;
    struct loop *loop;
    struct zone *zone;
    struct clock clock;
    struct profile profile;
    struct provider_book *providers;
    struct engine *engine;
    struct reply reply; /* of the last ask() */
    bool answered, read_only, schedule, storeless;
    struct resolver *(*between)(struct resolver *inner); /* NULL: the zone's answers come at once */
    int exits;                /* with this code, as soon as a request is answered well; 0: no */
    struct loop_timer *pulse; /* the test's own; freed with the rest; NULL: none */
    struct local_hooks hooks;
    int near_ms;
    const char *project, *master_key_file, *idempotency; /* of the next ask() */
    int64_t revision;
};

/* As a mouth would write it down: enough to tell one answer from another. */
UNUSED static void spell_short(const struct reply *reply, struct buffer *out)
{
    buffer_printf(out, "%d %s", (int)reply->kind,
                  reply->kind == REPLY_DOMAIN  ? reply->as.domain->token
                  : reply->kind == REPLY_TOKEN ? reply->as.token
                                               : "");
}

/* What a domain has in DNS; NULL: nothing. */
struct published {
    const char *token, *spf, *selector, *dkim, *dmarc;
};

UNUSED static void engine_shut(struct fixture *fixture)
{
    engine_close(fixture->engine);
    fixture->engine = NULL;
    while (loop_turn(fixture->loop, false)) {
    }
    zone_free(fixture->zone);
    fixture->zone = NULL;
}

/* The engine's answer to opening, with DNS as the zone's text says. */
UNUSED static enum status engine_try(struct fixture *fixture, const char *zone, struct fault *fault)
{
    struct local_options options = {.loop = fixture->loop,
                                    .clock = &fixture->clock,
                                    .profile = &fixture->profile,
                                    .providers = fixture->providers,
                                    .folder = fixture->storeless ? NULL : fixture->folder.path,
                                    .schedule = fixture->schedule,
                                    .home = fixture->folder.path,
                                    .spell = spell_short,
                                    .hooks = fixture->hooks,
                                    .near_ms = fixture->near_ms,
                                    .master_key_file = fixture->master_key_file};

    assert_int_equal(zone_parse(zone, &fixture->zone, NULL), STATUS_OK);
    options.resolver = zoned_resolver_new(fixture->loop, fixture->zone);
    if (fixture->between) {
        options.resolver = fixture->between(options.resolver);
    }
    return local_engine_new(&options, &fixture->engine, fault);
}

static const char nothing_published[] =
    "shop.example. 300 IN SOA ns1.shop.example. dns.shop.example. 1 3600 600 86400 60\n"
    "shop.example. 300 IN NS ns1.shop.example.\n"
    "ns1.shop.example. 300 IN A 127.0.0.1\n"
    "email.ncloud.com. 300 IN TXT \"v=spf1 ip4:192.0.2.0/24 -all\"\n";

static void txt_add(struct buffer *zone, const char *host, const char *value)
{
    if (value) {
        buffer_printf(zone, "%s 300 IN TXT ", host);
        zone_txt_strings(zone, value);
        buffer_add_byte(zone, '\n');
    }
}

UNUSED static void world(struct fixture *fixture, const struct published *published)
{
    struct buffer zone = {0}, dkim = {0};
    struct fault fault = {0};
    char host[256];

    buffer_add_text(&zone, nothing_published);
    txt_add(&zone, "shop.example.", published->token);
    txt_add(&zone, "shop.example.", published->spf);
    txt_add(&zone, "_dmarc.shop.example.", published->dmarc);
    if (published->dkim) {
        snprintf(host, sizeof host, "%s._domainkey.shop.example.", published->selector);
        buffer_printf(&dkim, "v=DKIM1;k=rsa;p=%s", published->dkim);
        txt_add(&zone, host, buffer_text(&dkim));
    }
    if (fixture->engine) {
        engine_shut(fixture);
    }
    if (engine_try(fixture, buffer_text(&zone), &fault)) {
        fail_msg("%s", fault.message);
    }
    buffer_clear(&zone);
    buffer_clear(&dkim);
}

UNUSED static int fixture_new(void **state)
{
    struct fixture *fixture = mem_new(sizeof *fixture);
    static const struct published nothing;

    folder_make(&fixture->folder);
    unsetenv("VOUCH_MASTER_KEY_FILE");
    unsetenv("CREDENTIALS_DIRECTORY");
    assert_int_equal(clock_parse(START, &fixture->clock.fixed_ms, NULL), STATUS_OK);
    assert_int_equal(loop_new(&fixture->loop, NULL), STATUS_OK);
    assert_int_equal(profile_shipped(&fixture->profile, NULL), STATUS_OK);
    assert_int_equal(provider_book_shipped(&fixture->providers, NULL), STATUS_OK);
    world(fixture, &nothing);
    *state = fixture;
    return 0;
}

UNUSED static int fixture_free(void **state)
{
    struct fixture *fixture = *state;

    reply_clear(&fixture->reply);
    loop_timer_free(fixture->pulse);
    engine_shut(fixture);
    loop_free(fixture->loop);
    provider_book_free(fixture->providers);
    folder_remove(&fixture->folder);
    free(fixture);
    return 0;
}

static void answered(void *arg, struct reply *reply)
{
    struct fixture *fixture = arg;

    if (fixture->exits && reply->status == STATUS_OK) {
        _exit(fixture->exits);
    }
    assert_false(fixture->answered);
    fixture->answered = true;
    reply_take(&fixture->reply, reply);
}

/* Words: name, value, name, value, NULL. Runs the loop until the answer is there. */
UNUSED static enum status ask(struct fixture *fixture, enum verb verb, ...)
{
    struct request request;
    const char *name;
    va_list words;

    request_init(&request, verb);
    text_copy(request.actor, sizeof request.actor, "tester");
    text_copy(request.project, sizeof request.project, fixture->project ? fixture->project : "");
    text_copy(request.idempotency, sizeof request.idempotency,
              fixture->idempotency ? fixture->idempotency : "");
    request.read_only = fixture->read_only;
    request.revision = fixture->revision;
    va_start(words, verb);
    while ((name = va_arg(words, const char *))) {
        request_set(&request, name, va_arg(words, const char *));
    }
    va_end(words);
    reply_clear(&fixture->reply);
    fixture->answered = false;
    engine_submit(fixture->engine, &request, answered, fixture);
    assert_false(fixture->answered); /* never inside submit */
    request_clear(&request);
    while (!fixture->answered && loop_turn(fixture->loop, true)) {
    }
    assert_true(fixture->answered);
    return fixture->reply.status;
}

#define REFUSED(call, word)                                                                        \
    do {                                                                                           \
        assert_int_not_equal(call, STATUS_OK);                                                     \
        assert_string_equal(fixture->reply.fault.code, word);                                      \
        assert_true(strlen(fixture->reply.fault.message) > 10);                                    \
    } while (0)
#define DONE(call)                                                                                 \
    do {                                                                                           \
        if ((call) != STATUS_OK) {                                                                 \
            fail_msg("%s: %s", fixture->reply.fault.code, fixture->reply.fault.message);           \
        }                                                                                          \
    } while (0)

/* The domain as the acting project sees it now; owned by the reply. */
UNUSED static const struct domain *shown(struct fixture *fixture)
{
    DONE(ask(fixture, VERB_DOMAINS_SHOW, "domain", "shop.example", NULL));
    return fixture->reply.as.domain;
}

UNUSED static enum state state_of(struct fixture *fixture, enum record record)
{
    return record_state(shown(fixture), record);
}

/* Everything that shop.example needs, from its registration; texts live as long as kept. */
UNUSED static struct published everything(const struct domain *kept)
{
    return (struct published){.token = kept->token,
                              .spf = kept->spf,
                              .selector = kept->selector,
                              .dkim = kept->dkim,
                              .dmarc = "v=DMARC1; p=none; rua=mailto:d@shop.example"};
}

/* Registers shop.example; the caller's. */
UNUSED static struct domain *registered(struct fixture *fixture)
{
    DONE(ask(fixture, VERB_DOMAINS_REGISTER, "domain", "shop.example", NULL));
    return domain_dup(fixture->reply.as.domain);
}

typedef void name_fn(size_t i, char *out, size_t size);

/* So many domains at once, whose keys come later. */
UNUSED static void import_many(struct fixture *fixture, size_t count, name_fn *name)
{
    struct request request;

    request_init(&request, VERB_DOMAINS_IMPORT);
    for (size_t i = 0; i < count; i++) {
        struct import_wish wish = {.line = i + 1};
        struct buffer row = {0};

        name(i, wish.written, sizeof wish.written);
        import_wish_write(&wish, &row);
        request_set(&request, "row", buffer_text(&row));
        buffer_clear(&row);
    }
    reply_clear(&fixture->reply);
    fixture->answered = false;
    engine_submit(fixture->engine, &request, answered, fixture);
    request_clear(&request);
    while (!fixture->answered) {
        loop_turn(fixture->loop, true);
    }
    assert_int_equal(fixture->reply.status, STATUS_OK);
}

UNUSED static void project_make(struct fixture *fixture, const char *name, char key[37])
{
    DONE(ask(fixture, VERB_PROJECT_CREATE, "name", name, NULL));
    text_copy(key, 37, fixture->reply.as.project.key);
}

#define IN_ENGINE(test) cmocka_unit_test_setup_teardown(test, fixture_new, fixture_free)
