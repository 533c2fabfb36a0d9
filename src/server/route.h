// SPDX-License-Identifier: MIT
#pragma once
/*
 * What a request line asks for, by the command table: the verb whose route it is, its arguments
 * from path and query. Pure.
 */
#include "engine/request.h"

enum route {
    ROUTE_NONE,   /* nothing is there */
    ROUTE_METHOD, /* something is, but not by this method */
    ROUTE_VERB,
    ROUTE_EVENTS,
    ROUTE_HEALTH,
    ROUTE_METRICS
};

enum { EVENTS_FROM_NOW = -1 };

struct routed {
    enum route route;
    struct request request; /* ROUTE_VERB: with what path and query say */
    int64_t after, wait_s;  /* ROUTE_EVENTS */
    char allowed[32];       /* ROUTE_METHOD: "GET, DELETE" */
};

/* out is overwritten; routed_clear() it also on failure. Codes "bad-request", "usage". */
enum status route_find(const char *method, const char *target, struct routed *out,
                       struct fault *fault) MUST_USE;
void routed_clear(struct routed *routed);
/* The argument whose value is the body as it comes; NULL: the body is JSON. */
const struct argument *route_file(enum verb verb);
