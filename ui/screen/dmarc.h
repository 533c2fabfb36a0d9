// SPDX-License-Identifier: MIT
#pragma once
/* The state of the DMARC builder, shared by the files that draw it and that fill it. */
#include "mail/dmarc_build.h"
#include "mail/dmarc_ladder.h"
#include "ui/desk.h"
#include "ui/screen.h"
#include "ui/widget/form.h"

enum { DMARC_PUBLISHED = 1024, DMARC_LABEL_AT = 3 };

struct dmarc_screen {
    struct screen base;
    struct form form;
    int p, sp, aspf, adkim, rua; /* parts of the form */
    struct field address;
    char published[DMARC_PUBLISHED]; /* the record in DNS now; "" : none seen */
    bool reports_asked, reports_agreed;
    char reports_host[256]; /* the first one elsewhere; "" : all are within the organisation */
    int64_t since;          /* on this policy, by the activity log; 0: not known */
    struct ask reports, log;
};

/* The record that the form makes; false: a field is wrong, fault says which. */
bool dmarc_result(const struct dmarc_screen *dmarc, struct buffer *out, struct fault *fault);
void dmarc_standing(const struct dmarc_screen *dmarc, struct dmarc_rung *out);
/* Reads a record into the form. */
void dmarc_fill(struct dmarc_screen *dmarc, const char *text);
/* When this policy was first seen without a break, from the log's rows, newest first; 0: not told
 * there. */
int64_t dmarc_since(const struct log_row *rows, size_t count, bool none);

void dmarc_draw(struct screen *screen, struct pane pane);
void dmarc_tell(struct screen *screen, struct telling *out);
