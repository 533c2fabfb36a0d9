// SPDX-License-Identifier: MIT
#pragma once
/*
 * A DNS for tests of pure code: a zone file answers what a book wants. Servers may be made silent:
 * they do not answer what the zone does not hold. Counts the rounds and questions, so that tests
 * can bound them.
 */
#include "dns/zone.h"

struct zone_book {
    struct book *book;
    struct zone *zone;
    struct name *silent;
    size_t silent_count, silent_capacity;
    size_t rounds, questions;
};

/* Fails the test when the text is no zone. */
struct zone_book *zone_book_new(const char *zone_text);
void zone_book_free(struct zone_book *zoned);
/* Timeouts for the name from now on, in place of NXDOMAIN and NODATA. */
void zone_book_silence(struct zone_book *zoned, const char *name);
/* A fresh book over the same zone. */
void zone_book_restart(struct zone_book *zoned);
/* Answers everything wanted: `while (!spf_lint(zoned->book, ...)) zone_book_answer(zoned);`. Fails
 * the test when nothing is wanted, for then the code under test would wait for ever. */
void zone_book_answer(struct zone_book *zoned);
