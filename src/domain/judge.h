// SPDX-License-Identifier: MIT
#pragma once
/*
 * What a name shows, judged as one record: does it do its job, and if not, why. One judge a file; a
 * name that shows nothing certain is judged once for all (judge.c). Pure over the book. Inside the
 * floor only.
 */
#include "domain/checkup.h"

enum judgement { JUDGEMENT_UNSURE, JUDGEMENT_WRONG, JUDGEMENT_RIGHT };

struct judged {
    enum judgement judgement;
    bool absent;    /* nothing at the name wants to be this record: it may be somewhere else */
    bool inherited; /* DMARC: right without a record of its own */
    struct finding_list findings;
    char *seen; /* the value nearest to the wanted one, safe text; NULL: none */
    char *fix;  /* SPF: the record to publish instead; NULL: none is sure to be better */
    size_t lookups, voids;
    enum policy policy; /* DMARC */
};

/* Judges what the view shows at the record's name. False: waiting, and *out is empty. */
bool judge_record(struct checkup *checkup, enum record record, const struct view *view,
                  struct judged *out);
void judged_clear(struct judged *judged);

typedef bool judge_fn(struct checkup *checkup, const struct view *view, struct judged *out);
judge_fn judge_token, judge_spf, judge_dkim, judge_dmarc;

/* Keeps the value as what was seen. */
void judged_see(struct judged *judged, const char *bytes, size_t n);
void judged_see_take(struct judged *judged, struct buffer *value);
void judged_see_first(struct judged *judged, const struct answers *answers); /* of at least one */
/* The record's value as it should be, NULL where there is no single one. Yours. */
char *judge_expected(const struct check_wanted *wanted, enum record record);
