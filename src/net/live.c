// SPDX-License-Identifier: MIT
#include "net/live.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "net/live_inside.h"
#include "net/resolvconf.h"

#include <stdlib.h>
#include <string.h>

enum { RESOLVER_MOST = 1024, RESOLV_CONF_MOST = 64 * 1024, PORT = 53 };

static struct asker_list *askers_of(struct live *live, uint64_t ticket)
{
    return &live->askers[ticket % LIVE_BUCKETS];
}

static struct journey *journey_find(struct live *live, const struct question *question)
{
    struct journey *journey;

    LIST_FOREACH(journey, &live->journeys[question_hash(question) % LIVE_BUCKETS], link)
    {
        if (question_equal(&journey->question, question)) {
            return journey;
        }
    }
    return NULL;
}

static struct journey *journey_new(struct live *live, const struct question *question)
{
    struct journey *journey = mem_new(sizeof *journey);

    journey->live = live;
    journey->question = *question;
    LIST_INIT(&journey->askers);
    LIST_INSERT_HEAD(&live->journeys[question_hash(question) % LIVE_BUCKETS], journey, link);
    return journey;
}

static void asker_free(struct asker *asker)
{
    LIST_REMOVE(asker, link);
    LIST_REMOVE(asker, bucket);
    free(asker);
}

void journey_over(struct journey *journey, struct answers *answers)
{
    struct asker *asker;

    kept_note(journey->live->kept, &journey->question, answers, clock_monotonic());
    LIST_REMOVE(journey, link); /* who asks from inside an answer begins anew */
    while ((asker = LIST_FIRST(&journey->askers))) {
        resolver_answer_fn *done = asker->done;
        void *arg = asker->arg;

        asker_free(asker);
        done(arg, LIST_EMPTY(&journey->askers) ? answers : answers_dup(answers));
        if (LIST_EMPTY(&journey->askers)) {
            answers = NULL;
        }
    }
    answers_free(answers);
    journey_free(journey);
}

static uint64_t live_ask(struct resolver *resolver, const struct question *question,
                         resolver_answer_fn *done, void *arg)
{
    struct live *live = (struct live *)resolver;
    struct journey *journey = journey_find(live, question);
    struct asker *asker = mem_new(sizeof *asker);
    bool is_new = !journey;

    live->counts.asked++;
    if (is_new) {
        journey = journey_new(live, question);
    }
    asker->journey = journey;
    asker->ticket = ++live->tickets;
    asker->done = done;
    asker->arg = arg;
    LIST_INSERT_HEAD(&journey->askers, asker, link);
    LIST_INSERT_HEAD(askers_of(live, asker->ticket), asker, bucket);
    if (is_new) {
        journey_start(journey);
    }
    return asker->ticket;
}

/* The journey goes on without its asker: what is under way at udns is not taken back. */
static void live_cancel(struct resolver *resolver, uint64_t ticket)
{
    struct asker *asker;

    LIST_FOREACH(asker, askers_of((struct live *)resolver, ticket), bucket)
    {
        if (asker->ticket == ticket) {
            asker_free(asker);
            return;
        }
    }
}

static void live_drop_journeys(struct live *live)
{
    for (size_t i = 0; i < LIVE_BUCKETS; i++) {
        struct journey *journey;

        while ((journey = LIST_FIRST(&live->journeys[i]))) {
            while (!LIST_EMPTY(&journey->askers)) {
                asker_free(LIST_FIRST(&journey->askers));
            }
            LIST_REMOVE(journey, link);
            journey_free(journey);
        }
    }
}

static void live_close(struct resolver *resolver)
{
    struct live *live = (struct live *)resolver;

    live_drop_journeys(live);
    for (size_t i = 0; i < live->options.server_count; i++) {
        pool_free(live->servers[i]);
    }
    peers_free(live);
    kept_free(live->kept);
    free(live);
}

static void read_system_servers(struct live_options *options)
{
    struct buffer text = {0};

    if (file_read("/etc/resolv.conf", RESOLV_CONF_MOST, &text, NULL) == STATUS_OK) {
        resolvconf_read(buffer_text(&text), text.length, options);
    }
    buffer_clear(&text);
}

static const struct resolver_ops live_ops = {live_ask, live_cancel, live_close};

enum status live_resolver_new(struct loop *loop, const struct live_options *options,
                              struct resolver **out, struct fault *fault)
{
    struct live *live = mem_new(sizeof *live);

    (void)fault;
    live->base.ops = &live_ops;
    live->loop = loop;
    live->options = *options;
    if (live->options.server_count == 0) {
        read_system_servers(&live->options);
    }
    for (size_t i = 0; i < live->options.server_count; i++) {
        struct pool_options pool = {.server = live->options.servers[i],
                                    .most = RESOLVER_MOST,
                                    .channels = POOL_CHANNELS,
                                    .busy = true};

        if (pool.server.port == 0) {
            pool.server.port = PORT;
        }
        live->servers[i] = pool_new(loop, &pool, &live->counts);
    }
    live->kept = kept_new();
    peers_open(live);
    *out = &live->base;
    return STATUS_OK;
}

struct live_counts live_resolver_counts(const struct resolver *resolver)
{
    return ((const struct live *)resolver)->counts;
}

bool live_resolver_server(const struct resolver *resolver, struct address *out)
{
    const struct live *live = (const struct live *)resolver;

    if (live->options.server_count == 0) {
        return false;
    }
    *out = *pool_server(live->servers[0]);
    return true;
}

/* Calls take() for each word between commas. */
static enum status read_words(const char *text, struct live_options *options,
                              bool (*take)(struct live_options *, const char *),
                              struct fault *fault)
{
    while (*text) {
        char word[ADDRESS_TEXT + 8];
        size_t n = strcspn(text, ",");

        if (n >= sizeof word) {
            n = sizeof word - 1;
        }
        memcpy(word, text, n);
        word[n] = '\0';
        if (!take(options, text_trim(word))) {
            return fault_set(fault, STATUS_INVALID, "invalid-address",
                             _("\"%s\" is not an address here, or there are too many"), word);
        }
        text += strcspn(text, ",");
        text += *text == ',';
    }
    return STATUS_OK;
}

static bool take_server(struct live_options *options, const char *word)
{
    return options->server_count < LIVE_SERVERS &&
           address_parse_port(word, &options->servers[options->server_count]) &&
           ++options->server_count;
}

static bool take_range(struct live_options *options, const char *word)
{
    return options->allow_count < LIVE_RANGES &&
           address_range_parse(word, &options->allow[options->allow_count]) &&
           ++options->allow_count;
}

enum status live_servers_parse(const char *text, struct live_options *options, struct fault *fault)
{
    return read_words(text, options, take_server, fault);
}

enum status live_allow_parse(const char *text, struct live_options *options, struct fault *fault)
{
    return read_words(text, options, take_range, fault);
}
