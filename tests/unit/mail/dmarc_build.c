// SPDX-License-Identifier: MIT
#include "mail/dmarc_build.h"

#include "base/memory.h"
#include "base/text.h"
#include "tests/support/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static enum dmarc_policy policy_of(const char *word)
{
    for (enum dmarc_policy policy = DMARC_POLICY_NONE; policy <= DMARC_POLICY_REJECT; policy++) {
        if (text_equal(word, dmarc_policy_name(policy))) {
            return policy;
        }
    }
    fail_msg("no policy: %s", word);
    return DMARC_POLICY_UNSET;
}

static void choose(struct dmarc_choice *choice, const char *name, const char *value)
{
    const struct {
        const char *name;
        enum dmarc_policy *policy;
        char *letter;
    } fields[] = {
        {"p", &choice->p, NULL},       {"sp", &choice->sp, NULL},       {"np", &choice->np, NULL},
        {"aspf", NULL, &choice->aspf}, {"adkim", NULL, &choice->adkim}, {"t", NULL, &choice->t},
        {"psd", NULL, &choice->psd},
    };

    for (size_t i = 0; i < COUNT(fields); i++) {
        if (!text_equal(fields[i].name, name)) {
            continue;
        }
        if (fields[i].policy) {
            *fields[i].policy = policy_of(value);
        } else {
            *fields[i].letter = value[0];
        }
        return;
    }
    assert_string_equal(name, "fo");
    choice->fo = value;
}

static void choose_words(struct dmarc_choice *choice, char *words)
{
    char *rest = words, *word;

    while ((word = strsep(&rest, " "))) {
        char *equals = strchr(word, '=');

        if (equals) {
            *equals = '\0';
            choose(choice, word, equals + 1);
        }
    }
}

static void check_refusal(const struct row *row, const struct fault *fault)
{
    if (fault->detail_count < 2 || !text_equal(fault->details[0].value, row->cells[3] + 1)) {
        fail_msg("line %zu: refused %s", row->line, fault->message);
    }
    assert_string_equal(fault->code, "invalid-dmarc");
    assert_string_equal(fault->details[0].key, "field");
}

/* What was built is read back without a problem. */
static void check_record(const struct row *row, const struct buffer *built)
{
    struct dmarc_record record;

    if (strcmp(buffer_text(built), row->cells[3]) != 0) {
        fail_msg("line %zu: have %s", row->line, buffer_text(built));
    }
    dmarc_parse(built->bytes, built->length, &record);
    assert_true(record.usable && record.usable_7489);
    assert_int_equal(record.problem_count, 0);
    dmarc_record_clear(&record);
}

static void check_choice(const struct row *row, void *arg)
{
    struct dmarc_choice choice = {.rua = row->cells[1], .ruf = row->cells[2]};
    struct fault fault = {0};
    struct buffer built = {0};
    char *words = mem_text(row->cells[0]);

    (void)arg;
    choose_words(&choice, words);
    if (dmarc_build(&choice, &built, &fault) != STATUS_OK) {
        assert_int_equal(built.length, 0);
        check_refusal(row, &fault);
    } else {
        check_record(row, &built);
    }
    buffer_clear(&built);
    free(words);
}

static void builds_records(void **state)
{
    (void)state;
    rows_each("tests/data/mail/dmarc_build.tsv", check_choice, NULL);
}

static void takes_nothing_for_none(void **state)
{
    struct dmarc_choice choice = {.p = DMARC_POLICY_NONE};
    struct buffer built = {0};
    char host[1200];

    (void)state;
    assert_int_equal(dmarc_build(&choice, &built, NULL), STATUS_OK);
    assert_string_equal(buffer_text(&built), "v=DMARC1; p=none");
    memset(host, 'a', sizeof host - 1);
    host[1] = '@';
    host[sizeof host - 1] = '\0';
    choice.rua = host;
    assert_int_equal(dmarc_build(&choice, &built, NULL), STATUS_INVALID);
    buffer_clear(&built);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(builds_records),
        cmocka_unit_test(takes_nothing_for_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
