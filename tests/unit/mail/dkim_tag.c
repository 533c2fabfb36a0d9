// SPDX-License-Identifier: MIT
#include "mail/dkim_tag.h"

#include "base/buffer.h"
#include "tests/support/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static void write_part(struct buffer *out, const struct dkim_tag *tag)
{
    if (tag->name_length == 0) {
        buffer_printf(out, "![%.*s]", (int)tag->part_length, tag->part);
        return;
    }
    buffer_printf(out, "%s[%.*s=%.*s]", tag->spaced ? "~" : "", (int)tag->name_length, tag->name,
                  (int)tag->value_length, tag->value);
}

static void check_list(const struct row *row, void *arg)
{
    struct dkim_tags tags;
    struct dkim_tag tag;
    struct buffer out = {0};

    (void)arg;
    dkim_tags_start(&tags, row->cells[0], row->lengths[0], DKIM_BLANKS);
    while (dkim_tags_next(&tags, &tag)) {
        write_part(&out, &tag);
    }
    if (strcmp(buffer_text(&out), row->cells[1]) != 0) {
        fail_msg("line %zu: have %s", row->line, buffer_text(&out));
    }
    buffer_clear(&out);
}

static void splits_lists(void **state)
{
    (void)state;
    rows_each("tests/data/mail/dkim_tag.tsv", check_list, NULL);
}

static void first_tag(const char *list, struct dkim_tag *out)
{
    struct dkim_tags tags;

    dkim_tags_start(&tags, list, strlen(list), DMARC_BLANKS);
    assert_true(dkim_tags_next(&tags, out));
}

static void knows_letter_case(void **state)
{
    struct dkim_tag upper, lower, longer;

    (void)state;
    first_tag("P=None", &upper);
    first_tag("p=none", &lower);
    first_tag("pp=none", &longer);
    assert_false(dkim_tag_is(&upper, "p"));
    assert_true(dkim_tag_is(&lower, "p"));
    assert_true(dkim_tag_is_nocase(&upper, "p"));
    assert_false(dkim_tag_is_nocase(&longer, "p"));
    assert_true(dkim_value_is_nocase(&upper, "none"));
    assert_false(dkim_value_is_nocase(&upper, "non"));
    assert_false(dkim_tag_same_name(&upper, &lower));
    assert_true(dkim_tag_same_name_nocase(&upper, &lower));
    assert_false(dkim_tag_same_name_nocase(&lower, &longer));
}

static void looks_into_lists(void **state)
{
    static const char list[] = "sha1 :\tSHA256 : x";

    (void)state;
    assert_true(dkim_list_has(list, strlen(list), "sha256"));
    assert_true(dkim_list_has(list, strlen(list), "x"));
    assert_false(dkim_list_has(list, strlen(list), "sha"));
    assert_false(dkim_list_has(list, 0, "sha1"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(splits_lists),
        cmocka_unit_test(knows_letter_case),
        cmocka_unit_test(looks_into_lists),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
