// SPDX-License-Identifier: MIT
#pragma once
/*
 * A domain that is read in order to be judged, and written when the verdict is there: mostly what
 * it was before, but for its dates. What the row holds is kept beside it, so that only what changed
 * is written, and only if nobody else has changed it meanwhile.
 */
#include "store/domains.h"

enum { TOLD_MARK = 16 };

/* The row of the log that told last what was seen, and the head of the digest of what
 * it told. */
struct told {
    int64_t id; /* 0: none has */
    uint8_t mark[TOLD_MARK];
};

struct judged {
    struct domain *domain; /* as the project sees it; the caller's */
    int64_t project;
    struct record_status records[RECORD_COUNT];
    enum policy policy;
    struct provider_ids providers;
    int64_t traits; /* by which lists show it (store/traits.h) */
    int rank;
    bool had_tokens; /* before this one (domains_past_tokens) */
    struct told told;
};

/* What was seen of it, besides what is in the domain. */
struct judgement {
    const struct finding_list *findings;  /* all that the row is to hold */
    const struct provider_ids *providers; /* NULL: as they were */
    const struct told *told;              /* NULL: as it was */
};

/* Its findings are left out where a look at these records, a set of 1u << RECORD_*, replaces them
 * all. STATUS_MISSING, code "no-such-domain". */
enum status judged_find(struct db *db, int64_t project, const char *name, unsigned set,
                        struct judged *out, struct fault *fault) MUST_USE;
/* Whether a look at this set replaces all that was found before: ownership is proven. */
bool judged_whole(const struct domain *domain, unsigned set);
/* Writes the domain's verdicts, dates and policy, and these findings for it; revision grows. *same
 * is false, and nothing is written, when the registration is not what it was when it was read. */
enum status judged_save(struct db *db, struct judged *judged, const struct judgement *judgement,
                        bool *same, struct fault *fault) MUST_USE;
