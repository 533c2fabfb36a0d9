// SPDX-License-Identifier: MIT
#include "ui/next_step.h"

#include "base/status.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

/* Verdict and power of token, spf, dkim, dmarc; N new, w waiting, v verified, u in use, s stopped,
 * f failed, l lost. */
static void set_states(struct domain *domain, const char *states)
{
    static const struct {
        char letter;
        enum verdict verdict;
        enum power power;
    } rows[] = {
        {'N', VERDICT_NEW, POWER_NEVER},      {'w', VERDICT_WAITING, POWER_NEVER},
        {'v', VERDICT_VERIFIED, POWER_NEVER}, {'u', VERDICT_VERIFIED, POWER_ON},
        {'s', VERDICT_VERIFIED, POWER_OFF},   {'f', VERDICT_FAILED, POWER_NEVER},
        {'l', VERDICT_LOST, POWER_ON},
    };

    for (int record = 0; record < RECORD_COUNT; record++) {
        for (size_t i = 0; i < COUNT(rows); i++) {
            if (rows[i].letter == states[record]) {
                domain->records[record].verdict = rows[i].verdict;
                domain->records[record].power = rows[i].power;
            }
        }
    }
}

enum { HOUR_MS = 3600000 };
static const int64_t NOW = INT64_C(1780000000000);

static void assert_step(const struct domain *domain, const char *wanted)
{
    char step[NEXT_STEP_TEXT];

    next_step(domain, "mailer", NOW, step);
    assert_string_equal(step, wanted);
    assert_in_range(text_cells(step), 1, NEXT_STEP_CELLS);
    assert_false(text_starts(step, "next")); /* its label says that already */
}

static void assert_states(const char *states, enum policy policy, const char *wanted)
{
    struct domain *domain = domain_new();

    set_states(domain, states);
    domain->policy = policy;
    assert_step(domain, wanted);
    domain_free(domain);
}

static void the_worst_comes_first(void **state)
{
    static const struct {
        const char *states;
        enum policy policy;
        const char *step;
    } rows[] = {
        {"NNNN", POLICY_UNKNOWN, "publish token"},
        {"wNNN", POLICY_UNKNOWN, "waiting for DNS"},
        {"fNNN", POLICY_UNKNOWN, "fix token record"},
        {"vNNN", POLICY_UNKNOWN, "publish SPF"},
        {"vvNN", POLICY_UNKNOWN, "turn SPF on: u"},
        {"vNvN", POLICY_UNKNOWN, "turn DKIM on: u"},
        {"vvvN", POLICY_UNKNOWN, "turn SPF/DKIM on: u"},
        {"vuuN", POLICY_UNKNOWN, "write DMARC: b"},
        {"vufv", POLICY_NONE, "fix DKIM record"},
        {"vlfv", POLICY_NONE, "SPF gone: see w"},
        {"lfuv", POLICY_NONE, "token gone: see w"},
        {"vusv", POLICY_NONE, "DKIM is stopped"},
        {"vuuv", POLICY_NONE, "raise to quarantine"},
        {"vuuv", POLICY_QUARANTINE, "raise to reject"},
        {"vuuv", POLICY_REJECT, "-"},
        {"vwuv", POLICY_REJECT, "waiting for DNS"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_states(rows[i].states, rows[i].policy, rows[i].step);
    }
}

static void a_finding_says_more(void **state)
{
    static const struct {
        enum code code;
        enum area area;
        const char *step;
    } rows[] = {
        {CODE_DKIM_P_TRUNCATED, AREA_DKIM, "DKIM key is cut"},
        {CODE_HOST_DOUBLED, AREA_DKIM, "fix DKIM host name"},
        {CODE_DNS_LAME, AREA_DNS, "a lame name server"},
        {CODE_SPF_MULTIPLE, AREA_SPF, "fix DKIM record"}, /* of another record */
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct domain *domain = domain_new();
        struct finding *finding;

        set_states(domain, "vufN"
                           "N");
        finding = finding_add(&domain->findings, rows[i].code, rows[i].area, NULL);
        finding->severity = SEVERITY_ERROR;
        assert_step(domain, rows[i].step);
        domain_free(domain);
    }
}

static void what_is_lost_says_since_when(void **state)
{
    static const struct {
        int64_t hours;
        const char *step;
    } rows[] = {{0, "SPF gone 0m: see w"},
                {2, "SPF gone 2h: see w"},
                {47, "SPF gone 47h: see w"},
                {50, "SPF gone 2d: see w"},
                {-3, "SPF gone 0m: see w"}};

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct domain *domain = domain_new();

        set_states(domain, "vluv");
        domain->records[RECORD_SPF].missed_at = NOW - rows[i].hours * HOUR_MS;
        assert_step(domain, rows[i].step);
        domain_free(domain);
    }
}

