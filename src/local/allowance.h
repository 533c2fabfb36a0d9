// SPDX-License-Identifier: MIT
#pragma once
/*
 * So many a second and a project, for what costs others: a bucket of tokens each, the fullest
 * forgotten when there are many. Inside this floor only.
 */
#include <stddef.h>
#include <stdint.h>

struct allowance;

enum { ALLOWANCE_PROJECTS = 1024 };

struct allowance *allowance_new(unsigned a_second);
void allowance_free(struct allowance *allowance); /* NULL allowed */
/* Takes one; 0, or the milliseconds until there is one again. now: monotonic, ms. */
int64_t allowance_take(struct allowance *allowance, const char *project, int64_t now);
