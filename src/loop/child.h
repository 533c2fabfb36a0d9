// SPDX-License-Identifier: MIT
#pragma once
/*
 * Another program, started beside the loop: it gets its input on standard input, says nothing to
 * us, and is ended when it takes too long. Nothing waits for it.
 */
#include "loop/loop.h"

#include <stddef.h>

struct loop_child;

enum { LOOP_CHILD_WORDS = 16 }; /* of a command line; further ones are dropped */

/* code: its exit code; -1: it could not be started, or a signal ended it. On the loop, once, later.
 */
typedef void loop_child_fn(void *arg, int code);

/* argv ends at NULL; it and the input are copied as far as needed. The program's own output is
 * dropped. */
struct loop_child *loop_child_start(struct loop *loop, char *const *argv, const char *input,
                                    uint64_t limit_ms, loop_child_fn *done, void *arg);
/* It may go on, but nobody is told. Not after done was called. NULL allowed. */
void loop_child_forget(struct loop_child *child);
