// SPDX-License-Identifier: MIT
#pragma once
/*
 * Domains and their records. A domain is written as its owner has it; find() shows it as the asking
 * project may see it. Every write also keeps the rows of lists (store/access.h) and the words a
 * domain is found by (store/labels.h). struct domain.spf is the profile's and stays NULL here.
 */
#include "domain/domain.h"
#include "store/db.h"

enum { PROVIDER_IDS = 2 };

struct provider_ids {
    char ids[PROVIDER_IDS][32]; /* "" : none */
};

struct owned_domain {
    struct domain *domain; /* the caller's */
    int64_t project;       /* of the owner */
    char project_name[64];
    struct provider_ids providers;
};

/* As project sees it: guests see no token, no shares, no findings about the token.
 * STATUS_MISSING, code "no-such-domain". */
enum status domains_find(struct db *db, int64_t project, const char *name, struct domain **out,
                         struct fault *fault) MUST_USE;
/* As its owner sees it, with who that is. */
enum status domains_load(struct db *db, int64_t id, struct owned_domain *out,
                         struct fault *fault) MUST_USE;
/* Whether this registration is as it was when this was read; nothing changes without its revision.
 */
enum status domains_same(struct db *db, int64_t project, const struct domain *domain, bool *same,
                         struct fault *fault) MUST_USE;
/* Says that a list does not have it. */
enum status domains_missing(const char *name, struct fault *fault);
/* STATUS_MISSING without a fault: the project has not registered it. */
enum status domains_own_id(struct db *db, int64_t project, const char *name, int64_t *id,
                           struct fault *fault) MUST_USE;
/* The project that has verified this name; 0: nobody. */
enum status domains_verifier(struct db *db, const char *name, int64_t *project,
                             struct fault *fault) MUST_USE;
/* Sets id and revision. The project has no such domain (domains_own_id). */
enum status domains_add(struct db *db, int64_t project, struct domain *domain,
                        struct fault *fault) MUST_USE;
/* Everything but name, selector, environment and dates of registration; revision grows.
 * providers NULL: as they were. */
enum status domains_save(struct db *db, int64_t project, struct domain *domain,
                         const struct provider_ids *providers, struct fault *fault) MUST_USE;
/* The same where nothing but the token and what is known of it is another: as long as the verdict
 * stays, no list and no index has to follow. */
enum status domains_save_token(struct db *db, int64_t project, struct domain *domain,
                               struct fault *fault) MUST_USE;
/* With its key, shares, tokens and words; the journal stays. */
enum status domains_remove(struct db *db, int64_t project, const struct domain *domain,
                           struct fault *fault) MUST_USE;
/* Owned domains whose next check is due, the longest overdue first. */
enum status domains_due(struct db *db, int64_t now, size_t most, int64_t *ids, size_t *count,
                        struct fault *fault) MUST_USE;
/* When the next one is due; 0: none is. */
enum status domains_next_due(struct db *db, int64_t *at, struct fault *fault) MUST_USE;

/* Tokens this registration had before, newest first; the texts and the array are the caller's. */
enum status domains_past_tokens(struct db *db, int64_t id, char ***tokens, size_t *count,
                                struct fault *fault) MUST_USE;
enum status domains_keep_token(struct db *db, int64_t id, const char *token, int64_t replaced_at,
                               struct fault *fault) MUST_USE;
