// SPDX-License-Identifier: MIT
#include "store/domain_row.h"

#include "base/array.h"
#include "base/text.h"
#include "store/packed.h"
#include "store/shares.h"

#include <limits.h>
#include <stdlib.h>

enum { RECORDS_AT = 9, RECORD_COLUMNS = 5 };

static const int64_t time_most = INT64_C(253402300799999); /* ms: the end of the year 9999 */

static void record_read(struct sql_rows *rows, int at, struct record_status *out)
{
    out->verdict = (enum verdict)sql_within(rows, at, VERDICT_COUNT - 1);
    out->power = (enum power)sql_within(rows, at + 1, POWER_OFF);
    out->verified_at = sql_within(rows, at + 2, time_most);
    out->misses = (int)sql_within(rows, at + 3, INT_MAX);
    out->missed_at = sql_within(rows, at + 4, time_most);
}

struct domain *domain_row_bare(struct sql_rows *rows)
{
    struct domain *domain = domain_new();
    int after = RECORDS_AT + RECORD_COUNT * RECORD_COLUMNS;

    domain->id = sql_int(rows, 0);
    text_copy(domain->name, sizeof domain->name, sql_text(rows, 1));
    domain->revision = sql_int(rows, 2);
    domain->environment = (enum environment)sql_within(rows, 3, ENVIRONMENT_COUNT - 1);
    domain->region = (enum region)sql_within(rows, 4, REGION_COUNT - 1);
    domain->registered_at = sql_within(rows, 5, time_most);
    domain->token = mem_text(sql_text(rows, 6));
    text_copy(domain->selector, sizeof domain->selector, sql_text(rows, 7));
    domain->dkim = mem_text(sql_text(rows, 8));
    for (int record = 0; record < RECORD_COUNT; record++) {
        record_read(rows, RECORDS_AT + record * RECORD_COLUMNS, &domain->records[record]);
    }
    domain->policy = (enum policy)sql_within(rows, after, POLICY_REJECT);
    domain->checked_at = sql_within(rows, after + 1, time_most);
    domain->next_check_at = sql_within(rows, after + 2, time_most);
    return domain;
}

void domain_row_findings(const struct sql_rows *rows, struct domain *domain)
{
    packed_findings_read(sql_text(rows, DOMAIN_FINDINGS), &domain->findings);
}

struct domain *domain_row_read(struct sql_rows *rows)
{
    struct domain *domain = domain_row_bare(rows);

    domain_row_findings(rows, domain);
    return domain;
}

/* What is the owner's alone. */
static void guest_view(struct domain *domain)
{
    struct finding_list kept = {0};

    for (size_t i = 0; i < domain->findings.count; i++) {
        if (domain->findings.items[i].area != AREA_TOKEN) {
            *ARRAY_ADD(kept.items, kept.count, kept.capacity) = domain->findings.items[i];
            domain->findings.items[i] = (struct finding){0};
        }
    }
    finding_list_clear(&domain->findings);
    domain->findings = kept;
    free(domain->token);
    domain->token = NULL;
    domain->role = ROLE_GUEST;
}

enum status domain_row_finish(struct db *db, struct domain *domain, bool own, bool shared,
                              struct fault *fault)
{
    if (!own) {
        guest_view(domain);
        return STATUS_OK;
    }
    return shared ? shares_read(db, domain, fault) : STATUS_OK;
}
