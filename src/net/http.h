// SPDX-License-Identifier: MIT
#pragma once
/*
 * HTTP for those who ask: calls go out over libcurl on the loop and nothing waits. Connections are
 * kept and used again; redirects are not followed, nothing but http and https is spoken, a proxy of
 * the environment is not asked for loopback addresses. An answer is bounded in bytes and in time,
 * so a server that floods or drips is cut off.
 */
#include "loop/loop.h"

#include <stddef.h>

struct http;
struct http_call;

struct http_options {
    struct loop *loop;
    const char *ca_file; /* PEM: who may sign certificates; NULL: the system's */
    const char *socket;  /* the path of a Unix socket that all calls go to; NULL: by the URL */
};

struct http_header {
    const char *name, *value;
};

/* Everything is copied. */
struct http_request {
    const char *method; /* "GET", "POST", ... */
    const char *url;    /* "https://host:port/path?query" */
    const struct http_header *headers;
    size_t header_count;
    const void *body;
    size_t length; /* 0: no body */
    size_t most;   /* bytes of the answer's body; 0: HTTP_BODY */
    int limit_ms;  /* for all of it; 0: HTTP_MS */
};

enum {
    HTTP_BODY = 16 << 20,
    HTTP_HEAD = 64 << 10, /* bytes of an answer's head */
    HTTP_MS = 60000,
    HTTP_CONNECT_MS = 10000 /* until there is a connection, TLS and all */
};

struct http_answer {
    int code; /* 200, 404, ...; 0: no answer came, and fault says why */
    /* STATUS_UNSURE; codes "offline", "no-answer" (in time), "cut-off", "bad-certificate",
     * "bad-answer", "too-large" */
    struct fault fault;
    const char *body; /* followed by a NUL; never NULL */
    size_t length;
    char content_type[64];  /* "" : not said */
    int64_t retry_after_ms; /* -1: not said, or not in seconds */
};

/* Called once, on the loop, never inside http_send(). answer is borrowed for the call. */
typedef void http_done_fn(void *arg, const struct http_answer *answer);

enum status http_new(const struct http_options *options, struct http **out,
                     struct fault *fault) MUST_USE;
/* Calls that are not over are never answered. Not from inside a http_done_fn. NULL allowed. */
void http_free(struct http *http);

struct http_call *http_send(struct http *http, const struct http_request *request,
                            http_done_fn *done, void *arg);
void http_cancel(struct http_call *call); /* done is not called; not after it was */
