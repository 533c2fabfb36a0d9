// SPDX-License-Identifier: MIT
#pragma once
/*
 * The lines of a file or of standard input, a piece at a time and never waiting: what comes through
 * a pipe is read when it is there. Of a line longer than LINES_LONGEST the rest is dropped.
 */
#include "base/buffer.h"
#include "base/fault.h"
#include "loop/loop.h"

#include <stdbool.h>

struct lines;

enum { LINES_LONGEST = 8192 };
enum lines_step { LINES_LINE, LINES_LATER, LINES_END, LINES_FAILED };

/* path "-" is standard input. more(arg) is called in a later turn when there is more after
 * LINES_LATER. */
enum status lines_open(struct loop *loop, const char *path, loop_fn *more, void *arg,
                       struct lines **out, struct fault *fault) MUST_USE;
/* The next line without its end (LF or CR LF), borrowed until the next call; a byte order mark at
 * the file's start is dropped. After LINES_FAILED the fault is set and nothing more comes. */
enum lines_step lines_next(struct lines *lines, const char **line, size_t *length,
                           struct fault *fault);
void lines_close(struct lines *lines); /* NULL allowed */
