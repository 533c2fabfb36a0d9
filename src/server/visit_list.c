// SPDX-License-Identifier: MIT
#include "base/encode.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "keys/digest.h"
#include "keys/signature.h"
#include "server/inside.h"

#include <stdlib.h>
#include <string.h>

/* Pieces of whole lines; between them the engine's other writers have their turn. */
enum { PIECE = 32 << 10 };

struct list {
    struct digest *digest; /* of all that came */
    char job[JOB_ID];      /* where the engine keeps what it has; "": it has nothing */
    bool is_whole;         /* it has all of it */
};

struct list *visit_list_new(void)
{
    struct list *list = mem_new(sizeof *list);

    list->digest = digest_new();
    return list;
}

void visit_list_add(struct visit *visit, const char *bytes, size_t n)
{
    digest_add(visit->list->digest, bytes, n);
    buffer_add(&visit->body, bytes, n);
}

/* The first n bytes of the body become the request's file. */
static enum status file_set(struct visit *visit, struct request *request, size_t n,
                            struct fault *fault)
{
    char *text = mem_text_n(buffer_text(&visit->body), n);
    bool is_text = strlen(text) == n;

    if (is_text && visit->received > 0) {
        request_replace(request, route_file(request->verb)->name, text);
        memmove(visit->body.bytes, visit->body.bytes + n, visit->body.length - n);
        buffer_cut(&visit->body, visit->body.length - n);
    }
    free(text);
    return is_text ? STATUS_OK
                   : fault_set(fault, STATUS_INVALID, "usage", _("the body must be %s"), _("text"));
}

static void piece_answered(void *arg, struct reply *reply)
{
    struct visit *visit = arg;

    visit->ticket = 0;
    if (reply->status || reply->kind != REPLY_JOB) {
        visit_fail(visit, &reply->fault); /* the rest is read and dropped */
    } else {
        text_copy(visit->list->job, sizeof visit->list->job, reply->as.job.id);
        visit->state = VISIT_BODY;
    }
    visit_resume(visit);
}

/* How many bytes end with the last whole line; 0: none does. */
static size_t whole_lines(const struct buffer *body)
{
    const char *last = memrchr(body->bytes, '\n', body->length);

    return last ? (size_t)(last - body->bytes) + 1 : 0;
}

static enum status piece_make(struct visit *visit, struct request *piece, struct fault *fault)
{
    size_t n = whole_lines(&visit->body);

    request_copy(piece, &visit->routed.request);
    piece->idempotency[0] = '\0'; /* the last one answers for the list */
    if (n == 0) {
        return fault_set(fault, STATUS_INVALID, "usage", _("a line of the list is too long"));
    }
    if (visit->list->job[0]) {
        request_replace(piece, "job", visit->list->job);
    }
    request_replace(piece, "more", "");
    return file_set(visit, piece, n, fault);
}

bool visit_list_moves_on(struct visit *visit)
{
    struct request piece;
    struct fault fault = {0};

    if (visit->body.length < PIECE) {
        return false;
    }
    if (piece_make(visit, &piece, &fault)) {
        visit_fail(visit, &fault);
        request_clear(&piece);
        return false;
    }
    visit->state = VISIT_ASKING;
    visit->ticket = engine_submit(visit->httpd->server->engine, &piece, piece_answered, visit);
    request_clear(&piece);
    return true;
}

static void hash_write(const struct list *list, char out[SIGNATURE_HASH])
{
    uint8_t digest[DIGEST_BYTES];
    struct buffer hex = {0};

    digest_now(list->digest, digest);
    encode_hex(&hex, digest, sizeof digest);
    text_copy(out, SIGNATURE_HASH, buffer_text(&hex));
    buffer_clear(&hex);
}

enum status visit_list_end(struct visit *visit, struct fault *fault)
{
    struct request *request = &visit->routed.request;
    char hash[SIGNATURE_HASH];
    enum status status;

    hash_write(visit->list, hash);
    status = proof_covers(&visit->proof, &visit->heads, hash, fault);
    if (status == STATUS_OK && visit->list->job[0]) {
        request_replace(request, "job", visit->list->job);
        request_replace(request, "sha256", hash);
    }
    return status ? status : file_set(visit, request, visit->body.length, fault);
}

void visit_list_answered(struct visit *visit, const struct reply *reply)
{
    if (visit->list) {
        visit->list->is_whole = reply->status == STATUS_OK && reply->kind == REPLY_JOB;
    }
}

/* Nobody waits for it. */
static void cancelled(void *arg, struct reply *reply)
{
    (void)arg;
    (void)reply;
}

static void job_cancel(struct visit *visit)
{
    const struct request *asked = &visit->routed.request;
    struct request request;

    request_init(&request, VERB_JOB_CANCEL);
    text_copy(request.project, sizeof request.project, asked->project);
    text_copy(request.actor, sizeof request.actor, asked->actor);
    request_set(&request, "id", visit->list->job);
    engine_submit(visit->httpd->server->engine, &request, cancelled, NULL);
    request_clear(&request);
}

void visit_list_free(struct visit *visit)
{
    struct list *list = visit->list;

    if (list) {
        if (list->job[0] && !list->is_whole) {
            job_cancel(visit);
        }
        digest_free(list->digest);
        free(list);
        visit->list = NULL;
    }
}
