// SPDX-License-Identifier: MIT
#include "ui/next_step.h"

#include "base/text.h"
#include "base/words.h"
#include "domain/lifecycle.h"
#include "ui/state.h"
#include "ui/when.h"

#include <stdio.h>

enum { MINUTE_MS = 60000, HOUR_MINUTES = 60, DAY_MINUTES = 1440 };

/* What to do about a finding. %s: the record's title. */
// clang-format off
static const struct {
    enum code code;
    const char *text;
} cures[] = {
    { CODE_TOKEN_MISSING, N_("publish token") }, { CODE_TOKEN_WRONG_VALUE, N_("token: other value") },
    { CODE_TOKEN_CASE, N_("token: letter case") }, { CODE_TOKEN_TRUNCATED, N_("token is cut") },
    { CODE_SPF_MISSING, N_("publish SPF") }, { CODE_SPF_MULTIPLE, N_("merge SPF records") },
    { CODE_SPF_INCLUDE_ABSENT, N_("add include to SPF") }, { CODE_SPF_LOOKUP_LIMIT, N_("SPF: >10 look-ups") },
    { CODE_SPF_PLUS_ALL, N_("SPF: no +all") }, { CODE_DKIM_MISSING, N_("publish DKIM") },
    { CODE_DKIM_SELECTOR_MISSING, N_("publish DKIM") }, { CODE_DKIM_KEY_MISMATCH, N_("DKIM: other key") },
    { CODE_DKIM_OLD_SELECTOR, N_("DKIM: old selector") }, { CODE_DKIM_P_TRUNCATED, N_("DKIM key is cut") },
    { CODE_DKIM_MULTIPLE, N_("DKIM: keep one") }, { CODE_DKIM_PRIVATE_KEY, N_("DKIM: private key!") },
    { CODE_DMARC_MISSING, N_("write DMARC: b") }, { CODE_DMARC_MULTIPLE, N_("DMARC: keep one") },
    { CODE_DNS_NXDOMAIN_DOMAIN, N_("no such domain") }, { CODE_DNS_DNSSEC_BOGUS, N_("DNSSEC is broken") },
    { CODE_DNS_LAME, N_("a lame name server") }, { CODE_DNS_CNAME_AT_APEX, N_("CNAME at the apex") },
    { CODE_DNS_CNAME_LOOP, N_("CNAMEs in a circle") },
};
/* What was never published, by record. */
static const char *const to_publish[] = {
    [RECORD_TOKEN] = N_("publish token"), [RECORD_SPF] = N_("publish SPF"), [RECORD_DKIM] = N_("publish DKIM"),
    [RECORD_DMARC] = N_("write DMARC: b"),
};
// clang-format on

static void say(char out[NEXT_STEP_TEXT], const char *text)
{
    text_copy(out, NEXT_STEP_TEXT, text);
}

static bool is_state(const struct domain *domain, enum record record, enum state state)
{
    return record_state(domain, record) == state;
}

static void guest_step(const struct domain *domain, char out[NEXT_STEP_TEXT])
{
    bool spf = is_state(domain, RECORD_SPF, STATE_STOPPED);
    bool dkim = is_state(domain, RECORD_DKIM, STATE_STOPPED);

    if (spf && dkim) {
        say(out, _("owner stopped both"));
    } else if (spf || dkim) {
        snprintf(out, NEXT_STEP_TEXT, _("owner stopped %s"),
                 record_noun(spf ? RECORD_SPF : RECORD_DKIM));
    } else {
        say(out, _("(owner manages)"));
    }
}

/* The first of the four in this state; RECORD_COUNT: none is. */
static enum record first_in(const struct domain *domain, enum state state)
{
    for (int record = 0; record < RECORD_COUNT; record++) {
        if (is_state(domain, (enum record)record, state)) {
            return (enum record)record;
        }
    }
    return RECORD_COUNT;
}

