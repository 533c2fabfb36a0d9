// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "engine/limits.h"
#include "server/inside.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

void *visit_begin(void *arg, const char *target, struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    struct visit *visit = mem_new(sizeof *visit);

    visit->httpd = arg;
    visit->connection = connection;
    visit->guest = info->socket_context;
    visit->guest->visit = visit;
    visit->began = clock_monotonic();
    visit->target = mem_text(target);
    request_init(&visit->routed.request, VERB_NONE);
    return visit;
}

static void visit_free(struct visit *visit)
{
    visit_list_free(visit);
    proof_clear(&visit->proof);
    routed_clear(&visit->routed);
    answer_clear(&visit->answer);
    buffer_clear(&visit->body);
    free(visit->target);
    free(visit);
}

void visit_suspend(struct visit *visit)
{
    visit->is_suspended = true;
    MHD_suspend_connection(visit->connection);
}

void visit_resume(struct visit *visit)
{
    if (visit->is_suspended) {
        visit->is_suspended = false;
        MHD_resume_connection(visit->connection);
    }
    httpd_turn_soon(visit->httpd);
}

static void forget_asking(struct visit *visit)
{
    if (visit->ticket) {
        engine_cancel(visit->httpd->server->engine, visit->ticket);
        visit->ticket = 0;
    }
    events_leave(visit->follower);
    visit->follower = NULL;
}

void visit_abandon(struct visit *visit)
{
    bool waited = visit->ticket || visit->follower;
    struct fault fault = {0};

    forget_asking(visit);
    if (waited) {
        fault_set(&fault, STATUS_BUSY, "took-too-long", _("this took too long"));
        visit_fail(visit, &fault);
    }
    visit_resume(visit);
}

void visit_fail(struct visit *visit, const struct fault *fault)
{
    answer_fault(&visit->answer, fault);
    visit->state = VISIT_READY;
}

static void body_free(void *arg)
{
    struct buffer *body = arg;

    mem_wipe(body->bytes, body->capacity);
    buffer_clear(body);
    free(body);
}

/* The bytes become the response's, which wipes them: a secret may be among them. */
static struct MHD_Response *response_new(struct answer *answer)
{
    struct buffer *body;

    if (answer->body.length == 0) {
        return MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT);
    }
    body = mem_dup(&answer->body, sizeof answer->body);
    answer->body = (struct buffer){0};
    return MHD_create_response_from_buffer_with_free_callback_cls(body->length, body->bytes,
                                                                  body_free, body);
}

static void number_header(struct MHD_Response *response, const char *name, const char *quote,
                          int64_t number)
{
    struct buffer text = {0};

    buffer_printf(&text, "%s%" PRId64 "%s", quote, number, quote);
    MHD_add_response_header(response, name, buffer_text(&text));
    buffer_clear(&text);
}

static void headers_add(struct MHD_Response *response, const struct visit *visit)
{
    const struct answer *answer = &visit->answer;

    MHD_add_response_header(response, "Content-Type", answer->type);
    MHD_add_response_header(response, "Cache-Control", "no-store");
    if (answer->revision > 0) {
        number_header(response, "ETag", "\"", answer->revision);
    }
    if (answer->retry_after_s > 0) {
        number_header(response, "Retry-After", "", answer->retry_after_s);
    }
    if (answer->allowed) {
        MHD_add_response_header(response, "Allow", answer->allowed);
    }
    if (answer->is_last || !visit->httpd->door) {
        MHD_add_response_header(response, "Connection", "close");
    }
}

static enum MHD_Result hand_over(struct visit *visit)
{
    struct MHD_Response *response = response_new(&visit->answer);
    enum MHD_Result result = MHD_NO;

    visit->state = VISIT_OVER;
    visit->guest->is_cut_short = visit->answer.is_last;
    if (response) {
        headers_add(response, visit);
        result = MHD_queue_response(visit->connection, visit->answer.status, response);
        MHD_destroy_response(response);
    }
    return result;
}

static enum MHD_Result head_came(struct visit *visit, const char *method)
{
    struct fault fault = {0};

