// SPDX-License-Identifier: MIT
#include "dns/book.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct question question_of(const char *name)
{
    struct question question = {.type = RR_TXT};

    assert_true(name_parse(name, &question.name));
    return question;
}

static void wants_each_question_once(void **state)
{
    struct book *book = book_new();
    struct question question = question_of("example.com");
    const struct question *wanted;

    (void)state;
    assert_false(book_is_waiting(book));
    assert_null(book_peek(book, &question));
    assert_int_equal(book_wanted(book), 0);
    assert_null(book_take_wanted(book));
    assert_null(book_ask(book, &question));
    assert_null(book_ask_resolver(book, &question.name, RR_TXT));
    assert_true(book_is_waiting(book));
    assert_int_equal(book_wanted(book), 1);
    wanted = book_take_wanted(book);
    assert_true(question_equal(wanted, &question));
    assert_int_equal(book_wanted(book), 0);
    assert_null(book_take_wanted(book));
    assert_true(book_is_waiting(book));
    book_put_take(book, &question, answers_new(OUTCOME_NODATA));
    assert_false(book_is_waiting(book));
    assert_int_equal(book_ask(book, &question)->outcome, OUTCOME_NODATA);
    assert_int_equal(book_peek(book, &question)->outcome, OUTCOME_NODATA);
    book_free(book);
    book_free(NULL);
}

static void tells_questions_apart(void **state)
{
    struct question a = question_of("example.com");
    struct question b[6] = {a, a, a, a, a, a};
    struct question kept = a;

    (void)state;
    b[0] = question_of("example.net");
    b[1].type = RR_MX;
    b[2].cd = true;
    b[3].server.family = ADDRESS_IP4;
    b[4].server = (struct address){.family = ADDRESS_IP4, .port = 53};
    b[5].server = b[4].server;
    b[5].recursive = true;
    for (size_t i = 0; i < COUNT(b); i++) {
        for (size_t j = 0; j < COUNT(b); j++) {
            assert_int_equal(question_equal(&b[i], &b[j]), i == j);
        }
        assert_false(question_equal(&a, &b[i]));
        assert_true(question_hash(&a) != question_hash(&b[i]));
    }
    kept.kept = true;
    assert_true(question_equal(&a, &kept));
    assert_int_equal(question_hash(&a), question_hash(&kept));
}

static void tells_whom_it_asks(void **state)
{
    struct question question = question_of("example.com");

    (void)state;
    assert_int_equal(question_asked(&question), ASKED_VERIFIER);
    question.recursive = true; /* nobody is named: our own are recursive anyway */
    assert_int_equal(question_asked(&question), ASKED_VERIFIER);
    question.server.family = ADDRESS_IP4;
    assert_int_equal(question_asked(&question), ASKED_RECURSIVE);
    question.recursive = false;
    assert_int_equal(question_asked(&question), ASKED_AUTHORITATIVE);
}

static void lends_answers_for_its_life(void **state)
{
    struct book *book = book_new();
    struct question first = question_of("first.example");
    const struct answers *answers;
    const struct question *question;
    char name[32];

    (void)state;
    book_put_take(book, &first, answers_new(OUTCOME_FOUND));
    answers = book_peek(book, &first);
    for (int i = 0; i < 300; i++) {
        struct question other;

        snprintf(name, sizeof name, "n%d.example", i);
        other = question_of(name);
        assert_null(
            book_ask_server(book, &(struct address){.family = ADDRESS_IP4}, &other.name, RR_TXT));
    }
    book_put_take(book, &first, answers_new(OUTCOME_TIMEOUT)); /* too late: the first one stands */
    assert_ptr_equal(book_peek(book, &first), answers);
    assert_int_equal(answers->outcome, OUTCOME_FOUND);
    assert_int_equal(book_count(book), 301);
    for (size_t i = 1; i <= 300; i++) {
        assert_int_equal(book_wanted(book), 301 - i);
        assert_ptr_equal(book_take_wanted(book), book_at(book, i, &answers));
    }
    assert_null(book_take_wanted(book));
    question = book_at(book, 0, &answers);
    assert_true(question_equal(question, &first));
    assert_int_equal(answers->outcome, OUTCOME_FOUND);
    question = book_at(book, 300, &answers);
    assert_int_equal(question->server.family, ADDRESS_IP4);
    assert_null(answers);
    book_free(book);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wants_each_question_once),
        cmocka_unit_test(tells_questions_apart),
        cmocka_unit_test(tells_whom_it_asks),
        cmocka_unit_test(lends_answers_for_its_life),
    };

    return cmocka_run_group_tests_name("dns/book", tests, NULL, NULL);
}