/* A finding without a cure of its own: what kind of thing is wrong. */
static void broken_step(const struct finding *finding, enum record record, char out[NEXT_STEP_TEXT])
{
    enum area area = finding ? code_area(finding->code) : AREA_ALL;

    if (area == AREA_HOST) {
        snprintf(out, NEXT_STEP_TEXT, _("fix %s host name"), record_noun(record));
    } else if (area == AREA_VALUE) {
        snprintf(out, NEXT_STEP_TEXT, _("fix %s value"), record_noun(record));
    } else {
        snprintf(out, NEXT_STEP_TEXT, _("fix %s record"), record_noun(record));
    }
}

/* The worst about the record, or about the DNS it stands in; NULL: nothing is known. */
static const struct finding *fault_of(const struct domain *domain, enum record record)
{
    enum area area = (enum area)(AREA_TOKEN + (int)record);
    const struct finding *finding = finding_list_first(&domain->findings, area, SEVERITY_ERROR);

    return finding ? finding : finding_list_first(&domain->findings, AREA_DNS, SEVERITY_ERROR);
}

/* How many the finding counted; 0: it did not say, or there is no room for so many digits. */
static int counted(const struct finding *finding)
{
    for (size_t i = 0; i < finding->word_count; i++) {
        const char *value = finding->words[i].value;

        if (text_equal(finding->words[i].key, "n") && *value >= '2' && *value <= '9' &&
            value[1] == '\0') {
            return *value - '0';
        }
    }
    return 0;
}

/* False: the finding has no cure of its own. */
static bool cure_step(const struct finding *finding, char out[NEXT_STEP_TEXT])
{
    int n = finding && finding->code == CODE_SPF_MULTIPLE ? counted(finding) : 0;

    if (n > 0) {
        snprintf(out, NEXT_STEP_TEXT, _("merge %d SPF records"), n);
        return true;
    }
    for (size_t i = 0; finding && i < COUNT(cures); i++) {
        if (cures[i].code == finding->code) {
            say(out, _(cures[i].text));
            return true;
        }
    }
    return false;
}

static void failed_step(const struct domain *domain, enum record record, char out[NEXT_STEP_TEXT])
{
    const struct finding *finding = fault_of(domain, record);

    if (!cure_step(finding, out)) {
        broken_step(finding, record, out);
    }
}

/* Something else stands in its place, or it is gone: since when. */
static void lost_step(const struct domain *domain, enum record record, int64_t now_ms,
                      char out[NEXT_STEP_TEXT])
{
    static const enum code gone[] = {CODE_TOKEN_MISSING, CODE_SPF_MISSING, CODE_DKIM_MISSING,
                                     CODE_DKIM_SELECTOR_MISSING, CODE_DMARC_MISSING};
    const struct finding *finding = fault_of(domain, record);
    int64_t minutes = (now_ms - domain->records[record].missed_at) / MINUTE_MS;
    bool is_gone = !finding;

    for (size_t i = 0; finding && i < COUNT(gone); i++) {
        is_gone = is_gone || gone[i] == finding->code;
    }
    if (!is_gone && cure_step(finding, out)) {
        return;
    }
    minutes = minutes < 0 ? 0 : minutes;
    if (domain->records[record].missed_at == 0) { /* another engine did not say when */
        snprintf(out, NEXT_STEP_TEXT, _("%s gone: see w"), record_noun(record));
    } else if (minutes < HOUR_MINUTES) {
        snprintf(out, NEXT_STEP_TEXT, _("%s gone %dm: see w"), record_noun(record), (int)minutes);
    } else if (minutes < 2 * DAY_MINUTES) {
        snprintf(out, NEXT_STEP_TEXT, _("%s gone %dh: see w"), record_noun(record),
                 (int)(minutes / HOUR_MINUTES));
    } else {
        snprintf(out, NEXT_STEP_TEXT, _("%s gone %dd: see w"), record_noun(record),
                 (int)(minutes / DAY_MINUTES));
    }
}