/* It is not gone: something else stands there. */
static void what_took_its_place_is_cured(void **state)
{
    struct domain *domain = domain_new();
    struct finding *finding;

    (void)state;
    set_states(domain, "vluv");
    domain->records[RECORD_SPF].missed_at = NOW;
    finding = finding_add(&domain->findings, CODE_SPF_MULTIPLE, AREA_SPF, NULL);
    finding->severity = SEVERITY_ERROR;
    assert_step(domain, "merge SPF records");
    domain_free(domain);
}

static void what_is_to_be_merged_is_counted(void **state)
{
    static const struct {
        const char *n, *step;
    } rows[] = {{"2", "merge 2 SPF records"}, {"9", "merge 9 SPF records"},
                {"10", "merge SPF records"}, /* no room */
                {"1", "merge SPF records"},  /* no number to believe */
                {"", "merge SPF records"},    {"2 and more", "merge SPF records"}};

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct domain *domain = domain_new();
        struct finding *finding;

        set_states(domain, "vfuv");
        finding = finding_add(&domain->findings, CODE_SPF_MULTIPLE, AREA_SPF, NULL);
        finding->severity = SEVERITY_ERROR;
        finding_word(finding, "n", "%s", rows[i].n);
        assert_step(domain, rows[i].step);
        domain_free(domain);
    }
}

/* Only where nothing else is to do. */
static void a_legacy_selector_is_told(void **state)
{
    static const struct {
        const char *selector;
        enum policy policy;
        const char *step;
    } rows[] = {{"mailer", POLICY_REJECT, "selector: mailer"},
                {"mailer", POLICY_NONE, "raise to quarantine"},
                {"ncpcompubkr", POLICY_REJECT, "-"},
                {"", POLICY_REJECT, "-"}};

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct domain *domain = domain_new();

        set_states(domain, "vuuv");
        domain->policy = rows[i].policy;
        text_copy(domain->selector, sizeof domain->selector, rows[i].selector);
        assert_step(domain, rows[i].step);
        domain_free(domain);
    }
}

static void a_selector_without_room_is_left_out(void **state)
{
    struct domain *domain = domain_new();
    char step[NEXT_STEP_TEXT];

    (void)state;
    set_states(domain, "vuuv");
    domain->policy = POLICY_REJECT;
    text_copy(domain->selector, sizeof domain->selector, "mailer2024");
    next_step(domain, "mailer2024", NOW, step);
    assert_string_equal(step, "-");
    domain_free(domain);
}

static void misses_are_counted(void **state)
{
    struct domain *domain = domain_new();

    (void)state;
    set_states(domain, "vuuv");
    domain->policy = POLICY_REJECT;
    domain->records[RECORD_DKIM].misses = 2;
    assert_step(domain, "DKIM missed 2 of 3");
    domain_free(domain);
}

static void waiting_says_when(void **state)
{
    struct domain *domain = domain_new();

    (void)state;
    set_states(domain, "wNNN");
    domain->next_check_at = 1790971331000;
    assert_step(domain, "auto-check 20:02:11");
    domain_free(domain);
}

static void guests_have_nothing_to_do(void **state)
{
    static const struct {
        const char *states, *step;
    } rows[] = {{"vuuv", "(owner manages)"},
                {"vssv", "owner stopped both"},
                {"vsuv", "owner stopped SPF"},
                {"vusv", "owner stopped DKIM"},
                {"vluv", "(owner manages)"}};
    struct domain *domain = domain_new();

    (void)state;
    domain->role = ROLE_GUEST;
    for (size_t i = 0; i < COUNT(rows); i++) {
        set_states(domain, rows[i].states);
        assert_step(domain, rows[i].step);
    }
    domain_free(domain);
}

static int in_utc(void **state)
{
    (void)state;
    setenv("TZ", "UTC", 1);
    tzset();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_worst_comes_first),
        cmocka_unit_test(a_finding_says_more),
        cmocka_unit_test(what_is_lost_says_since_when),
        cmocka_unit_test(what_took_its_place_is_cured),
        cmocka_unit_test(what_is_to_be_merged_is_counted),
        cmocka_unit_test(a_legacy_selector_is_told),
        cmocka_unit_test(a_selector_without_room_is_left_out),
        cmocka_unit_test(misses_are_counted),
        cmocka_unit_test(waiting_says_when),
        cmocka_unit_test(guests_have_nothing_to_do),
    };

    return cmocka_run_group_tests(tests, in_utc, NULL);
}
