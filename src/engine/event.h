// SPDX-License-Identifier: MIT
#pragma once
/* What changed, for everybody who watches: numbered, so that a follower sees a gap and asks anew.
 */
#include <stdint.h>

enum event_kind {
    EVENT_DOMAIN_ADDED,
    EVENT_DOMAIN_CHANGED,
    EVENT_DOMAIN_GONE,
    EVENT_SHARED_IN,
    EVENT_SHARED_OUT,
    EVENT_RESYNC,
    EVENT_KEY_READY,   /* a domain's DKIM key was made */
    EVENT_JOB_CHANGED, /* a job began, got further, or is over */
    EVENT_OFFLINE, /* never on the wire: an engine elsewhere is away, and asked again `at`; it is
                      back with EVENT_RESYNC */
    EVENT_KIND_COUNT
};

struct event {
    int64_t sequence;
    int64_t at;
    enum event_kind kind;
    char project[64]; /* whose list is concerned */
    char domain[256]; /* "" : none */
    char job[37];     /* its id; "" : none */
    const char *why; /* of EVENT_OFFLINE: a sentence, borrowed for the call; NULL: nothing to say */
};

const char *event_kind_word(enum event_kind kind); /* "domain-changed" */
