// SPDX-License-Identifier: MIT
#pragma once
/* The state of the SPF merge helper, shared by the files that fill it and that draw it. */
#include "ui/desk.h"
#include "ui/screen.h"
#include "ui/screen/merge_terms.h"
#include "ui/widget/scroll.h"

/* What an include costs below itself. */
struct merge_ask {
    struct merge_screen *screen;
    size_t term;
    struct ask ask;
    struct buffer tree; /* its terms that ask the DNS, a line each; empty: not known yet */
};

/* One SPF record out of all that are published and the one that is needed. */
struct merge_screen {
    struct screen base;
    struct ask ask;
    char **records; /* as published */
    size_t record_count;
    size_t voids;
    bool loaded;
    struct merge_terms terms;
    struct merge_ask inside[MERGE_TERMS]; /* of each term */
    struct scroll scroll;
    size_t height; /* terms in view */
};

/* The record that the kept terms make. */
void merge_text(const struct merge_screen *merge, struct buffer *out);

void merge_draw(struct screen *screen, struct pane pane);
void merge_tell(struct screen *screen, struct telling *out);
