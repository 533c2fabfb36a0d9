// SPDX-License-Identifier: MIT
#pragma once
/* What goes back over HTTP: replies and faults by one table, and plain text. Inside this floor
 * only. */
#include "base/buffer.h"
#include "engine/reply.h"

struct answer {
    unsigned status;  /* of HTTP; 0: not answered yet */
    const char *type; /* of the body */
    struct buffer body;
    int64_t revision;      /* ETag; 0: none */
    int64_t retry_after_s; /* 0: not said */
    const char *allowed;   /* methods; NULL: not said. Borrowed */
    bool is_last;          /* the connection ends with it */
};

/* Clears out first. more: the member "more" is wanted. In the language of the process. */
void answer_reply(struct answer *out, const struct reply *reply, bool more);
void answer_fault(struct answer *out, const struct fault *fault);
/* Clears out first; text/plain. The body is the caller's to fill. */
void answer_plain(struct answer *out);
void answer_clear(struct answer *answer);
/* The status of HTTP for a fault. */
unsigned answer_status(const struct fault *fault);
