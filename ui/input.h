// SPDX-License-Identifier: MIT
#pragma once
/*
 * Bytes from the terminal become keys. Pure: the bytes come from outside, as many as there are; an
 * escape sequence or a character may be cut anywhere. A lone ESC is only a key once input_flush()
 * says that nothing followed. Pasted text (bracketed paste) is one KEY_PASTE, bounded, and never
 * runs keys; when its end marker gets lost, input_flush() ends it.
 */
#include "base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

enum { INPUT_HELD = 64, INPUT_PASTE = 256 * 1024 };

struct input {
    char held[INPUT_HELD]; /* an unfinished sequence */
    size_t count;
    bool pasting;
    struct buffer paste;           /* of the last KEY_PASTE; a longer paste is cut */
    int report_row, report_column; /* of the last KEY_REPORT */
};

typedef void input_fn(void *arg, uint32_t key);

void input_clear(struct input *input);
void input_feed(struct input *input, const char *bytes, size_t n, input_fn *key, void *arg);
bool input_is_waiting(const struct input *input); /* something unfinished is held: flush it soon */
/* Nothing came for a while: what is held becomes keys, and an open paste ends. */
void input_flush(struct input *input, input_fn *key, void *arg);
