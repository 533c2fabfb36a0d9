// SPDX-License-Identifier: MIT
#pragma once
/*
 * One line a message on standard error, safe text only: key=value, or a JSON object. The journal,
 * when it is what reads standard error, gets the level as it wants it (<4>) and sets the time
 * itself. Any thread may write. Silent below LOG_WARN, and without times, until log_open(): the
 * console owns the terminal.
 */
#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

enum log_level { LOG_ERROR, LOG_WARN, LOG_INFO, LOG_DEBUG, LOG_LEVEL_COUNT };
enum log_form { LOG_TEXT, LOG_JSON };

struct log_field {
    const char *key;   /* a word of ours */
    const char *value; /* from anywhere; NULL: left out */
};

/* A service's log from now on; again to change it. */
void log_open(enum log_form form, enum log_level most);
void log_limit(enum log_level most); /* default LOG_WARN */
/* "error", "warn", "info", "debug". */
bool log_level_find(const char *name, enum log_level *out);

/* What happened (a word of ours) and its particulars. */
void log_event(enum log_level level, const char *event, const struct log_field *fields,
               size_t count);
/* LOG_EVENT(LOG_INFO, "listening", {"url", url}, {"socket", path}) */
#define LOG_EVENT(level, event, ...)                                                               \
    log_event((level), (event), (const struct log_field[]){__VA_ARGS__},                           \
              COUNT(((const struct log_field[]){__VA_ARGS__})))
/* A sentence that needs no particulars. */
void log_line(enum log_level level, const char *format, ...) PRINTF_LIKE(2, 3);
