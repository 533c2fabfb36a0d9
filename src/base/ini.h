// SPDX-License-Identifier: MIT
#pragma once
/*
 * The one reader for settings, profiles, providers, themes and lessons: sections, `key = value`,
 * `#` comments on lines of their own. Strict: UTF-8, no duplicate sections, nor keys in a section,
 * unless the reader allows them, line and column in every error. Pure but for ini_read_file;
 * bounded (1 MiB, 64 KiB a line, 1,024 keys a section).
 */
#include "base/fault.h"

#include <stddef.h>

struct ini_place {
    const char *source;  /* file name for messages */
    size_t line, column; /* from 1, in characters; of the key or the section's bracket */
};

/* key is "" for the section line itself ([section] or [kind name]: section "kind", name "name").
 * Return other than STATUS_OK (after fault_set) to stop. Strings are borrowed for the call. */
typedef enum status ini_line_fn(void *arg, const char *section, const char *name, const char *key,
                                const char *value, const struct ini_place *place,
                                struct fault *fault);

enum status ini_read(const char *source, const char *bytes, size_t n, ini_line_fn *line, void *arg,
                     struct fault *fault) MUST_USE;
/* The same, but what is listed may come again: keys by name, sections as "[step]". The list ends
 * with NULL. */
enum status ini_read_repeating(const char *source, const char *bytes, size_t n,
                               const char *const *repeatable, ini_line_fn *line, void *arg,
                               struct fault *fault) MUST_USE;
/* Reads the whole file first; STATUS_MISSING when there is none. */
enum status ini_read_file(const char *path, ini_line_fn *line, void *arg,
                          struct fault *fault) MUST_USE;
/* "10s" "5m" "2h" "1d" -> milliseconds; a bare number is seconds. */
enum status ini_duration(const char *value, long long *ms, struct fault *fault) MUST_USE;
/* fault_set with "source:line:column: " in front. */
enum status ini_fault(struct fault *fault, const struct ini_place *place, const char *format, ...)
    PRINTF_LIKE(3, 4);
