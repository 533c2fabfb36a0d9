// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/random.h"
#include "base/text.h"
#include "engine/limits.h"
#include "remote/inside.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>

enum { FIRST_PAUSE_MS = 1000, MOST_PAUSE_MS = 8000, SPARE_MS = 10000, EVENTS_BYTES = 4 << 20 };

struct follow {
    struct remote *remote;
    struct http_call *flight;
    struct loop_timer *timer;
    int64_t after; /* -1: from now on */
    int failures;
    bool is_away;
};

static void tell(struct follow *follow, const struct event *event)
{
    for (size_t i = 0; i < REMOTE_WATCHERS; i++) {
        struct watcher watcher = follow->remote->watchers[i];

        if (watcher.seen) {
            watcher.seen(watcher.arg, event);
        }
    }
}

static void tell_kind(struct follow *follow, enum event_kind kind, int64_t at)
{
    struct event event = {.kind = kind, .at = at, .sequence = follow->after};

    text_copy(event.project, sizeof event.project, follow->remote->project);
    tell(follow, &event);
}

/* Longer each time, and told, so that a person sees that something goes on. */
static void try_later(struct follow *follow, int code)
{
    int64_t pause = (int64_t)FIRST_PAUSE_MS << follow->failures;

    if (pause < MOST_PAUSE_MS) {
        follow->failures++;
    } else {
        pause = MOST_PAUSE_MS;
    }
    loop_timer_start(follow->timer, (uint64_t)pause, 0);
    follow->is_away = true; /* also where somebody refuses us: that is no silence, though */
    if (code == 0 || code >= 500) {
        tell_kind(follow, EVENT_OFFLINE, clock_now(follow->remote->clock) + pause);
    }
}

static bool batch_read(const struct remote *remote, const struct http_answer *answer,
                       struct event_batch *out)
{
    json_t *json = NULL;
    enum status status = STATUS_UNSURE;

    if (answer->code == 200) {
        status = wire_parse(answer->body, answer->length, REMOTE_VALUES, &json, NULL);
    }
    if (status == STATUS_OK) {
        status = wire_events_read(json, remote->project, out, NULL);
        json_decref(json);
    }
    return status == STATUS_OK;
}

static void landed(void *arg, const struct http_answer *answer)
{
    struct follow *follow = arg;
    struct event_batch batch;

    follow->flight = NULL;
    if (!batch_read(follow->remote, answer, &batch)) {
        try_later(follow, answer->code);
        return;
    }
    follow->after = batch.next;
    follow->failures = 0;
    loop_timer_start(follow->timer, 0, 0);
    if (follow->is_away) {
        follow->is_away = false;
        tell_kind(follow, EVENT_RESYNC, clock_now(follow->remote->clock));
    }
    for (size_t i = 0; i < batch.count; i++) {
        tell(follow, &batch.items[i]);
    }
    event_batch_clear(&batch);
}

/* Who was away asks for what is there at once, not for what comes. */
static void target_write(const struct follow *follow, struct buffer *out)
{
    int wait = follow->is_away ? 0 : LIMIT_EVENTS_WAIT_S;

    buffer_printf(out, "/v1/events?wait=%d", wait);
    if (follow->after >= 0) {
        buffer_printf(out, "&after=%" PRId64, follow->after);
    }
}

static void ask(void *arg)
{
    struct follow *follow = arg;
    struct remote *remote = follow->remote;
    struct call call = {.method = "GET"};
    struct request asker;
    struct sent_head head;
    struct buffer url = {0};
    struct http_request request = {.method = "GET", .most = EVENTS_BYTES};

    request_init(&asker, VERB_PROJECT_KEY);
    target_write(follow, &call.target);
    head_make(remote, &asker, &call, &head);
    buffer_printf(&url, "%s%s", remote->url, buffer_text(&call.target));
    request.url = url.bytes;
    request.headers = head.fields;
    request.header_count = head.count;
    request.limit_ms = LIMIT_EVENTS_WAIT_S * 1000 + SPARE_MS;
    follow->flight = http_send(remote->http, &request, landed, follow);
    buffer_clear(&url);
    call_clear(&call);
    request_clear(&asker);
}

struct follow *follow_new(struct remote *remote)
{
    struct follow *follow = mem_new(sizeof *follow);

    follow->remote = remote;
    follow->after = -1;
    follow->timer = loop_timer_new(remote->loop, ask, follow);
    loop_timer_start(follow->timer, 0, 0);
    return follow;
}

void follow_free(struct follow *follow)
{
    if (follow) {
        if (follow->flight) {
            http_cancel(follow->flight);
        }
        loop_timer_free(follow->timer);
        free(follow);
    }
}
