// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/random.h"
#include "base/text.h"
#include "base/words.h"
#include "remote/inside.h"

#include <stdlib.h>

enum { FIRST_PAUSE_MS = 200, MOST_PAUSE_MS = 10000, SOME_MS = 100 };

static void timer_rang(void *arg)
{
    struct trip *trip = arg;

    trip->next(trip);
}

void trip_later(struct trip *trip, int64_t after_ms, void (*next)(struct trip *trip))
{
    trip->next = next;
    loop_timer_start(trip->timer, (uint64_t)after_ms, 0);
}

static void wake_another(struct remote *remote)
{
    struct trip *trip;

    TAILQ_FOREACH(trip, &remote->trips, link)
    {
        if (trip->waits) {
            trip->waits = false;
            trip_later(trip, 0, trip_go);
            return;
        }
    }
}

static void flight_end(struct trip *trip)
{
    trip->flight = NULL;
    trip->remote->flying--;
    wake_another(trip->remote);
}

static void trip_forget(struct trip *trip)
{
    reply_clear(&trip->reply);
    request_clear(&trip->request);
    call_clear(&trip->call);
    import_free(trip->import);
    free(trip);
}

static void trip_detach(struct trip *trip)
{
    struct remote *remote = trip->remote;

    TAILQ_REMOVE(&remote->trips, trip, link);
    loop_timer_free(trip->timer);
    if (trip->flight) {
        http_cancel(trip->flight);
        flight_end(trip);
    }
}

void trip_free(struct trip *trip)
{
    trip_detach(trip);
    trip_forget(trip);
}

static void tell(struct trip *trip)
{
    trip_detach(trip);
    trip->done(trip->arg, &trip->reply);
    trip_forget(trip);
}

void trip_over(struct trip *trip)
{
    trip_later(trip, 0, tell);
}

void trip_fail(struct trip *trip, const struct fault *fault)
{
    reply_clear(&trip->reply);
    reply_fail(&trip->reply, fault);
    trip_over(trip);
}

/* GET changes nothing; POST has a key by which the other side knows it again. */
static bool may_go_twice(const struct trip *trip)
{
    return text_equal(trip->call.method, "GET") ||
           (text_equal(trip->call.method, "POST") && trip->request.idempotency[0]);
}

/* Milliseconds until the same is tried again; -1: this answer is the answer. */
static int64_t pause_before_next(struct trip *trip, const struct http_answer *answer)
{
    bool is_lost = answer->code == 0 && (text_equal(answer->fault.code, "cut-off") ||
                                         text_equal(answer->fault.code, "offline"));
    int64_t pause = (int64_t)FIRST_PAUSE_MS << (2 * trip->tries);

    if (answer->code == 429) {
        pause = answer->retry_after_ms > 0 ? answer->retry_after_ms : pause;
        return clock_monotonic() + pause - trip->began_ms < REMOTE_PATIENCE_MS ? pause : -1;
    }
    if ((!is_lost && answer->code != 503) || !may_go_twice(trip) || ++trip->tries >= REMOTE_TRIES) {
        return -1;
    }
    pause = answer->retry_after_ms > 0 ? answer->retry_after_ms : pause;
    return pause <= MOST_PAUSE_MS ? pause + random_below(SOME_MS) : -1;
}

static void landed(void *arg, const struct http_answer *answer)
{
    struct trip *trip = arg;
    int64_t pause = pause_before_next(trip, answer);

    flight_end(trip);
    if (pause >= 0) {
        if (answer->code == 429) {
            trip->remote->paused_until = clock_monotonic() + pause;
        }
        trip_later(trip, pause, trip_go);
        return;
    }
    reply_clear(&trip->reply);
    if (!answer_read(trip->remote, answer, trip->expected, &trip->reply)) {
        trip_over(trip);
    } else if (trip->job[0]) {
        job_heard(trip);
    } else if (trip->reply.accepted && trip->expected != REPLY_JOB) {
        job_wait(trip);
    } else {
        trip_over(trip);
    }
}

static void fly(struct trip *trip)
{
    struct remote *remote = trip->remote;
    struct sent_head head;
    struct buffer url = {0};
    struct http_request request = {.method = trip->call.method};

    head_make(remote, &trip->request, &trip->call, &head);
    buffer_printf(&url, "%s%s", remote->url, buffer_text(&trip->call.target));
    request.url = url.bytes;
    request.headers = head.fields;
    request.header_count = head.count;
    request.body = buffer_text(&trip->call.body);
    request.length = trip->call.body.length;
    remote->flying++;
    trip->flight = http_send(remote->http, &request, landed, trip);
    buffer_clear(&url);
}

void trip_go(struct trip *trip)
{
    int64_t pause = trip->remote->paused_until - clock_monotonic();

    if (pause > 0) {
        trip_later(trip, pause, trip_go);
    } else if (trip->remote->flying >= REMOTE_TRIPS) {
        trip->waits = true;
    } else {
        fly(trip);
    }
}

void trip_turn_to(struct trip *trip, const struct request *request)
{
    struct fault fault = {0};

    call_clear(&trip->call);
    trip->tries = 0;
    if (wire_call(request, &trip->call, &fault)) {
        trip_fail(trip, &fault);
    } else {
        trip->expected = command_at(request->verb)->reply;
        trip_later(trip, 0, trip_go);
    }
}

/* What is refused here as it would be there, or what there does not know. */
static enum status check(const struct trip *trip, struct fault *fault)
{
    enum permission permission = command_at(trip->request.verb)->permission;
    enum status status = request_check(&trip->request, fault);

    if (status) {
        return status;
    }
    if (!trip->remote->is_socket && permission == MAY_OPERATE) {
        return fault_set(fault, STATUS_REFUSED, "operator-only",
                         _("this is done on the engine's own machine only"));
    }
    return trip->request.read_only && permission != MAY_READ
               ? fault_set(fault, STATUS_REFUSED, "read-key",
                           _("--read-only was given: nothing is changed"))
               : STATUS_OK;
}

static void begin(struct trip *trip)
{
    struct fault fault = {0};

    if (check(trip, &fault)) {
        trip_fail(trip, &fault);
    } else if (trip->request.verb == VERB_DOMAINS_IMPORT) {
        import_begin(trip);
    } else {
        trip_turn_to(trip, &trip->request);
    }
}

struct trip *trip_new(struct remote *remote, const struct request *request, reply_fn *done,
                      void *arg)
{
    struct trip *trip = mem_new(sizeof *trip);

    trip->remote = remote;
    trip->ticket = ++remote->tickets;
    trip->done = done;
    trip->arg = arg;
    trip->began_ms = clock_monotonic();
    trip->timer = loop_timer_new(remote->loop, timer_rang, trip);
    reply_init(&trip->reply);
    request_copy(&trip->request, request);
    if (!trip->request.idempotency[0]) {
        random_uuid(trip->request.idempotency);
    }
    TAILQ_INSERT_TAIL(&remote->trips, trip, link);
    trip_later(trip, 0, begin);
    return trip;
}
