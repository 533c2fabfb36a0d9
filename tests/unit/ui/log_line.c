// SPDX-License-Identifier: MIT
#include "ui/screen/log_line.h"

#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static struct log_row row_of(const char *action, char *detail)
{
    struct log_row row = {.detail = detail};

    text_copy(row.action, sizeof row.action, action);
    text_copy(row.domain, sizeof row.domain, "shop.example");
    return row;
}

static void a_check_is_signed_by_its_worst(void **state)
{
    static const struct {
        const char *detail, *sign;
    } rows[] = {
        {"{\"token\":\"pass\",\"spf\":\"pass\"}", "✓"},
        {"{\"token\":\"pass\",\"spf\":\"fail\"}", "✗"},
        {"{\"token\":\"temp\",\"spf\":\"fail\"}", "✗"},
        {"{\"token\":\"pass\",\"spf\":\"temp\"}", "◌"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char detail[64];
        struct log_row row;

        text_copy(detail, sizeof detail, rows[i].detail);
        row = row_of("verify", detail);
        assert_string_equal(log_sign(&row), rows[i].sign);
    }
}

static void other_actions_have_signs_of_their_own(void **state)
{
    static const struct {
        const char *action, *sign;
    } rows[] = {{"register", "+"}, {"delete", "-"}, {"stop", "="}, {"export-key", " "}};

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct log_row row = row_of(rows[i].action, NULL);

        assert_string_equal(log_sign(&row), rows[i].sign);
    }
}

static void the_detail_loses_the_dress_of_json(void **state)
{
    struct buffer out = {0};

    (void)state;
    log_detail("{\"token\":\"pass\",\"codes\":[\"all-ok\"]}", &out);
    assert_string_equal(buffer_text(&out), "token pass, codes all-ok");
    buffer_reset(&out);
    log_detail("{\"seen\":\"a\\u001bb\"}", &out);
    assert_null(strchr(buffer_text(&out), '\x1b'));
    buffer_clear(&out);
}

static void a_check_says_which_records_and_why(void **state)
{
    static const struct {
        const char *action, *detail, *what;
    } rows[] = {
        {"verify",
         "{\"token\":\"pass\",\"dkim\":\"fail\",\"dmarc\":\"fail\",\"codes\":[\"host-doubled\","
         "\"x\"]}",
         "DKIM DMARC  host-doubled"},
        {"verify", "{\"token\":\"pass\",\"spf\":\"temp\",\"codes\":[]}", "SPF  cannot be told now"},
        {"verify", "{\"token\":\"pass\",\"spf\":\"pass\"}", "token SPF"},
        {"verify", "{\"spf\":\"pass\",\"seen\":\"\\\"dkim\\\":\\\"fail\\\"\"}",
         "SPF"}, /* not by others' texts */
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct buffer out = {0};
        char detail[128];
        struct log_row row;

        text_copy(detail, sizeof detail, rows[i].detail);
        row = row_of(rows[i].action, detail);
        log_what(&row, &out);
        assert_string_equal(buffer_text(&out), rows[i].what);
        buffer_clear(&out);
    }
}

static void a_change_is_told_in_words(void **state)
{
    static const struct {
        const char *action, *detail, *what;
    } rows[] = {
        {"use", "{\"record\":\"spf\"}", "SPF in use"},
        {"stop", "{\"record\":\"dkim\"}", "DKIM stopped"},
        {"register", "{\"token\":\"ncp-verify=a\",\"selector\":\"b\"}", "registered, token made"},
        {"share", "{\"project_key\":\"8c1f0a7e-55d2-4b0e\"}", "share 8c1f0a7e.."},
        {"share", "{\"label\":\"crm \\\"x\\\"\",\"project_key\":\"8c1f0a7e-55d2\"}",
         "share 8c1f0a7e.. \"crm \"x\"\""},
        {"share", "{\"label\":\"\\\"project_key\\\":\\\"x\",\"project_key\":\"short\"}",
         "share short \"\"project_key\":\"x\""}, /* a label is no fact */
        {"unshare", "{\"project_key\":\"8c1f0a7e-55d2\"}", "share removed 8c1f0a7e.."},
        {"delete", "{}", "deleted"},
        {"job-import", "{\"job\":\"j\",\"rows\":\"500\"}", "importing 500 rows"},
        {"use", "{}", "use "}, /* its fact is missing */
        {"use", "{\"record\":\"mx\"}", "mx in use"},
        {"later-one", "{\"job\":\"17\"}", "later-one job 17"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct buffer out = {0};
        char detail[128];
        struct log_row row;

        text_copy(detail, sizeof detail, rows[i].detail);
        row = row_of(rows[i].action, detail);
        log_what(&row, &out);
        assert_string_equal(buffer_text(&out), rows[i].what);
        buffer_clear(&out);
    }
}

static void controls_in_a_fact_stay_out(void **state)
{
    char detail[] = "{\"project_key\":\"a\x1b[2Jb\"}";
    struct log_row row = row_of("share", detail);
    struct buffer out = {0};

    (void)state;
    log_what(&row, &out);
    assert_null(strchr(buffer_text(&out), '\x1b'));
    buffer_clear(&out);
}

static void a_change_is_found_by_its_words(void **state)
{
    char detail[] = "{\"record\":\"spf\"}";
    struct log_row row = row_of("stop", detail);

    (void)state;
    assert_true(log_matches(&row, "SPF stopped"));
    assert_true(log_matches(&row, "stop"));
    assert_false(log_matches(&row, "DKIM"));
}

static void rows_are_found_by_any_of_their_texts(void **state)
{
    char detail[] = "{\"token\":\"fail\"}";
    struct log_row row = row_of("verify", detail);

    (void)state;
    assert_true(log_matches(&row, "SHOP"));
    assert_true(log_matches(&row, "fail"));
    assert_false(log_matches(&row, "nowhere"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_check_is_signed_by_its_worst),
        cmocka_unit_test(other_actions_have_signs_of_their_own),
        cmocka_unit_test(the_detail_loses_the_dress_of_json),
        cmocka_unit_test(a_check_says_which_records_and_why),
        cmocka_unit_test(a_change_is_told_in_words),
        cmocka_unit_test(controls_in_a_fact_stay_out),
        cmocka_unit_test(a_change_is_found_by_its_words),
        cmocka_unit_test(rows_are_found_by_any_of_their_texts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
