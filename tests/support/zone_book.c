// SPDX-License-Identifier: MIT
#include "tests/support/zone_book.h"

#include "base/array.h"

// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
// clang-format on
#include <stdlib.h>

struct zone_book *zone_book_new(const char *zone_text)
{
    struct zone_book *zoned = mem_new(sizeof *zoned);
    struct fault fault = {0};

    if (zone_parse(zone_text, &zoned->zone, &fault) != STATUS_OK) {
        fail_msg("zone: %s", fault.message);
    }
    zoned->book = book_new();
    return zoned;
}

void zone_book_free(struct zone_book *zoned)
{
    book_free(zoned->book);
    zone_free(zoned->zone);
    free(zoned->silent);
    free(zoned);
}

void zone_book_silence(struct zone_book *zoned, const char *name)
{
    struct name *silent = ARRAY_ADD(zoned->silent, zoned->silent_count, zoned->silent_capacity);

    assert_true(name_parse(name, silent));
}

void zone_book_restart(struct zone_book *zoned)
{
    book_free(zoned->book);
    zoned->book = book_new();
    zoned->rounds = 0;
    zoned->questions = 0;
}

static bool is_silent(const struct zone_book *zoned, const struct name *name)
{
    for (size_t i = 0; i < zoned->silent_count; i++) {
        if (name_equal(&zoned->silent[i], name)) {
            return true;
        }
    }
    return false;
}

void zone_book_answer(struct zone_book *zoned)
{
    const struct question *question;

    assert_true(book_wanted(zoned->book) > 0);
    zoned->questions += book_wanted(zoned->book);
    while ((question = book_take_wanted(zoned->book))) {
        struct answers *answers = zone_answer(zoned->zone, question);

        if (!answers_is_found(answers) && is_silent(zoned, &question->name)) {
            answers_free(answers);
            answers = answers_new(OUTCOME_TIMEOUT);
        }
        book_put_take(zoned->book, question, answers);
    }
    zoned->rounds++;
}
