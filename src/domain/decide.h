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
    bool known;
    struct view view;
    struct judged judged;
};

struct decision {
    struct checkup checkup;
    struct opinion opinions[RECORD_COUNT];
    bool apex_known;
    bool apex_missing; /* the domain itself does not exist */
};

/* The resolver alone. True: decided, as the record is right; false: the source must be asked, or it
 * is not known yet (decision->checkup.waiting). */
bool decide_at_resolver(struct decision *decision, enum record record);
/* Source first. */
void decide_at_source(struct decision *decision, enum record record);
void decision_clear(struct decision *decision);
