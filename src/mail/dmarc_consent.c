// SPDX-License-Identifier: MIT
#include "mail/dmarc_walk.h"

#include "base/text.h"

#include <string.h>

/* An answer may name another mailbox, but only at the same host (RFC 9990 4, step 9). */
static bool keeps_host(const struct dmarc_record *record, const char *host)
{
    for (size_t i = 0; i < record->rua_count; i++) {
        if (record->rua[i].valid && !text_equal_nocase(record->rua[i].host, host)) {
            return false;
        }
    }
    return true;
}

static bool rr_consents(const struct rr *rr, const char *host, struct buffer *text)
{
    struct dmarc_record record;
    bool consents;

    buffer_reset(text);
    rr_txt_join(rr, text);
    if (!dmarc_is_record(buffer_text(text), text->length)) {
        return false;
    }
    dmarc_parse(buffer_text(text), text->length, &record);
    consents = keeps_host(&record, host);
    dmarc_record_clear(&record);
    return consents;
}

static bool answers_consent(const struct answers *answers, const char *host)
{
    struct buffer text = {0};
    bool consents = false;

    for (size_t i = 0; i < answers->count && !consents; i++) {
        consents = rr_consents(&answers->records[i], host, &text);
    }
    buffer_clear(&text);
    return consents;
}

/* policy._report._dmarc.host; false when that is too long, which no consent can be given for. */
static bool report_name(const struct name *policy_domain, const struct name *host, struct name *out)
{
    struct name report;

    return name_prefix("_report._dmarc", host, &report) && name_join(policy_domain, &report, out);
}

static bool organizations(struct book *book, const struct name *a, const struct name *b, bool *same)
{
    struct name a_organization, b_organization;
    bool complete = dmarc_organization(book, a, &a_organization);

    complete = dmarc_organization(book, b, &b_organization) && complete;
    *same = complete && name_equal(&a_organization, &b_organization);
    return complete;
}

bool dmarc_consent(struct book *book, const struct name *policy_domain, const char *host,
                   enum dmarc_consent *out)
{
    const struct answers *answers;
    struct name name, report;
    bool same;

    *out = DMARC_CONSENT_NO;
    if (!name_parse(host, &name)) {
        return true;
    }
    same = name_equal(&name, policy_domain);
    if (!same && !organizations(book, policy_domain, &name, &same)) {
        return false;
    }
    if (same) {
        *out = DMARC_CONSENT_SAME_ORG;
        return true;
    }
    if (!report_name(policy_domain, &name, &report)) {
        return true;
    }
    answers = book_ask_resolver(book, &report, RR_TXT);
    if (!answers) {
        return false;
    }
    if (!answers_is_definite(answers)) {
        *out = DMARC_CONSENT_TEMPERROR;
    } else if (answers_consent(answers, host)) {
        *out = DMARC_CONSENT_YES;
    }
    return true;
}
