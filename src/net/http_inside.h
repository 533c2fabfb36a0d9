// SPDX-License-Identifier: MIT
#pragma once
/* The HTTP client as its own files see it: http.c (libcurl's sockets and timer on the loop),
 * http_call.c (one call), http_fault.c (what went wrong, as a sentence). */
#include "base/buffer.h"
#include "net/http.h"

#include <curl/curl.h>
#include <sys/queue.h>

LIST_HEAD(http_call_list, http_call);

struct http {
    struct loop *loop;
    CURLM *multi;
    struct loop_timer *timer;
    char *ca_file, *socket;
    struct http_call_list calls;
};

struct http_call {
    LIST_ENTRY(http_call) link;
    struct http *http;
    CURL *easy;
    struct curl_slist *headers;
    struct buffer body; /* of the request */
    struct buffer got;
    size_t head, most; /* bytes of head so far; of body at most */
    bool is_flooded;
    char place[256]; /* who is asked, for sentences: "host:port" or the socket */
    char error[CURL_ERROR_SIZE];
    http_done_fn *done;
    void *arg;
};

/* libcurl's handle for one request; it is not on its way yet. */
struct http_call *http_call_new(struct http *http, const struct http_request *request);
void http_call_free(struct http_call *call);
/* libcurl is done with it: answers, and frees it. */
void http_call_end(struct http_call *call, CURLcode code);
/* What a failed call is told. */
void http_fault(const struct http_call *call, CURLcode code, struct fault *fault);
