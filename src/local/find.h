// SPDX-License-Identifier: MIT
#pragma once
/* A task's domain, and whether it is the task's project's to change. Inside this floor only. */
#include "local/task.h"

/* As the project sees it, with the SPF value filled in. STATUS_MISSING "no-such-domain". */
enum status find_domain(struct task *task, struct db *db, struct domain **out,
                        struct fault *fault) MUST_USE;
/* The same, and it must be the project's own (STATUS_REFUSED "not-owner") and at the revision that
 * the request names
 * ("changed-meanwhile"). */
enum status find_own(struct task *task, struct db *db, struct domain **out,
                     struct fault *fault) MUST_USE;
struct judged;
/* The same to be judged by a look at these records (store/judged.h); without the SPF value. */
enum status find_judged(struct task *task, struct db *db, unsigned set, struct judged *out,
                        struct fault *fault) MUST_USE;
/* What the profile asks a domain to publish as SPF. */
void fill_spf(const struct local *local, struct domain *domain);
/* Saves, logs, and tells; then the domain is the reply. Takes the domain, also when it fails. */
enum status keep_domain(struct task *task, struct db *db, struct domain *domain, const char *action,
                        const char *detail, struct fault *fault) MUST_USE;
/* The same for one that is saved already. */
enum status domain_kept(struct task *task, struct db *db, struct domain *domain, const char *action,
                        const char *detail, struct fault *fault) MUST_USE;
