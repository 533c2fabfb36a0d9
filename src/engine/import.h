// SPDX-License-Identifier: MIT
#pragma once
/*
 * One row of a list to import, as text between a mouth and the engine: the value of `domains
 * import`'s inner argument "row", at most IMPORT_ROWS of them in one request. The reply has one
 * import_row for each, in the same order. Reading files (cli/list_file.h) and judging names (local)
 * are other people's work. Pure.
 */
#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { IMPORT_ROWS = 1000, IMPORT_FIELD = 512 };

struct import_wish {
    size_t line;                /* of the file, from 1 */
    char written[IMPORT_FIELD]; /* the domain column as it stands there */
    char environment[24];       /* "" : not said */
    char region[24];            /* "" : not said */
    char registered_at[40];     /* "" : not said */
};

/* Tab-separated, tabs inside fields made blanks. */
void import_wish_write(const struct import_wish *wish, struct buffer *out);
bool import_wish_read(const char *text, struct import_wish *out) MUST_USE;
