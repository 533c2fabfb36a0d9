// SPDX-License-Identifier: MIT
#include "mail/dmarc_uri.h"

#include "tests/support/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static const char *const flaws[] = {
    [DMARC_URI_NO_FLAW] = "ok",
    [DMARC_URI_NO_SCHEME] = "no-scheme",
    [DMARC_URI_BAD_MAILTO] = "bad-mailto",
    [DMARC_URI_NO_MAILTO] = "no-mailto",
    [DMARC_URI_BAD_SIZE] = "bad-size",
    [DMARC_URI_HAS_SIZE] = "size",
};

static bool is_valid(enum dmarc_uri_flaw flaw)
{
    return flaw == DMARC_URI_NO_FLAW || flaw == DMARC_URI_NO_MAILTO || flaw == DMARC_URI_HAS_SIZE;
}

static void check_uri(const struct row *row, void *arg)
{
    struct dmarc_uri uri;
    enum dmarc_uri_flaw flaw = dmarc_uri_read(row->cells[4], row->lengths[4], &uri);
    char hint[128];

    (void)arg;
    dmarc_uri_hint(row->cells[4], row->lengths[4], hint, sizeof hint);
    if (strcmp(flaws[flaw], row->cells[0]) != 0 || strcmp(uri.text, row->cells[1]) != 0 ||
        strcmp(uri.host, row->cells[2]) != 0 || strcmp(hint, row->cells[3]) != 0) {
        fail_msg("line %zu: have %s, \"%s\", \"%s\", hint \"%s\"", row->line, flaws[flaw], uri.text,
                 uri.host, hint);
    }
    assert_int_equal(uri.valid, is_valid(flaw));
    dmarc_uri_clear(&uri);
    assert_null(uri.text);
}

static void reads_destinations(void **state)
{
    (void)state;
    rows_each("tests/data/mail/dmarc_uri.tsv", check_uri, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_destinations),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
