// SPDX-License-Identifier: MIT
#include "store/domain_row.h"

#include "base/array.h"
#include "base/text.h"
#include "store/packed.h"
#include "store/shares.h"

#include <stdlib.h>

enum { RECORDS_AT = 9, RECORD_COLUMNS = 5 };

static void record_read(const struct sql_rows *rows, int at, struct record_status *out)
{
    out->verdict = (enum verdict)sql_int(rows, at);
    out->power = (enum power)sql_int(rows, at + 1);
    out->verified_at = sql_int(rows, at + 2);
    out->misses = (int)sql_int(rows, at + 3);
    out->missed_at = sql_int(rows, at + 4);
}

struct domain *domain_row_bare(const struct sql_rows *rows)
{
    struct domain *domain = domain_new();
    int after = RECORDS_AT + RECORD_COUNT * RECORD_COLUMNS;

    domain->id = sql_int(rows, 0);
    text_copy(domain->name, sizeof domain->name, sql_text(rows, 1));
    domain->revision = sql_int(rows, 2);
    domain->environment = (enum environment)sql_int(rows, 3);
    domain->region = (enum region)sql_int(rows, 4);
    domain->registered_at = sql_int(rows, 5);
    domain->token = mem_text(sql_text(rows, 6));
    text_copy(domain->selector, sizeof domain->selector, sql_text(rows, 7));
    domain->dkim = mem_text(sql_text(rows, 8));
    for (int record = 0; record < RECORD_COUNT; record++) {
        record_read(rows, RECORDS_AT + record * RECORD_COLUMNS, &domain->records[record]);
    }
    domain->policy = (unsigned)sql_int(rows, after);
    domain->checked_at = sql_int(rows, after + 1);
    domain->next_check_at = sql_int(rows, after + 2);
    return domain;
}

void domain_row_findings(const struct sql_rows *rows, struct domain *domain)
{
    packed_findings_read(sql_text(rows, DOMAIN_FINDINGS), &domain->findings);
}

struct domain *domain_row_read(const struct sql_rows *rows)
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
