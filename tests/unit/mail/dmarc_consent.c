// SPDX-License-Identifier: MIT
#include "mail/dmarc_walk.h"

#include "base/file.h"
#include "tests/support/rows.h"
#include "tests/support/zone_book.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static const char *const words[] = {
    [DMARC_CONSENT_SAME_ORG] = "same",
    [DMARC_CONSENT_YES] = "yes",
    [DMARC_CONSENT_NO] = "no",
    [DMARC_CONSENT_TEMPERROR] = "temperror",
};

static struct zone_book *world_new(void)
{
    struct buffer text = {0};
    struct zone_book *world;

    assert_int_equal(file_read("tests/data/mail/dmarc_walk.zone", 1 << 16, &text, NULL), STATUS_OK);
    world = zone_book_new(buffer_text(&text));
    zone_book_silence(world, "example.com._report._dmarc.silent.example");
    buffer_clear(&text);
    return world;
}

static enum dmarc_consent ask(struct zone_book *world, const char *domain, const char *host)
{
    enum dmarc_consent consent;
    struct name name;

    assert_true(name_parse(domain, &name));
    zone_book_restart(world);
    while (!dmarc_consent(world->book, &name, host, &consent)) {
        zone_book_answer(world);
    }
    return consent;
}

static void check_host(const struct row *row, void *arg)
{
    const char *word = words[ask(arg, "example.com", row->cells[1])];

    if (strcmp(word, row->cells[0]) != 0) {
        fail_msg("line %zu: have %s", row->line, word);
    }
}

static void asks_report_hosts(void **state)
{
    struct zone_book *world = world_new();

    (void)state;
    rows_each("tests/data/mail/dmarc_consent.tsv", check_host, world);
    zone_book_free(world);
}

/* Nothing can be agreed at a name that is too long. */
static void needs_a_name_that_can_be(void **state)
{
    char host[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa."
                  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa."
                  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa."
                  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example";
    struct zone_book *world = world_new();

    (void)state;
    assert_int_equal(ask(world, "example.com", host), DMARC_CONSENT_NO);
    zone_book_free(world);
}

static void asks_nobody_about_oneself(void **state)
{
    struct zone_book *world = world_new();

    (void)state;
    assert_int_equal(ask(world, "example.com", "example.com"), DMARC_CONSENT_SAME_ORG);
    assert_int_equal(world->questions, 0);
    zone_book_free(world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(asks_report_hosts),
        cmocka_unit_test(needs_a_name_that_can_be),
        cmocka_unit_test(asks_nobody_about_oneself),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
