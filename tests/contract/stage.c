// SPDX-License-Identifier: MIT
#include "tests/contract/stage.h"

#include "base/clock.h"
#include "net/zoned.h"

#include <stdlib.h>

enum { ANSWER_MS = 20000 };

static const char world[] = "example. 300 IN SOA ns1.example. dns.example. 1 3600 600 86400 60\n"
                            "example. 300 IN NS ns1.example.\n"
                            "ns1.example. 300 IN A 127.0.0.1\n"
                            "email.ncloud.com. 300 IN TXT \"v=spf1 ip4:192.0.2.0/24 -all\"\n";

struct stage *stage_open(const struct flavour *flavour)
{
    struct stage *stage = mem_new(sizeof *stage);

    stage->flavour = flavour;
    folder_make(&stage->folder);
    unsetenv("VOUCH_MASTER_KEY_FILE");
    unsetenv("CREDENTIALS_DIRECTORY");
    assert_int_equal(loop_new(&stage->loop, NULL), STATUS_OK);
    assert_int_equal(profile_shipped(&stage->profile, NULL), STATUS_OK);
    assert_int_equal(provider_book_shipped(&stage->providers, NULL), STATUS_OK);
    assert_int_equal(zone_parse(world, &stage->zone, NULL), STATUS_OK);
    flavour->open(stage);
    return stage;
}

void stage_close(struct stage *stage)
{
    stage->flavour->shut(stage);
    reply_clear(&stage->reply);
    loop_free(stage->loop);
    provider_book_free(stage->providers);
    zone_free(stage->zone);
    folder_remove(&stage->folder);
    free(stage);
}

void stage_request(const struct stage *stage, enum seat seat, enum verb verb, struct request *out)
{
    request_init(out, verb);
    text_copy(out->actor, sizeof out->actor, "tester");
    text_copy(out->project, sizeof out->project, stage->seats[seat].project);
    out->read_only = stage->seats[seat].read_only;
}

static void answered(void *arg, struct reply *reply)
{
    struct stage *stage = arg;

    assert_false(stage->answered);
    stage->answered = true;
    reply_take(&stage->reply, reply);
}

enum status stage_ask(struct stage *stage, enum seat seat, enum verb verb, ...)
{
    int64_t until = clock_monotonic() + ANSWER_MS;
    struct request request;
    const char *name;
    va_list words;

    stage_request(stage, seat, verb, &request);
    request.revision = stage->revision;
    text_copy(request.idempotency, sizeof request.idempotency,
              stage->idempotency ? stage->idempotency : "");
    va_start(words, verb);
    while ((name = va_arg(words, const char *))) {
        request_set(&request, name, va_arg(words, const char *));
    }
    va_end(words);
    reply_clear(&stage->reply);
    stage->answered = false;
    engine_submit(stage->seats[seat].engine, &request, answered, stage);
    assert_false(stage->answered);
    request_clear(&request);
    while (!stage->answered && clock_monotonic() < until && loop_turn(stage->loop, true)) {
    }
    assert_true(stage->answered);
    return stage->reply.status;
}

void stage_wait_for(struct stage *stage, const int *count)
{
    int64_t until = clock_monotonic() + ANSWER_MS;

    while (*count == 0 && clock_monotonic() < until && loop_turn(stage->loop, true)) {
    }
    assert_int_not_equal(*count, 0);
}

static void alarm_rang(void *arg)
{
    *(bool *)arg = true;
}

void stage_wait(struct stage *stage, int64_t ms)
{
    bool rang = false;
    struct loop_timer *timer = loop_timer_new(stage->loop, alarm_rang, &rang);

    loop_timer_start(timer, (uint64_t)ms, 0);
    while (!rang) {
        loop_turn(stage->loop, true);
    }
    loop_timer_free(timer);
}

static void txt_add(struct buffer *zone, const char *host, const char *domain, const char *value)
{
    buffer_printf(zone, "%s%s. 300 IN TXT ", host, domain);
    zone_txt_strings(zone, value);
    buffer_add_byte(zone, '\n');
}

void stage_publish(struct stage *stage)
{
    const struct domain *domain = stage->reply.as.domain;
    struct buffer zone = {0}, dkim = {0}, host = {0};

    buffer_add_text(&zone, world);
    buffer_printf(&dkim, "v=DKIM1;k=rsa;p=%s", domain->dkim);
    buffer_printf(&host, "%s._domainkey.", domain->selector);
    txt_add(&zone, "", domain->name, domain->token);
    txt_add(&zone, "", domain->name, domain->spf);
    txt_add(&zone, host.bytes, domain->name, dkim.bytes);
    txt_add(&zone, "_dmarc.", domain->name, "v=DMARC1; p=none; rua=mailto:d@shop.example");
    zone_free(stage->zone);
    assert_int_equal(zone_parse(zone.bytes, &stage->zone, NULL), STATUS_OK);
    text_copy(stage->published[stage->published_count++], 64, domain->name);
    buffer_clear(&zone);
    buffer_clear(&dkim);
    buffer_clear(&host);
}

/* Hands each question to a resolver over the zone of the moment. */
struct turning {
    struct resolver base;
    struct stage *stage;
    struct resolver *under;
    const struct zone *zone;
};

static uint64_t turning_ask(struct resolver *resolver, const struct question *question,
                            resolver_answer_fn *done, void *arg)
{
    struct turning *turning = (struct turning *)resolver;

    if (turning->zone != turning->stage->zone) {
        resolver_close(turning->under);
        turning->zone = turning->stage->zone;
        turning->under = zoned_resolver_new(turning->stage->loop, turning->zone);
    }
    return resolver_ask(turning->under, question, done, arg);
}

static void turning_cancel(struct resolver *resolver, uint64_t ticket)
{
    resolver_cancel(((struct turning *)resolver)->under, ticket);
}

static void turning_close(struct resolver *resolver)
{
    resolver_close(((struct turning *)resolver)->under);
    free(resolver);
}

struct resolver *stage_resolver(struct stage *stage)
{
    static const struct resolver_ops ops = {turning_ask, turning_cancel, turning_close};
    struct turning *turning = mem_new(sizeof *turning);

    turning->base.ops = &ops;
    turning->stage = stage;
    turning->zone = stage->zone;
    turning->under = zoned_resolver_new(stage->loop, stage->zone);
    return &turning->base;
}