/* Right until lately: counted, but nothing is switched off yet. */
static enum record first_missed(const struct domain *domain)
{
    for (int record = 0; record < RECORD_COUNT; record++) {
        if (domain->records[record].misses > 0) {
            return (enum record)record;
        }
    }
    return RECORD_COUNT;
}

static void waiting_step(const struct domain *domain, char out[NEXT_STEP_TEXT])
{
    char when[CLOCK_TEXT];

    if (domain->next_check_at == 0) {
        say(out, _("waiting for DNS"));
        return;
    }
    when_time(domain->next_check_at, when);
    snprintf(out, NEXT_STEP_TEXT, _("auto-check %s"), when);
}

/* Verified and never switched on. */
static void idle_step(bool spf, bool dkim, char out[NEXT_STEP_TEXT])
{
    if (spf && dkim) {
        say(out, _("turn SPF/DKIM on: u"));
    } else {
        snprintf(out, NEXT_STEP_TEXT, _("turn %s on: u"),
                 record_noun(spf ? RECORD_SPF : RECORD_DKIM));
    }
}

/* Nothing is left to do, but a selector that new domains do not have is worth knowing. */
static void well_step(const struct domain *domain, const char *legacy, char out[NEXT_STEP_TEXT])
{
    if (*legacy && text_equal(domain->selector, legacy)) {
        snprintf(out, NEXT_STEP_TEXT, _("selector: %s"), domain->selector);
        if (text_cells(out) <= NEXT_STEP_CELLS) {
            return;
        }
    }
    say(out, "-");
}

/* Nothing is wrong: what could still be done. */
static void quiet_step(const struct domain *domain, const char *legacy, char out[NEXT_STEP_TEXT])
{
    enum record record = first_in(domain, STATE_STOPPED);

    if (record != RECORD_COUNT) {
        snprintf(out, NEXT_STEP_TEXT, _("%s is stopped"), record_noun(record));
    } else if (is_state(domain, RECORD_DMARC, STATE_VERIFIED) && domain->policy == POLICY_NONE) {
        say(out, _("raise to quarantine"));
    } else if (is_state(domain, RECORD_DMARC, STATE_VERIFIED) &&
               domain->policy == POLICY_QUARANTINE) {
        say(out, _("raise to reject"));
    } else {
        well_step(domain, legacy, out);
    }
}

static void owner_step(const struct domain *domain, const char *legacy, int64_t now_ms,
                       char out[NEXT_STEP_TEXT])
{
    bool spf = is_state(domain, RECORD_SPF, STATE_VERIFIED);
    bool dkim = is_state(domain, RECORD_DKIM, STATE_VERIFIED);
    enum record lost = first_in(domain, STATE_LOST), failed = first_in(domain, STATE_FAILED);
    enum record new = first_in(domain, STATE_UNVERIFIED), missed = first_missed(domain);

    if (lost != RECORD_COUNT) {
        lost_step(domain, lost, now_ms, out);
    } else if (failed != RECORD_COUNT) {
        failed_step(domain, failed, out);
    } else if (missed != RECORD_COUNT) {
        snprintf(out, NEXT_STEP_TEXT, _("%s missed %d of %d"), record_noun(missed),
                 domain->records[missed].misses, LIFECYCLE_MISSES);
    } else if (domain_is_waiting(domain)) {
        waiting_step(domain, out);
    } else if (spf || dkim) {
        idle_step(spf, dkim, out);
    } else if (new != RECORD_COUNT) {
        say(out, _(to_publish[new]));
    } else {
        quiet_step(domain, legacy, out);
    }
}

void next_step(const struct domain *domain, const char *legacy, int64_t now_ms,
               char out[NEXT_STEP_TEXT])
{
    if (domain->role == ROLE_GUEST) {
        guest_step(domain, out);
    } else {
        owner_step(domain, legacy, now_ms, out);
    }
}
