// SPDX-License-Identifier: MIT
#pragma once
/* A cursor in a list that is all in memory, and which of its rows are in view. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct scroll {
    size_t at, top;
};

/* j k g G, arrows, pages. True: it was a key of these. height: rows in view. */
bool scroll_key(struct scroll *scroll, uint32_t key, size_t count, size_t height);
void scroll_fit(struct scroll *scroll, size_t count, size_t height);
/* By how many rows a key moves; the ends are INT64_MIN and INT64_MAX, 0: it does not. */
int64_t scroll_step(uint32_t key, size_t height);
