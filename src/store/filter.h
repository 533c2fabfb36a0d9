// SPDX-License-Identifier: MIT
#pragma once
/*
 * The words that narrow a list, all of which must hold, "-" in front turns one round:
 *   attention waiting in-use lost stop fail new ok    what the states say
 *   state:X token:X spf:X dkim:X dmarc:X              some record, or this one, is in state X
 *   dmarc:none|quarantine|reject                      the policy that was last seen
 *   role:owner|guest                                  whose it is
 *   fail:CODE ns:PROVIDER                             a finding; who hosts the DNS
 *   *.example  text                                   the whole name by a pattern; a part of it
 * Words about states are functions of a domain's traits (store/traits.h); the others are SQL. Pure.
 */
#include "base/fault.h"
#include "domain/domain.h"

#include <stdbool.h>
#include <stddef.h>

enum { FILTER_TERMS = 16, FILTER_TEXT = 256 };

enum filter_kind { FILTER_TRAIT, FILTER_PART, FILTER_PATTERN, FILTER_LABEL };

struct filter_term;
typedef bool filter_test_fn(const struct domain *domain, const struct filter_term *term);

struct filter_term {
    enum filter_kind kind;
    bool negated;
    filter_test_fn *test;   /* FILTER_TRAIT */
    enum record record;     /* RECORD_COUNT: any */
    int value;              /* a state, a policy, a role */
    char text[FILTER_TEXT]; /* a part of the name, a pattern, a label */
};

struct filter {
    struct filter_term terms[FILTER_TERMS];
    size_t count;
};

/* NULL or blank: everything. STATUS_INVALID, code "usage". */
enum status filter_parse(const char *text, struct filter *out, struct fault *fault) MUST_USE;
/* What the words about states say of a domain that has nothing but its traits. */
bool filter_wants(const struct filter *filter, const struct domain *domain);
bool filter_has(const struct filter *filter, enum filter_kind kind);
