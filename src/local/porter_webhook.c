// SPDX-License-Identifier: MIT
#include "base/file.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/url.h"
#include "base/words.h"
#include "keys/secret.h"
#include "keys/signature.h"
#include "local/porter.h"
#include "local/tidings.h"
#include "net/http.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    LIMIT_MS = 20000,
    ANSWER_MOST = 64 << 10, /* nothing of it is read */
    SECRET_LEAST = 16,
    SECRET_MOST = 4096,
    HTTP_GONE = 410
};

struct by_post {
    struct porter base;
    const struct clock *clock;
    struct http *http;
    char *url;
    struct secret secret;
};

/* 410 says that nothing is to come here any more. Everything else may be mended over there: a
 * server that starts, a secret that is exchanged, a path that is put right. */
static void answered(void *arg, const struct http_answer *answer)
{
    struct by_post *porter = arg;
    struct porter_result result = {.end = PORTER_AGAIN};

    if (answer->code >= 200 && answer->code <= 299) {
        result.end = PORTER_DONE;
    } else if (answer->code == 0) {
        text_safe_copy(result.why, sizeof result.why, answer->fault.message,
                       strlen(answer->fault.message));
    } else {
        result.end = answer->code == HTTP_GONE ? PORTER_NEVER : PORTER_AGAIN;
        result.wait_ms = answer->retry_after_ms > 0 ? answer->retry_after_ms : 0;
        snprintf(result.why, sizeof result.why, "HTTP %d", answer->code);
    }
    porter->base.done(porter->base.arg, &result);
}

static void carry(struct porter *base, const char *body)
{
    struct by_post *porter = (struct by_post *)base;
    char delivery[TIDINGS_ID], timestamp[24], signature[SIGNATURE_HASH];
    const struct http_header headers[] = {{"Content-Type", "application/json"},
                                          {"User-Agent", "vouch/" VOUCH_VERSION},
                                          {"x-vouch-delivery", delivery},
                                          {"x-vouch-timestamp", timestamp},
                                          {"x-vouch-signature", signature}};
    const struct http_request request = {.method = "POST",
                                         .url = porter->url,
                                         .headers = headers,
                                         .header_count = COUNT(headers),
                                         .body = body,
                                         .length = strlen(body),
                                         .most = ANSWER_MOST,
                                         .limit_ms = LIMIT_MS};

    (void)tidings_id(body, delivery);
    snprintf(timestamp, sizeof timestamp, "%lld", (long long)clock_now(porter->clock));
    signature_hook(porter->secret.bytes, porter->secret.length, timestamp, body, signature);
    http_send(porter->http, &request, answered, porter);
}

static void by_post_free(struct porter *base)
{
    struct by_post *porter = (struct by_post *)base;

    http_free(porter->http);
    secret_clear(&porter->secret);
    free(porter->url);
    free(porter);
}

/* White space at its end does not count. */
static enum status secret_read(const char *path, struct secret *out, struct fault *fault)
{
    struct buffer bytes = {0};
    enum status status = file_read_private(path, SECRET_MOST, &bytes, fault);
    size_t n = bytes.length;

    while (n > 0 && strchr(" \t\r\n\v\f", bytes.bytes[n - 1])) {
        n--;
    }
    if (status == STATUS_OK && n < SECRET_LEAST) {
        status = fault_set(fault, STATUS_INVALID, "usage",
                           _("%s holds no secret of %d characters or more"), path, SECRET_LEAST);
    } else if (status == STATUS_OK) {
        secret_set(out, bytes.bytes, n);
    }
    if (bytes.bytes) {
        mem_wipe(bytes.bytes, bytes.capacity);
    }
    buffer_clear(&bytes);
    return status;
}

static enum status by_post_open(struct by_post *porter, const struct local_hooks *hooks,
                                struct loop *loop, struct fault *fault)
{
    const struct http_options options = {.loop = loop, .ca_file = hooks->ca_file};
    enum status status;

    if (!url_is_safe(hooks->url)) {
        return fault_set(fault, STATUS_INVALID, "usage",
                         _("[hooks] url wants https://..., or http:// to this machine, not \"%s\""),
                         hooks->url);
    }
    if (!hooks->secret_file) {
        return fault_set(fault, STATUS_INVALID, "usage",
                         _("[hooks] url wants secret-file, too: what is told is signed"));
    }
    status = secret_read(hooks->secret_file, &porter->secret, fault);
    return status || !loop ? status : http_new(&options, &porter->http, fault);
}

enum status porter_webhook_new(struct loop *loop, const struct clock *clock,
                               const struct local_hooks *hooks, struct porter **out,
                               struct fault *fault)
{
    static const struct porter_ops ops = {carry, by_post_free};
    struct by_post *porter = mem_new(sizeof *porter);
    enum status status;

    porter->base.ops = &ops;
    porter->clock = clock;
    porter->url = mem_text(hooks->url);
    status = by_post_open(porter, hooks, loop, fault);
    if (status || !loop) {
        by_post_free(&porter->base);
        return status;
    }
    *out = &porter->base;
    return STATUS_OK;
}
