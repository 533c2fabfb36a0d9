// SPDX-License-Identifier: MIT
#pragma once
/*
 * What becomes of each record: the source is looked at first, and only what it has is asked of the
 * resolver, whose yes decides. Where no server of the source can be asked, the resolver's word is
 * taken for what it is worth. Inside the floor only.
 */
#include "domain/judge_dns.h"

/* How the verifying resolver shows a record. */
struct opinion {
    bool viewed, known;
    struct view view;
    struct judged judged;
};

/* What becomes of a record. It stands, as every answer it hangs on is there. */
struct ruling {
    bool given;
    bool at_source;
    enum check_status status;
    const struct answers *answers; /* that decided */
    struct judged judged;
    bool apex_known;   /* it tells whether the domain itself exists, */
    bool apex_missing; /* and it does not */
};

/* One record on its way to a ruling. */
struct matter {
    struct opinion opinion;
    struct sight *sight; /* NULL: the source was not asked */
    bool sighted;        /* every server's answer is in it, */
    bool shown;          /* and the one that decides has the right record */
    struct ruling ruling;
};

struct check {
    struct checkup checkup;
    bool servers_judged;
    struct matter matters[RECORD_COUNT];
    bool apex_known, apex_missing; /* once accepted */
    struct source source;
};

/* The resolver alone. True: decided, as the record is right; false: the source must be asked, or it
 * is not known yet (check->checkup.waiting). */
bool decide_at_resolver(struct check *check, enum record record);
/* Source first. */
void decide_at_source(struct check *check, enum record record);
/* Puts all rulings into the result, in an order that does not depend on when they were given. */
void decide_accept(struct check *check);
void decide_clear(struct check *check);
