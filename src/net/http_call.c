// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/text.h"
#include "base/url.h"
#include "net/http_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RETRY_AFTER_MOST_S = 3600 };

/* libcurl says nothing but "out of memory" here. */
static void set_long(struct http_call *call, CURLoption option, long value)
{
    curl_easy_setopt(call->easy, option, value);
}

static void set_text(struct http_call *call, CURLoption option, const char *value)
{
    curl_easy_setopt(call->easy, option, value);
}

static size_t body_comes(char *bytes, size_t size, size_t n, void *arg)
{
    struct http_call *call = arg;

    if (n * size > call->most - call->got.length) {
        call->is_flooded = true;
        return 0; /* ends the transfer */
    }
    buffer_add(&call->got, bytes, n * size);
    return n * size;
}

/* NOLINTNEXTLINE(readability-non-const-parameter): this is libcurl's type */
static size_t head_comes(char *bytes, size_t size, size_t n, void *arg)
{
    struct http_call *call = arg;

    (void)bytes;
    call->head += n * size;
    call->is_flooded = call->is_flooded || call->head > HTTP_HEAD;
    return call->is_flooded ? 0 : n * size;
}

/* Into out, of CURLUPART_*; "" when there is none. */
static void part_read(CURLU *url, CURLUPart part, unsigned flags, char *out, size_t size)
{
    char *text = NULL;

    out[0] = '\0';
    if (curl_url_get(url, part, &text, flags) == CURLUE_OK) {
        text_safe_copy(out, size, text, strlen(text));
    }
    curl_free(text);
}

/* Who is asked, and whether by a proxy of the environment. */
static void place_set(struct http_call *call, const char *address)
{
    CURLU *url = curl_url();
    char host[160] = "", port[8] = "";

    if (url && curl_url_set(url, CURLUPART_URL, address, 0) == CURLUE_OK) {
        part_read(url, CURLUPART_HOST, 0, host, sizeof host);
        part_read(url, CURLUPART_PORT, CURLU_DEFAULT_PORT, port, sizeof port);
    }
    curl_url_cleanup(url);
    if (call->http->socket) {
        text_safe_copy(call->place, sizeof call->place, call->http->socket,
                       strlen(call->http->socket));
    } else {
        snprintf(call->place, sizeof call->place, "%s:%s", host, port);
    }
    if (call->http->socket || url_is_loopback(host)) {
        set_text(call, CURLOPT_PROXY, "");
    }
}

/* What holds for every call. */
static void fence(struct http_call *call)
{
    set_text(call, CURLOPT_PROTOCOLS_STR, "http,https");
    set_long(call, CURLOPT_FOLLOWLOCATION, 0);
    set_long(call, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1);
    set_long(call, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
    set_long(call, CURLOPT_NOSIGNAL, 1);
    /* A name that is still being looked up when the call is over is not waited for. */
    set_long(call, CURLOPT_QUICK_EXIT, 1);
    set_long(call, CURLOPT_CONNECTTIMEOUT_MS, HTTP_CONNECT_MS);
    set_text(call, CURLOPT_UNIX_SOCKET_PATH, call->http->socket);
    if (call->http->ca_file) {
        set_text(call, CURLOPT_CAINFO, call->http->ca_file);
        set_text(call, CURLOPT_CAPATH, NULL);
    }
}

static void callbacks_set(struct http_call *call)
{
    curl_easy_setopt(call->easy, CURLOPT_PRIVATE, call);
    curl_easy_setopt(call->easy, CURLOPT_ERRORBUFFER, call->error);
    curl_easy_setopt(call->easy, CURLOPT_WRITEFUNCTION, body_comes);
    curl_easy_setopt(call->easy, CURLOPT_WRITEDATA, call);
    curl_easy_setopt(call->easy, CURLOPT_HEADERFUNCTION, head_comes);
    curl_easy_setopt(call->easy, CURLOPT_HEADERDATA, call);
}

/* value NULL: libcurl does not send one of its own. */
static void header_add(struct http_call *call, const char *name, const char *value)
{
    struct buffer line = {0};

    if (value && *value) {
        buffer_printf(&line, "%s: %s", name, value);
    } else {
        buffer_printf(&line, "%s%c", name, value ? ';' : ':'); /* empty, or not at all */
    }
    call->headers = curl_slist_append(call->headers, buffer_text(&line));
    buffer_clear(&line);
}

static void request_set_up(struct http_call *call, const struct http_request *request)
{
    buffer_add(&call->body, request->body, request->length);
    if (request->length > 0 || text_equal(request->method, "POST")) {
        set_long(call, CURLOPT_POST, 1);
        set_text(call, CURLOPT_POSTFIELDS, buffer_text(&call->body));
        curl_easy_setopt(call->easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->length);
    } else if (text_equal(request->method, "HEAD")) {
        set_long(call, CURLOPT_NOBODY, 1);
    }
    set_text(call, CURLOPT_CUSTOMREQUEST, request->method);
    /* libcurl's own ideas: a pause before large bodies, a type for those that have none. */
    header_add(call, "Expect", NULL);
    header_add(call, "Content-Type", NULL);
    for (size_t i = 0; i < request->header_count; i++) {
        header_add(call, request->headers[i].name, request->headers[i].value);
    }
    curl_easy_setopt(call->easy, CURLOPT_HTTPHEADER, call->headers);
}

struct http_call *http_call_new(struct http *http, const struct http_request *request)
{
    struct http_call *call = mem_new(sizeof *call);

    call->http = http;
    call->most = request->most ? request->most : HTTP_BODY;
    call->easy = curl_easy_init();
    set_text(call, CURLOPT_URL, request->url);
    set_long(call, CURLOPT_TIMEOUT_MS, request->limit_ms ? request->limit_ms : HTTP_MS);
    place_set(call, request->url);
    fence(call);
    callbacks_set(call);
    request_set_up(call, request);
    return call;
}

void http_call_free(struct http_call *call)
{
    curl_multi_remove_handle(call->http->multi, call->easy);
    LIST_REMOVE(call, link);
    curl_easy_cleanup(call->easy);
    curl_slist_free_all(call->headers);
    buffer_clear(&call->body);
    buffer_clear(&call->got);
    free(call);
}

static void answer_read(const struct http_call *call, struct http_answer *answer)
{
    struct curl_header *after;
    const char *type = NULL;
    long code = 0;
    char *end;

    curl_easy_getinfo(call->easy, CURLINFO_RESPONSE_CODE, &code);
    curl_easy_getinfo(call->easy, CURLINFO_CONTENT_TYPE, &type);
    answer->code = (int)code;
    if (type) {
        text_safe_copy(answer->content_type, sizeof answer->content_type, type, strlen(type));
    }
    if (curl_easy_header(call->easy, "Retry-After", 0, CURLH_HEADER, -1, &after) == CURLHE_OK) {
        unsigned long seconds = strtoul(after->value, &end, 10);

        if (end != after->value && *end == '\0' && seconds <= RETRY_AFTER_MOST_S) {
            answer->retry_after_ms = (int64_t)seconds * 1000;
        }
    }
}

void http_call_end(struct http_call *call, CURLcode code)
{
    struct http_answer answer = {.retry_after_ms = -1};
    http_done_fn *done = call->done;
    void *arg = call->arg;
    struct buffer got = call->got;

    if (code == CURLE_OK) {
        answer_read(call, &answer);
    } else {
        http_fault(call, code, &answer.fault);
    }
    call->got = (struct buffer){0};
    http_call_free(call);
    answer.body = buffer_text(&got);
    answer.length = answer.code ? got.length : 0;
    done(arg, &answer);
    buffer_clear(&got);
}
