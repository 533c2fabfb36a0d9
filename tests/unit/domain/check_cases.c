// SPDX-License-Identifier: MIT
/*
 * One world a case, and what a check must make of it: tests/cases/data/diag.json has a case for
 * each code of the catalogue, tests/data/domain/check.json the many ways to make the same mistakes.
 * Cases there patch one world: a name's records are replaced, or taken away by null.
 */
#include "domain/check.h"

#include "base/memory.h"
#include "base/text.h"
#include "tests/support/check_round.h"
#include "tests/support/json_zone.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS_MOST = 30, QUESTIONS_MOST = 300 };

/* How the answers come. */
enum pace {
    PACE_ROUNDS,
    PACE_LAST_FIRST, /* one a round, to the last question first */
    PACE_TXT_LAST    /* one a round, so that the source is known before the records are */
};

struct run {
    const json_t *expected;
    struct check_result result;
    struct buffer why; /* what is not as it should be */
};

static const char *text_at(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static void compare_status(struct run *run)
{
    const char *key;
    json_t *value;

    json_object_foreach(json_object_get(run->expected, "status"), key, value)
    {
        enum record record;
        const char *wanted = json_string_value(value), *got;

        assert_true(record_from_word(key, &record));
        got = check_status_word(run->result.records[record].status);
        if (!text_equal(wanted, "any") && !text_equal(wanted, got)) {
            buffer_printf(&run->why, " %s is %s, not %s;", key, got, wanted);
        }
    }
}

static bool reports(const struct run *run, const char *words)
{
    char *copy = mem_text(words), *rest = NULL;
    bool found = false;

    for (char *word = strtok_r(copy, "|", &rest); word; word = strtok_r(NULL, "|", &rest)) {
        enum code code;

        found =
            found || (code_from_word(word, &code) && finding_list_has(&run->result.findings, code));
    }
    free(copy);
    return found;
}

static void compare_codes(struct run *run)
{
    size_t i;
    json_t *value;

    json_array_foreach(json_object_get(run->expected, "codes"), i, value)
    {
        if (!reports(run, json_string_value(value))) {
            buffer_printf(&run->why, " no %s;", json_string_value(value));
        }
    }
    json_array_foreach(json_object_get(run->expected, "not_codes"), i, value)
    {
        if (reports(run, json_string_value(value))) {
            buffer_printf(&run->why, " says %s;", json_string_value(value));
        }
    }
}

static bool has_term(const char *record, const char *term)
{
    size_t n = strlen(term);

    for (const char *at = record; (at = strstr(at, term)); at += n) {
        if (at > record && (at[-1] == ' ' || at[-1] == '+') && (at[n] == ' ' || at[n] == '\0')) {
            return true;
        }
    }
    return false;
}

static void compare_fix(struct run *run)
{
    const json_t *wanted = json_object_get(run->expected, "merge");
    const char *fix = run->result.fix ? run->result.fix : "";
    const char *lists[] = {"must_contain", "keeps"};
    const char *all = strstr(fix, "all");

    wanted = wanted ? wanted : json_object_get(run->expected, "fix");
    if (text_at(wanted, "is") && !text_equal(fix, text_at(wanted, "is"))) {
        buffer_printf(&run->why, " fix is '%s', not '%s';", fix, text_at(wanted, "is"));
    }
    for (size_t list = 0; wanted && list < COUNT(lists); list++) {
        size_t i;
        json_t *term;

        json_array_foreach(json_object_get(wanted, lists[list]), i, term)
        {
            if (!has_term(fix, json_string_value(term))) {
                buffer_printf(&run->why, " fix '%s' lacks %s;", fix, json_string_value(term));
            }
        }
    }
    if (wanted && (!all || !text_equal(all, "all"))) {
        buffer_printf(&run->why, " fix '%s' does not end in one all;", fix);
    }
}

static void compare_lookups(struct run *run)
{
    const json_t *range = json_object_get(run->expected, "lookups");
    json_int_t n = (json_int_t)run->result.lookups;

    if (range && (n < json_integer_value(json_array_get(range, 0)) ||
                  n > json_integer_value(json_array_get(range, 1)))) {
        buffer_printf(&run->why, " %d look-ups;", (int)n);
    }
}

static size_t gaps(const char *text)
{
    size_t n = 0;

    for (const char *at = text; (at = strstr(at, "...")); at += 3) {
        n++;
    }
    return n;
}

/* Every word of a sentence must have been filled in. */
static void compare_sentences(struct run *run)
{
    for (size_t i = 0; i < run->result.findings.count; i++) {
        const struct finding *finding = &run->result.findings.items[i];
        struct buffer message = {0}, advice = {0};

        finding_message(finding, &message);
        finding_advice(finding, &advice);
        if (gaps(buffer_text(&message)) > gaps(code_message(finding->code)) ||
            gaps(buffer_text(&advice)) > gaps(code_advice(finding->code))) {
            buffer_printf(&run->why, " '%s %s' lacks a word;", buffer_text(&message),
                          buffer_text(&advice));
        }
        buffer_clear(&message);
        buffer_clear(&advice);
    }
}

/* A pass holds nothing worse than a warning about the record itself. */
static void compare_severities(struct run *run)
{
    for (int record = 0; record < RECORD_COUNT; record++) {
        const struct finding *worst = finding_list_first(
            &run->result.findings, (enum area)(AREA_TOKEN + record), SEVERITY_TEMP);

        if (run->result.records[record].status == CHECK_PASS && worst) {
            buffer_printf(&run->why, " %s passes with %s;", record_word((enum record)record),
                          code_word(worst->code));
        }
        if (run->result.records[record].status != CHECK_PASS && !worst &&
            !finding_list_first(&run->result.findings, AREA_DNS, SEVERITY_TEMP)) {
            buffer_printf(&run->why, " %s does not pass, and nothing says why;",
                          record_word((enum record)record));
        }
    }
}

/* The case's zone, or the file's with the case's patch. Yours. */
static json_t *case_zone(const json_t *file, const json_t *test)
{
    json_t *own = json_object_get(test, "zone"), *records, *zone;
    const char *name;

    if (own) {
        return json_incref(own);
    }
    zone = json_copy(json_object_get(file, "zone"));
    json_object_foreach(json_object_get(test, "patch"), name, records)
    {
        if (json_is_null(records)) {
            json_object_del(zone, name);
        } else {
            json_object_set(zone, name, records);
        }
    }
    return zone;
}

static const struct question *next_question(const struct book *book, enum pace pace)
{
    const struct question *next = NULL;
    const struct answers *answers;

    for (size_t i = 0; i < book_count(book); i++) {
        const struct question *question = book_at(book, i, &answers);
        bool sooner =
            pace == PACE_LAST_FIRST || !next || (next->type == RR_TXT && question->type != RR_TXT);

        if (!answers && sooner) {
            next = question;
        }
    }
    return next;
}

static bool answer(const struct json_world *world, struct book *book, enum pace pace)
{
    const struct question *question;

    if (pace == PACE_ROUNDS) {
        return json_world_answer_book(world, book);
    }
    question = next_question(book, pace);
    if (question) {
        book_put_take(book, question, json_world_answer(world, question));
    }
    return question != NULL;
}

static void run_check(const json_t *file, const json_t *test, enum check_depth depth,
                      enum pace pace, struct run *run)
{
    size_t most = pace == PACE_ROUNDS ? ROUNDS_MOST : QUESTIONS_MOST;
    const json_t *own = json_object_get(test, "in");
    const json_t *in = own ? own : json_object_get(file, "in");
    const json_t *others = json_object_get(test, "other_selectors");
    const char *other = json_string_value(json_array_get(others, 0));
    json_t *zone = case_zone(file, test);
    struct json_world *world = json_world_new(zone, json_object_get(test, "views"));
    struct book *book = book_new();
    struct check_wanted wanted = {
        .token = text_at(in, "token"),
        .include = text_at(in, "include"),
        .selector = text_at(in, "selector"),
        .dkim = text_at(in, "our_key"),
        .dkim_bits = (unsigned)json_integer_value(json_object_get(in, "want_bits")),
        .other_selectors = &other,
        .other_selector_count = json_array_size(others),
        .depth = depth,
    };
    struct check_rounds rounds = {.book = book, .wanted = &wanted, .out = &run->result};

    assert_true(name_parse(text_at(in, "domain"), &wanted.domain));
    while (!check_round(&rounds)) {
        if (!answer(world, book, pace) || rounds.rounds > most) {
            fail_msg("%s waits for ever", text_at(test, "id"));
        }
    }
    check_free(rounds.check);
    book_free(book);
    json_world_free(world);
    json_decref(zone);
}

static bool run_case(const json_t *file, const json_t *test, enum check_depth depth, enum pace pace)
{
    struct run run = {.expected = json_object_get(test, "expect")};
    bool source = json_object_get(test, "views") != NULL;
    bool good;

    run_check(file, test, depth, pace, &run);
    if (depth == CHECK_SOURCE || !source) {
        compare_status(&run);
        compare_fix(&run);
    }
    if (depth == CHECK_SOURCE) {
        compare_codes(&run);
        compare_lookups(&run);
    }
    compare_sentences(&run);
    compare_severities(&run);
    if (run.result.questions > QUESTIONS_MOST) {
        buffer_printf(&run.why, " %u questions;", run.result.questions);
    }
    good = run.why.length == 0;
    if (!good) {
        print_message("%s:%s [", text_at(test, "id"), buffer_text(&run.why));
        for (size_t i = 0; i < run.result.findings.count; i++) {
            print_message(" %s", code_word(run.result.findings.items[i].code));
        }
        print_message(" ]\n");
    }
    buffer_clear(&run.why);
    check_result_clear(&run.result);
    return good;
}

static void run_cases(const char *path, enum check_depth depth, enum pace pace)
{
    json_t *file = json_load_file(path, 0, NULL);
    json_t *cases = json_object_get(file, "cases"), *test;
    size_t i, good = 0;

    assert_true(json_array_size(cases) > 100);
    json_array_foreach(cases, i, test)
    {
        good += run_case(file, test, depth, pace);
    }
    print_message("%zu of %zu cases\n", good, json_array_size(cases));
    assert_int_equal(good, json_array_size(cases));
    json_decref(file);
}

static const char catalogue[] = "tests/cases/data/diag.json";
static const char variations[] = "tests/data/domain/check.json";

static void the_catalogue_from_the_source(void **state)
{
    (void)state;
    run_cases(catalogue, CHECK_SOURCE, PACE_ROUNDS);
}

static void the_catalogue_quickly(void **state)
{
    (void)state;
    run_cases(catalogue, CHECK_QUICK, PACE_ROUNDS);
}

static void variations_from_the_source(void **state)
{
    (void)state;
    run_cases(variations, CHECK_SOURCE, PACE_ROUNDS);
}

static void variations_quickly(void **state)
{
    (void)state;
    run_cases(variations, CHECK_QUICK, PACE_ROUNDS);
}

/* The order of the answers does not matter, and each state in between is one a check may meet. */
static void answers_that_come_singly(void **state)
{
    (void)state;
    for (enum pace pace = PACE_LAST_FIRST; pace <= PACE_TXT_LAST; pace++) {
        run_cases(catalogue, CHECK_SOURCE, pace);
        run_cases(catalogue, CHECK_QUICK, pace);
        run_cases(variations, CHECK_SOURCE, pace);
        run_cases(variations, CHECK_QUICK, pace);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_catalogue_from_the_source), cmocka_unit_test(the_catalogue_quickly),
        cmocka_unit_test(variations_from_the_source),    cmocka_unit_test(variations_quickly),
        cmocka_unit_test(answers_that_come_singly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
