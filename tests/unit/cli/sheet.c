// SPDX-License-Identifier: MIT
#include "cli/sheet.h"

#include "tests/unit/cli/golden.h"

static void rows_add(struct sheet *sheet)
{
    sheet_cell(sheet, TONE_STRONG, "%s", "shop.example");
    sheet_cell(sheet, TONE_GOOD, "+ %s", "ok");
    sheet_cell(sheet, TONE_PLAIN, "%s", "nothing to say");
    sheet_cell(sheet, TONE_STRONG, "%s", "日本語.example");
    sheet_cell(sheet, TONE_BAD, "%s", "x FAIL");
    sheet_cell(sheet, TONE_PLAIN, "%s", "a sentence that is longer than what is left of the line");
    sheet_cell(sheet, TONE_STRONG, "%s", "hostile\033[31m\xe2\x80\xae");
    sheet_cell(sheet, TONE_DIM, "%s", "");
    sheet_cell(sheet, TONE_PLAIN, "%s", "");
}

static void list_print(struct output *output)
{
    struct sheet sheet = {0};

    sheet_column(&sheet, "Domain", 0);
    sheet_column(&sheet, "State", 8);
    sheet_column(&sheet, "Detail", 0);
    rows_add(&sheet);
    sheet_print(&sheet, output, true);
    sheet_cell(&sheet, TONE_PLAIN, "%s", "next.page");
    sheet_cell(&sheet, TONE_PLAIN, "%s", "ok");
    sheet_cell(&sheet, TONE_PLAIN, "%s", "keeps its columns");
    sheet_print(&sheet, output, false);
    sheet_clear(&sheet);
}

static void a_list_has_columns(void **state)
{
    struct output output = output_of(FORM_TABLE, 64);

    (void)state;
    list_print(&output);
    golden_is("sheet-list.txt", &output);
}

static void colours_are_the_terminals_own(void **state)
{
    struct output output = output_of(FORM_TABLE, 0);

    (void)state;
    output.color = true;
    list_print(&output);
    golden_is("sheet-colour.txt", &output);
}

static void plain_lists_are_blocks(void **state)
{
    struct output output = output_of(FORM_PLAIN, 0);

    (void)state;
    list_print(&output);
    golden_is("sheet-list-plain.txt", &output);
}

static void pairs_print(struct output *output)
{
    struct sheet sheet = {0};

    sheet_line(&sheet, "Domain", TONE_STRONG, "shop.example");
    sheet_line(&sheet, "Absent", TONE_PLAIN, NULL);
    sheet_line(&sheet, "Empty", TONE_PLAIN, "");
    sheet_prose(&sheet, "Advice",
                "Publish the record where it is asked for, and not below the zone"
                " twice; then look again.");
    sheet_prose(&sheet, "", "This goes on.");
    sheet_line(&sheet, "Record", TONE_PLAIN, "v=spf1 include:email.ncloud.com a mx ~all never cut");
    sheet_number(&sheet, "Look-ups", 3);
    sheet_line_bytes(&sheet, "Bytes", "a\0b", 3);
    sheet_print(&sheet, output, true);
    sheet_clear(&sheet);
}

static void prose_is_broken_at_blanks(void **state)
{
    struct output output = output_of(FORM_TABLE, 40);

    (void)state;
    pairs_print(&output);
    golden_is("sheet-pairs.txt", &output);
}

static void plain_pairs_are_lines(void **state)
{
    struct output output = output_of(FORM_PLAIN, 40);

    (void)state;
    pairs_print(&output);
    golden_is("sheet-pairs-plain.txt", &output);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_has_columns),     cmocka_unit_test(colours_are_the_terminals_own),
        cmocka_unit_test(plain_lists_are_blocks), cmocka_unit_test(prose_is_broken_at_blanks),
        cmocka_unit_test(plain_pairs_are_lines),
    };

    return cmocka_run_group_tests_name("cli/sheet", tests, NULL, NULL);
}
