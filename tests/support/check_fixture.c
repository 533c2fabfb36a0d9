// SPDX-License-Identifier: MIT
#include "tests/support/check_fixture.h"

#include "tests/support/check_round.h"

// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
// clang-format on
#include <jansson.h>

static const char *text_at(const struct check_fixture *fixture, const char *key)
{
    return json_string_value(json_object_get(json_object_get(fixture->file, "in"), key));
}

void check_fixture_open(struct check_fixture *fixture, const char *patch)
{
    json_t *change = json_loads(patch, 0, NULL), *records;
    const char *name;

    *fixture =
        (struct check_fixture){.file = json_load_file("tests/data/domain/check.json", 0, NULL)};
    assert_non_null(fixture->file);
    assert_non_null(change);
    fixture->zone = json_copy(json_object_get(fixture->file, "zone"));
    json_object_foreach(change, name, records)
    {
        if (json_is_null(records)) {
            json_object_del(fixture->zone, name);
        } else {
            json_object_set(fixture->zone, name, records);
        }
    }
    json_decref(change);
    fixture->world = json_world_new(fixture->zone, NULL);
    fixture->book = book_new();
    fixture->wanted = (struct check_wanted){
        .token = text_at(fixture, "token"),
        .include = text_at(fixture, "include"),
        .selector = text_at(fixture, "selector"),
        .dkim = text_at(fixture, "our_key"),
        .dkim_bits = 2048,
        .depth = CHECK_SOURCE,
    };
    assert_true(name_parse(text_at(fixture, "domain"), &fixture->wanted.domain));
}

void check_fixture_run(struct check_fixture *fixture)
{
    struct check_rounds rounds = {
        .book = fixture->book, .wanted = &fixture->wanted, .out = &fixture->result};

    while (!check_round(&rounds)) {
        assert_true(json_world_answer_book(fixture->world, fixture->book));
    }
    fixture->rounds = rounds.rounds;
    check_free(rounds.check);
}

void check_fixture_close(struct check_fixture *fixture)
{
    check_result_clear(&fixture->result);
    book_free(fixture->book);
    json_world_free(fixture->world);
    json_decref(fixture->zone);
    json_decref(fixture->file);
}

bool check_fixture_asked(const struct check_fixture *fixture, const char *text, uint16_t type)
{
    struct question question = {.type = type};

    assert_true(name_parse(text, &question.name));
    return book_peek(fixture->book, &question) != NULL;
}
