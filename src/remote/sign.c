// SPDX-License-Identifier: MIT
#include "base/random.h"
#include "base/text.h"
#include "base/words.h"
#include "keys/signature.h"
#include "remote/inside.h"

#include <inttypes.h>
#include <stdio.h>

/* value is borrowed. */
static void field_add(struct sent_head *head, const char *name, const char *value)
{
    head->fields[head->count++] = (struct http_header){name, value};
}

static void sign(struct remote *remote, const struct call *call, struct sent_head *head)
{
    struct buffer text = {0};
    const struct signed_parts parts = {
        .method = call->method,
        .target = buffer_text(&call->target),
        .timestamp = head->timestamp,
        .access_key = remote->access_key,
        .host = remote->host,
        .body_hash = head->hash,
        .nonce = head->nonce,
    };

    snprintf(head->timestamp, sizeof head->timestamp, "%" PRId64, clock_now(remote->clock));
    random_uuid(head->nonce);
    signature_hash(buffer_text(&call->body), call->body.length, head->hash);
    signature_text(&parts, &text);
    signature_make(remote->secret.bytes, remote->secret.length, buffer_text(&text),
                   head->signature);
    buffer_clear(&text);
    field_add(head, "x-ncp-apigw-timestamp", head->timestamp);
    field_add(head, "x-ncp-iam-access-key", remote->access_key);
    field_add(head, "x-ncp-apigw-signature-v2", head->signature);
    field_add(head, "x-vouch-content-sha256", head->hash);
    field_add(head, "x-vouch-nonce", head->nonce);
}

static void say_as_whom(const struct remote *remote, const struct request *request,
                        struct sent_head *head)
{
    field_add(head, "x-vouch-project", request->project[0] ? request->project : remote->project);
    if (request->read_only) {
        field_add(head, "x-vouch-read-only", "1");
    }
}

void head_make(struct remote *remote, const struct request *request, const struct call *call,
               struct sent_head *out)
{
    *out = (struct sent_head){.count = 0};
    field_add(out, "Host", remote->host);
    field_add(out, "Accept", "application/json");
    field_add(out, "Accept-Language", request->language[0] ? request->language : words_language());
    field_add(out, "x-vouch-more", "1");
    if (call->content_type) {
        field_add(out, "Content-Type", call->content_type);
    }
    if (request->idempotency[0] && text_equal(call->method, "POST")) {
        field_add(out, "Idempotency-Key", request->idempotency);
    }
    if (request->revision > 0 && !text_equal(call->method, "GET")) {
        snprintf(out->revision, sizeof out->revision, "\"%" PRId64 "\"", request->revision);
        field_add(out, "If-Match", out->revision);
    }
    if (remote->is_socket) {
        say_as_whom(remote, request, out);
    } else {
        sign(remote, call, out);
    }
}
