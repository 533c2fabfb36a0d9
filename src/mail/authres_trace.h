// SPDX-License-Identifier: MIT
#pragma once
/*
 * Where in a message's header one is: among the fields of the receiver, or below the Received line
 * of somebody else, where everything came with the mail and may be forged. Received lines are read
 * from the top (RFC 5321 4.4). The line at which the mail came in is still the receiver's, and some
 * (Gmail) write their fields below it. Pure.
 */
#include <stdbool.h>
#include <stddef.h>

enum { AUTHRES_HOPS = 32, AUTHRES_HOST = 256 };

struct authres_trace {
    struct {
        char from[AUTHRES_HOST], by[AUTHRES_HOST]; /* "" when the line does not say */
    } hops[AUTHRES_HOPS];
    size_t count; /* of Received lines, also those beyond AUTHRES_HOPS */
};

/* body: of the next Received field. */
void authres_trace_add(struct authres_trace *trace, const char *body, size_t n);
/* True when what stands here came with the mail. own: the receiver's authserv-ids, as known. */
bool authres_trace_is_foreign(const struct authres_trace *trace, const char *const *own, size_t n);
/* Two hosts of one operator, as far as names tell. */
bool authres_same_operator(const char *a, const char *b);
