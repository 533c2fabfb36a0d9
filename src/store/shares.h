// SPDX-License-Identifier: MIT
#pragma once
/* Who a domain is shared with. Lists of both sides follow in the same transaction. */
#include "domain/domain.h"
#include "store/db.h"

#include <stdbool.h>
#include <stddef.h>

/* Fills domain->shares, the oldest first. */
enum status shares_read(struct db *db, struct domain *domain, struct fault *fault) MUST_USE;
/* The guests' projects; the array is the caller's. */
enum status shares_projects(struct db *db, int64_t domain, int64_t **projects, size_t *count,
                            struct fault *fault) MUST_USE;
/* What the guests see of the domain is made anew. */
enum status shares_refresh(struct db *db, const struct domain *domain,
                           struct fault *fault) MUST_USE;
/* share: since when, and the label. STATUS_REFUSED, code "already-shared". */
enum status shares_add(struct db *db, const struct domain *domain, int64_t guest,
                       const struct share *share, struct fault *fault) MUST_USE;
/* STATUS_MISSING, code "not-shared". */
enum status shares_label(struct db *db, const struct domain *domain, int64_t guest,
                         const char *label, struct fault *fault) MUST_USE;
/* STATUS_MISSING, code "not-shared". */
enum status shares_remove(struct db *db, const struct domain *domain, int64_t guest,
                          struct fault *fault) MUST_USE;
/* The names of the projects that see this domain: the owner's and the guests'. The array is the
 * caller's. */
struct project_name {
    char name[64];
};
enum status shares_audience(struct db *db, int64_t domain, struct project_name **out, size_t *count,
                            struct fault *fault) MUST_USE;
