// SPDX-License-Identifier: MIT
#include "mail/dkim_slip.h"

#include "base/text.h"
#include "tests/support/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static void add_txt(struct answers *answers, const char *text)
{
    uint8_t rdata[256];
    size_t n = strlen(text);

    assert_true(n < sizeof rdata);
    rdata[0] = (uint8_t)n;
    memcpy(rdata + 1, text, n);
    answers_add(answers, RR_TXT, 300, rdata, n + 1);
}

/* A key of the key file. */
struct wanted {
    const char *name;
    char key[512];
};

static void find_key(const struct row *row, void *arg)
{
    struct wanted *wanted = arg;

    if (strcmp(row->cells[0], wanted->name) == 0) {
        assert_true(text_copy(wanted->key, sizeof wanted->key, row->cells[5]));
    }
}

static struct wanted key_of(const char *name)
{
    struct wanted wanted = {.name = name};

    rows_each("tests/data/mail/dkim_key.tsv", find_key, &wanted);
    assert_true(wanted.key[0] != '\0');
    return wanted;
}

/* The record in pieces of 150 characters, last piece first. */
static struct answers *pieces_of(const char *record)
{
    struct answers *answers = answers_new(OUTCOME_FOUND);
    size_t n = strlen(record);

    for (size_t end = n; end > 0;) {
        size_t start = end > 150 ? end - 150 : 0;
        char piece[160] = "";

        memcpy(piece, record + start, end - start);
        add_txt(answers, piece);
        end = start;
    }
    return answers;
}

static void joins_pieces_in_any_order(void **state)
{
    struct wanted key = key_of("rsa2048");
    struct buffer record = {0}, joined = {0};
    struct answers *answers;

    (void)state;
    buffer_printf(&record, "v=DKIM1; k=rsa; p=%s", key.key);
    answers = pieces_of(buffer_text(&record));
    assert_int_equal(answers->count, 3);
    assert_true(dkim_slip_split(answers, &joined));
    assert_string_equal(buffer_text(&joined), buffer_text(&record));
    assert_true(dkim_slip_split(answers, NULL));
    answers_free(answers);
    buffer_clear(&joined);
    buffer_clear(&record);
}

static void leaves_whole_records_alone(void **state)
{
    struct wanted key = key_of("rsa1024");
    struct answers *answers = answers_new(OUTCOME_FOUND);
    struct buffer record = {0};

    (void)state;
    buffer_printf(&record, "p=%s", key.key);
    add_txt(answers, buffer_text(&record));
    assert_false(dkim_slip_split(answers, NULL)); /* one RR cannot be split */
    add_txt(answers, "ABCD");
    assert_false(dkim_slip_split(answers, NULL)); /* one is usable by itself */
    answers_free(answers);
    buffer_clear(&record);
}

static void knows_when_nothing_fits(void **state)
{
    struct answers *answers = answers_new(OUTCOME_FOUND);
    struct buffer joined = {0};

    (void)state;
    for (int i = 0; i < 4; i++) {
        add_txt(answers, "words without sense");
    }
    assert_false(dkim_slip_split(answers, &joined));
    assert_int_equal(joined.length, 0);
    add_txt(answers, "a fifth one");
    assert_false(dkim_slip_split(answers, &joined));
    answers_free(answers);
}

static bool is_blank_plus(const char *record, const char *ours)
{
    return dkim_slip_blank_plus(record, strlen(record), ours);
}

static void sees_blanks_for_plus(void **state)
{
    (void)state;
    assert_true(is_blank_plus("v=DKIM1; p=AB CD+E F", "AB+CD+E+F"));
    assert_false(is_blank_plus("v=DKIM1; p=AB+CD", "AB+CD")); /* nothing lost */
    assert_false(is_blank_plus("v=DKIM1; p=AB CD", "ABxCD"));
    assert_false(is_blank_plus("v=DKIM1; p=AB CDE", "AB+CD"));
    assert_false(is_blank_plus("v=DKIM1; k=rsa", "AB+CD"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(joins_pieces_in_any_order),
        cmocka_unit_test(leaves_whole_records_alone),
        cmocka_unit_test(knows_when_nothing_fits),
        cmocka_unit_test(sees_blanks_for_plus),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
