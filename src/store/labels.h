// SPDX-License-Identifier: MIT
#pragma once
/*
 * Words that filters find domains by: "fail:CODE" for each finding that is at least a warning,
 * "ns:ID" for each provider that hosts the DNS. Inside this floor only.
 */
#include "domain/finding.h"
#include "store/domains.h"
#include "store/sql.h"

enum status labels_put(struct db *db, int64_t domain, const struct finding_list *findings,
                       const struct provider_ids *providers, struct fault *fault) MUST_USE;