    guest_is_busy(visit->guest, true);
    if (visit_read_head(visit, method, &fault)) {
        visit_fail(visit, &fault);
        visit->answer.is_last = heads_end_connection(&visit->heads, &fault);
        visit->answer.allowed = visit->routed.route == ROUTE_METHOD ? visit->routed.allowed : NULL;
    }
    if (visit->state == VISIT_READY) {
        return visit->answer.is_last ? hand_over(visit) : MHD_YES;
    }
    if (heads_have_body(&visit->heads) || visit->routed.route != ROUTE_VERB) {
        visit_knock(visit);
        visit_suspend(visit);
    } else {
        visit->state = VISIT_BODY;
    }
    return MHD_YES;
}

/* A body that nobody wants: who is still sending it would not hear the answer. */
static enum MHD_Result drop(size_t *size)
{
    *size = 0;
    return MHD_YES;
}

/* What comes beyond the limit is read and dropped: an answer has to wait until it ends. */
static void body_grows(struct visit *visit, const char *bytes, size_t n)
{
    visit->received += n;
    if (visit->received > visit->body_most) {
        visit->body_is_large = true;
        buffer_clear(&visit->body);
    } else if (visit->list) {
        visit_list_add(visit, bytes, n);
    } else {
        buffer_add(&visit->body, bytes, n);
    }
}

static enum MHD_Result body_came(struct visit *visit, const char *bytes, size_t *size)
{
    if (*size > 0) {
        body_grows(visit, bytes, *size);
        *size = 0;
        if (visit->list && visit_list_moves_on(visit)) {
            visit_suspend(visit);
        }
        return MHD_YES;
    }
    if (visit->routed.route == ROUTE_EVENTS) {
        visit_follow(visit);
    } else if (visit->routed.route == ROUTE_METRICS) {
        visit_figures(visit);
    } else {
        visit_ask(visit);
    }
    return visit->state == VISIT_READY ? hand_over(visit) : MHD_YES;
}

enum MHD_Result visit_step(void *httpd, struct MHD_Connection *connection, const char *url,
                           const char *method, const char *version, const char *bytes, size_t *size,
                           void **context)
{
    struct visit *visit = *context;
    bool speaks = visit->state == VISIT_HEAD || visit->language[0]; /* a head tells the language */
    const char *before = speaks ? words_language() : NULL;
    enum MHD_Result result = MHD_NO;

    (void)httpd;
    (void)connection;
    (void)url;
    (void)version;
    if (visit->language[0]) {
        words_use(visit->language);
    }
    switch (visit->state) {
    case VISIT_HEAD:
        result = head_came(visit, method);
        break;
    case VISIT_LET_IN:
        visit->state = VISIT_BODY; /* the library says the head once more */
        result = MHD_YES;
        break;
    case VISIT_TURNED_AWAY:
        visit->state = VISIT_READY;
        result = visit->answer.is_last ? hand_over(visit) : MHD_YES;
        break;
    case VISIT_BODY:
        result = body_came(visit, bytes, size);
        break;
    case VISIT_READY:
        result = *size > 0 ? drop(size) : hand_over(visit);
        break;
    case VISIT_ASKING: /* the answer did not come at once; most do, and spare it the sleep */
        visit_suspend(visit);
        result = MHD_YES;
        break;
    case VISIT_KNOCKING:
    case VISIT_OVER:
    case VISIT_STATE_COUNT:
        break;
    }
    words_use(before);
    return result;
}

void visit_end(void *httpd, struct MHD_Connection *connection, void **context,
               enum MHD_RequestTerminationCode how)
{
    struct visit *visit = *context;
    struct server *server;

    (void)httpd;
    (void)connection;
    if (!visit) {
        return;
    }
    server = visit->httpd->server;
    if (how == MHD_REQUEST_TERMINATED_COMPLETED_OK && visit->state == VISIT_OVER) {
        metrics_count(&server->metrics, visit->answer.status, clock_monotonic() - visit->began);
    }
    forget_asking(visit);
    visit->guest->visit = NULL;
    guest_is_busy(visit->guest, false);
    visit_free(visit);
    *context = NULL;
}
