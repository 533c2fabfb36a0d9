// SPDX-License-Identifier: MIT
#include "ui/state.h"

#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { CELLS = 6 };

static void a_state_is_a_sign_and_a_word(void **state)
{
    (void)state;
    assert_string_equal(state_cell(STATE_UNVERIFIED), "- new");
    assert_string_equal(state_cell(STATE_FAILED), "✗ FAIL");
    for (int i = 0; i < STATE_COUNT; i++) {
        assert_in_range(text_cells(state_cell((enum state)i)), 1, CELLS);
        assert_true(state_phrase((enum state)i)[0] != '\0');
    }
    assert_int_equal(state_cells(false), CELLS);
    assert_int_equal(state_cells(true), CELLS);
}

static void only_what_must_be_acted_on_is_bad(void **state)
{
    (void)state;
    for (int i = 0; i < STATE_COUNT; i++) {
        bool act = i == STATE_FAILED || i == STATE_LOST;

        assert_int_equal(state_paint((enum state)i) == PAINT_BAD, act);
    }
}

static void dmarc_says_its_policy(void **state)
{
    static const struct {
        enum policy policy;
        const char *cell;
    } rows[] = {{POLICY_UNKNOWN, "✓ ok"},
                {POLICY_NONE, "✓ none"},
                {POLICY_QUARANTINE, "✓ quar"},
                {POLICY_REJECT, "✓ rej"}};
    struct domain *domain = domain_new();

    (void)state;
    assert_string_equal(record_cell(domain, RECORD_DMARC), "- new");
    domain->records[RECORD_DMARC].verdict = VERDICT_VERIFIED;
    domain->records[RECORD_SPF].verdict = VERDICT_VERIFIED;
    for (size_t i = 0; i < COUNT(rows); i++) {
        domain->policy = rows[i].policy;
        assert_string_equal(record_cell(domain, RECORD_DMARC), rows[i].cell);
        assert_string_equal(record_cell(domain, RECORD_SPF), "✓ ok");
    }
    domain_free(domain);
}

static void a_role_counts_its_guests(void **state)
{
    struct share shares[2] = {{.registered_at = 1}, {.registered_at = 2}};
    struct domain domain = {.role = ROLE_OWNER};
    char text[16];

    (void)state;
    role_text(&domain, text, sizeof text);
    assert_string_equal(text, "owner");
    domain.shares = shares;
    domain.share_count = 2;
    role_text(&domain, text, sizeof text);
    assert_string_equal(text, "own+2");
    domain.role = ROLE_GUEST;
    role_text(&domain, text, sizeof text);
    assert_string_equal(text, "guest");
}

static void regions_are_of_the_public_service(void **state)
{
    char text[32];

    (void)state;
    region_text(ENVIRONMENT_PUBLIC, REGION_JP, text, sizeof text);
    assert_string_equal(text, "Public/JP");
    region_text(ENVIRONMENT_PUBLIC, REGION_ANY, text, sizeof text);
    assert_string_equal(text, "Public");
    region_text(ENVIRONMENT_FINANCIAL, REGION_KR, text, sizeof text);
    assert_string_equal(text, "Financial");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_state_is_a_sign_and_a_word),
        cmocka_unit_test(only_what_must_be_acted_on_is_bad),
        cmocka_unit_test(dmarc_says_its_policy),
        cmocka_unit_test(a_role_counts_its_guests),
        cmocka_unit_test(regions_are_of_the_public_service),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
