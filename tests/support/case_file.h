// SPDX-License-Identifier: MIT
#pragma once
/*
 * The case files of tests/cases/data: each case is a DNS world, what goes in and what must come
 * out. What a kind expects is in the file's `schema` member.
 */
#include "dns/book.h"

struct json_t;
struct json_world;

struct case_run {
    const struct json_t *in, *expected;
    struct json_world *world;
    struct book *book;
    struct buffer why; /* what is not as it should be; a case without is passed */
};

typedef void case_fn(struct case_run *run);

/* Runs every case of tests/cases/data/KIND.json; fails the test when one fails, or there is none.
 */
void case_file_run(const char *kind, case_fn *fn);

const char *case_text(const struct json_t *object, const char *key); /* NULL: not there */
/* The value expected, or one of a list of them, is what was got; null stands for nothing. */
void case_want(struct case_run *run, const char *key, const char *got);
void case_want_bool(struct case_run *run, const char *key, bool got);
/* Answers everything the book wants; fails the test when it wants nothing. */
void case_answer(struct case_run *run);
