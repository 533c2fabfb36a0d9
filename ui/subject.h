// SPDX-License-Identifier: MIT
#pragma once
/* The one domain that is open: its detail page and everything reached from there work on this copy,
 * kept fresh. */
#include "ui/desk.h"

#include <stdint.h>

struct subject {
    struct desk *desk;
    struct domain *domain; /* NULL: none is open */
    enum record record;    /* which of its records the keys work on; RECORD_COUNT: none of them */
    char provider[32];     /* the DNS provider chosen by hand; "": as seen */
    size_t share;          /* the guest chosen on a page; SIZE_MAX: none */
    bool gone;             /* deleted, or no longer shared with us */
    struct ask show;
};

void subject_init(struct subject *subject, struct desk *desk);
/* Opens a copy of domain at once and asks for it anew. */
void subject_open(struct subject *subject, const struct domain *domain);
void subject_close(struct subject *subject);
void subject_refresh(struct subject *subject);
void subject_take(struct subject *subject, struct domain *domain);
void subject_heard(struct subject *subject, const struct event *event);
