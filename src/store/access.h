// SPDX-License-Identifier: MIT
#pragma once
/*
 * Who sees which domain: one row a project and name. A project's own registration comes before one
 * that is shared with it, a verified one before others, the older before the newer. Inside this
 * floor only.
 */
#include "domain/domain.h"
#include "store/sql.h"

/* Makes the row of this project and name what it must be now. */
enum status access_refresh(struct db *db, int64_t project, const char *name,
                           struct fault *fault) MUST_USE;
/* The row as this domain makes it, whose role is the project's. */
enum status access_put(struct db *db, int64_t project, const struct domain *domain,
                       struct fault *fault) MUST_USE;
/* The same for the owner's domain that was looked at: its name and date of registration are what
 * they were, and its traits were `before`; same: all but the date of the look is. */
enum status access_looked(struct db *db, int64_t project, const struct domain *domain,
                          int64_t before, bool same, struct fault *fault) MUST_USE;
/* The rows of the projects that a domain is or was shared with. */
enum status access_refresh_all(struct db *db, const int64_t *projects, size_t count,
                               const char *name, struct fault *fault) MUST_USE;
