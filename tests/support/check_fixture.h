// SPDX-License-Identifier: MIT
#pragma once
/*
 * A check over the world of tests/data/domain/check.json, in which everything is right, with one
 * patch: a JSON object of names, whose records it replaces, or takes away by null.
 */
#include "domain/check.h"
#include "tests/support/json_zone.h"

struct check_fixture {
    struct json_t *file, *zone;
    struct json_world *world;
    struct book *book;
    struct check_wanted wanted; /* everything, from the source; change it before the run */
    struct check_result result;
    size_t rounds;
};

void check_fixture_open(struct check_fixture *fixture, const char *patch);
void check_fixture_run(struct check_fixture *fixture);
void check_fixture_close(struct check_fixture *fixture);
/* Was the verifying resolver asked for this? */
bool check_fixture_asked(const struct check_fixture *fixture, const char *name, uint16_t type);
