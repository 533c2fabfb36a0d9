// SPDX-License-Identifier: MIT
#pragma once
/* What dmarc_parse.c (the list) and dmarc_value.c (one value each) share while a record is read. */
#include "mail/dkim_tag.h"
#include "mail/dmarc.h"

enum { DMARC_TAGS_MOST = 64 };

struct dmarc_reader {
    struct dmarc_record *record;
    size_t count;
    size_t p_index;                        /* where p stands; 0: nowhere */
    bool bad[DMARC_TAG_COUNT];             /* present, but its value says nothing */
    bool mixed;                            /* capitals or blanks that do not matter were told */
    struct dkim_tag seen[DMARC_TAGS_MOST]; /* `count` of them; the rest is not even zeroed */
};

/* Notes a problem with these bytes of the record; borrowed until the next one. */
struct dmarc_problem *dmarc_blame(struct dmarc_reader *reader, enum dmarc_problem_kind kind,
                                  const char *what, size_t n);
/* The word nearest to what is written becomes the hint, if it is near enough to have been meant. */
void dmarc_hint_nearest(struct dmarc_problem *problem, const char *written, size_t n,
                        const char *const *words, size_t count);
/* Reads the value of a tag DMARC knows, except v. A value that is wrong leaves the default. */
void dmarc_read_value(struct dmarc_reader *reader, enum dmarc_tag id, const struct dkim_tag *tag);
