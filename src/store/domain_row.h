// SPDX-License-Identifier: MIT
#pragma once
/* A row of the table `domain` as a struct domain. Inside this floor only. */
#include "domain/domain.h"
#include "store/sql.h"

/* In the order that domain_row_read() expects, from column 0. */
#define DOMAIN_COLUMNS                                                                             \
    "domain.id, domain.name, domain.revision, domain.environment, domain.region,"                  \
    " domain.registered_at, domain.token, domain.selector, domain.dkim,"                           \
    " domain.token_verdict, 0, domain.token_verified_at, domain.token_misses,"                     \
    " domain.token_missed_at,"                                                                     \
    " domain.spf_verdict, domain.spf_power, domain.spf_verified_at, domain.spf_misses,"            \
    " domain.spf_missed_at,"                                                                       \
    " domain.dkim_verdict, domain.dkim_power, domain.dkim_verified_at, domain.dkim_misses,"        \
    " domain.dkim_missed_at,"                                                                      \
    " domain.dmarc_verdict, 0, domain.dmarc_verified_at, domain.dmarc_misses,"                     \
    " domain.dmarc_missed_at,"                                                                     \
    " domain.policy, domain.checked_at, domain.next_check_at, domain.findings,"                    \
    " domain.share_count"
enum { DOMAIN_COLUMN_COUNT = 34, DOMAIN_SHARE_COUNT = 33, DOMAIN_FINDINGS = 32 };

/* As the owner sees it, without shares. Yours. Values that none of ours can be are told by
 * sql_close() as damage. */
struct domain *domain_row_read(struct sql_rows *rows);
/* The same without its findings, which cost more than all the rest; and they. */
struct domain *domain_row_bare(struct sql_rows *rows);
void domain_row_findings(const struct sql_rows *rows, struct domain *domain);
/* Adds the shares for its owner; hides from a guest what is the owner's alone. */
enum status domain_row_finish(struct db *db, struct domain *domain, bool own, bool shared,
                              struct fault *fault) MUST_USE;
