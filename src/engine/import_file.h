// SPDX-License-Identifier: MIT
#pragma once
/*
 * A list to import, read line by line: a text file with one domain a line, or CSV with or without a
 * header. The header names columns in any order (domain, env, region, registered-at and their other
 * spellings); without one they are domain, region, env. A domain that the list had before is
 * marked, by its normalised name.
 */
#include "engine/csv.h"
#include "engine/import.h"

#include <stdbool.h>

struct import_file;

struct import_file *import_file_new(void);
void import_file_free(struct import_file *file); /* NULL allowed */

/* The next line of the list. False: nothing in it to import (empty, a comment, the header).
 * *twice_of becomes the line that had the domain already, 0: none had. */
bool import_file_line(struct import_file *file, const char *line, size_t length,
                      struct import_wish *out, size_t *twice_of)
    __attribute__((warn_unused_result));
