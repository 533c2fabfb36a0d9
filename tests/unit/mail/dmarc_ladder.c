// SPDX-License-Identifier: MIT
#include "mail/dmarc_ladder.h"

#include "tests/support/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static const char *const lacks[] = {
    [DMARC_LACK_SPF_VERIFIED] = "spf-verified",
    [DMARC_LACK_SPF_USE] = "spf-use",
    [DMARC_LACK_DKIM_VERIFIED] = "dkim-verified",
    [DMARC_LACK_DKIM_USE] = "dkim-use",
    [DMARC_LACK_RUA] = "rua",
    [DMARC_LACK_CONSENT] = "consent",
    [DMARC_LACK_DAYS] = "days",
};
_Static_assert(COUNT(lacks) == DMARC_LACK_COUNT, "every lack has a word here");

static const char *word(enum dmarc_policy policy)
{
    return policy == DMARC_POLICY_UNSET ? "-" : dmarc_policy_name(policy);
}

static void write_state(struct buffer *out, const struct dmarc_rung *rung)
{
    if (rung->ready) {
        buffer_add_text(out, " ready");
    }
    for (size_t i = 0; i < COUNT(lacks); i++) {
        if (rung->missing & 1u << i) {
            buffer_printf(out, " %s", lacks[i]);
        }
    }
    if (rung->ends_test) {
        buffer_add_text(out, " ends-test");
    }
}

static void check_rung(const struct row *row, void *arg)
{
    const char *have = row->cells[2];
    const struct dmarc_footing footing = {
        .record = row->cells[0],
        .days = (unsigned)strtoul(row->cells[1], NULL, 10),
        .spf_verified = strchr(have, 'S'),
        .spf_in_use = strchr(have, 's'),
        .dkim_verified = strchr(have, 'D'),
        .dkim_in_use = strchr(have, 'd'),
        .reports_agreed = strchr(have, 'r'),
    };
    struct dmarc_rung rung;
    struct buffer step = {0}, state = {0};

    (void)arg;
    dmarc_ladder(&footing, &rung);
    buffer_printf(&step, "%s > %s", word(rung.now), word(rung.next));
    write_state(&state, &rung);
    if (strcmp(buffer_text(&step), row->cells[3]) != 0 ||
        strcmp(buffer_text(&state) + (state.length > 0), row->cells[4]) != 0 ||
        strcmp(buffer_text(&rung.record), row->cells[5]) != 0) {
        fail_msg("line %zu: have %s,%s, %s", row->line, buffer_text(&step), buffer_text(&state),
                 buffer_text(&rung.record));
    }
    buffer_clear(&step);
    buffer_clear(&state);
    dmarc_rung_clear(&rung);
}

static void climbs_rung_by_rung(void **state)
{
    (void)state;
    rows_each("tests/data/mail/dmarc_ladder.tsv", check_rung, NULL);
}

static void begins_without_a_record(void **state)
{
    const struct dmarc_footing nothing = {0};
    struct dmarc_rung rung;

    (void)state;
    dmarc_ladder(&nothing, &rung);
    assert_int_equal(rung.next, DMARC_POLICY_NONE);
    assert_string_equal(buffer_text(&rung.record), "v=DMARC1; p=none");
    dmarc_rung_clear(&rung);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(climbs_rung_by_rung),
        cmocka_unit_test(begins_without_a_record),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
