// SPDX-License-Identifier: MIT
#pragma once
/*
 * The heap. Out of memory ends the process with one sentence, after the hook (the terminal, the
 * store) has run; so no caller checks for NULL. Memory is zeroed.
 */
#include <stddef.h>

void *mem_new(size_t size) __attribute__((malloc, alloc_size(1), returns_nonnull));
void *mem_array(size_t count, size_t size)
    __attribute__((malloc, alloc_size(1, 2), returns_nonnull));
/* Grows or shrinks; new bytes are not zeroed. */
void *mem_resize(void *old, size_t count, size_t size)
    __attribute__((alloc_size(2, 3), returns_nonnull));
char *mem_text(const char *text);              /* NULL in, NULL out */
char *mem_text_n(const char *bytes, size_t n); /* always terminated */
void *mem_dup(const void *bytes, size_t n);

/* Overwrites secrets before they are freed; the compiler may not drop it. */
void mem_wipe(void *bytes, size_t n);

/* Called once when memory runs out, before the process ends. */
typedef void mem_last_words_fn(void);
void mem_on_exhaustion(mem_last_words_fn *last_words);
