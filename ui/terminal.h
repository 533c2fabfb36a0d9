// SPDX-License-Identifier: MIT
#pragma once
/*
 * The terminal: cells go out by curses, one write() a frame; bytes come in as they are. The only
 * file that knows curses. Curses writes into a file in memory, so that a frame is whole before any
 * of it leaves, and so that a terminal that stops reading stops nobody: what it does not take
 * waits.
 */
#include "base/fault.h"
#include "ui/surface.h"
#include "ui/theme.h"

#include <stdbool.h>
#include <sys/types.h>

struct terminal;

/* STATUS_INVALID, code "no-terminal": it is none, cannot place its cursor, or is too small. */
enum status terminal_open(bool no_color, struct terminal **out, struct fault *fault) MUST_USE;
void terminal_close(struct terminal *terminal); /* gives it back as it was; NULL allowed */

int terminal_fd(const struct terminal *terminal);
/* -1: nothing to read now; 0: the terminal is gone. */
ssize_t terminal_read(struct terminal *terminal, char *bytes, size_t size);
/* False: no size known, or the terminal is gone. */
bool terminal_size(const struct terminal *terminal, int *width, int *height);

void terminal_show(struct terminal *terminal, const struct surface *surface);
void terminal_theme(struct terminal *terminal, const struct theme *theme);
void terminal_repaint(struct terminal *terminal); /* the next show draws everything */
void terminal_send(struct terminal *terminal, const char *bytes, size_t n);
/* Writes what waits; false: some still waits for the terminal to take it. */
bool terminal_flush(struct terminal *terminal);
/* Asks how wide line, sign and kana characters are (KEY_REPORT answers): TERMINAL_PROBE_COLUMN when
 * all is well. */
void terminal_probe(struct terminal *terminal);
enum { TERMINAL_PROBE_COLUMN = 5 };

/* Out of the alternate screen, with the modes of before unless keys are still wanted, and back
 * again. */
void terminal_leave(struct terminal *terminal, bool keep_keys);
void terminal_enter(struct terminal *terminal);
/* Text past the cells on the main screen, between leave and enter. */
void terminal_print(struct terminal *terminal, const char *text);
