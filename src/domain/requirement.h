// SPDX-License-Identifier: MIT
#pragma once
/* What must be published for a domain: one row a record, with the host to type in the zone that
 * really holds it. Pure. */
#include "domain/domain.h"

struct requirement {
    enum record record;
    char name[NAME_TEXT]; /* full name */
    char host[NAME_TEXT]; /* relative to the zone; "@" for the apex */
    char *value;          /* one line; for DMARC a starting point to edit */
    bool satisfied;       /* verified already */
};

struct requirement_list {
    struct requirement *items; /* RECORD_COUNT places; NULL: none was added yet */
    size_t count;
};

/* Where a record of a domain must stand. False: the name would be too long. selector: for DKIM
 * only. */
bool record_name(enum record record, const struct name *domain, const char *selector,
                 struct name *out) MUST_USE;

/* zone: the zone cut, or NULL to assume the domain is its own zone. */
void requirement_list_make(const struct domain *domain, const struct name *zone,
                           struct requirement_list *out);
/* The next place, empty; there are RECORD_COUNT. */
struct requirement *requirement_add(struct requirement_list *list);
void requirement_list_clear(struct requirement_list *list);
