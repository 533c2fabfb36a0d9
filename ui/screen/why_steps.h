// SPDX-License-Identifier: MIT
#pragma once
/*
 * The four things a diagnosis looks at, from the source outwards: the delegation, the zone's own
 * servers, the places where records land by mistake, the caches in between. Pure: facts of a check
 * become signs and words.
 */
#include "domain/check.h"

enum { WHY_STEPS = 4, WHY_TEXT = 512 };
enum why_mark { WHY_SKIPPED, WHY_GOOD, WHY_BAD, WHY_FOUND, WHY_UNSURE };

struct why_step {
    const char *title; /* msgid */
    enum why_mark mark;
    char text[WHY_TEXT]; /* translated */
};

void why_steps(const struct check_result *seen, enum record record, struct why_step out[WHY_STEPS]);
const char *why_mark_text(enum why_mark mark);  /* "✗ FAIL", translated */
const char *outcome_text(enum outcome outcome); /* "NXDOMAIN", "no answer" */
