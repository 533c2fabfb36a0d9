// SPDX-License-Identifier: MIT
#pragma once
/*
 * A check under way: what it works with, and how it asks. Everything that is not known yet is noted
 * as waiting and asked for; the round goes on with what it has, so that it carries as many
 * questions as it can. Inside the floor only.
 */
#include "domain/check.h"
#include "domain/source.h"

struct places;

struct checkup {
    struct book *book;
    const struct check_wanted *wanted;
    struct check_result *out;
    const struct source *source;         /* empty where the resolver alone is asked */
    struct places *places[RECORD_COUNT]; /* where else it may be; NULL: not listed yet */
    bool waiting;                        /* this round ends without a result */
};

/* What a name shows to one asker. */
struct view {
    const struct answers *answers; /* what decides: behind a CNAME, perhaps another server's */
    enum outcome outcome;          /* of it, with DNSSEC trouble told apart */
    const struct name *alias;      /* the last CNAME's target, in the book; NULL: there is none */
};

/* All return false, or NULL, while an answer is not known. */
const struct answers *checkup_ask(struct checkup *checkup, const struct question *question);
/* NS, SOA and addresses of name servers: may be remembered, and are read without validation where
 * that is in the way. */
const struct answers *checkup_ask_infrastructure(struct checkup *checkup, const struct name *name,
                                                 uint16_t type);
/* server NULL: the verifying resolver. */
bool checkup_view(struct checkup *checkup, const struct address *server, const struct name *name,
                  uint16_t type, struct view *out);
bool view_is_definite(const struct view *view); /* FOUND, NODATA or NXDOMAIN */
/* The record alone is judged, without what it refers to: nothing more than its own question is
 * asked. */
bool checkup_is_brief(const struct checkup *checkup, enum record record);
enum area record_area(enum record record);
