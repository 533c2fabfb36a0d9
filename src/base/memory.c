// SPDX-License-Identifier: MIT
#include "base/memory.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SMALL = 4096 }; /* bytes; what is larger may be fresh from the system, and zero already */

/* The one thing that cannot be passed: who runs out of memory has nobody to ask. */
static mem_last_words_fn **last_words_place(void)
{
    static mem_last_words_fn *last_words;

    return &last_words;
}

static _Noreturn void exhausted(void)
{
    static const char sentence[] = "vouch: out of memory\n";
    mem_last_words_fn *last_words = *last_words_place();

    if (last_words != NULL) {
        *last_words_place() = NULL; /* it may run out as well */
        last_words();
    }
    if (write(STDERR_FILENO, sentence, sizeof sentence - 1) < 0) {
        abort();
    }
    _exit(6);
}

void mem_on_exhaustion(mem_last_words_fn *last_words)
{
    *last_words_place() = last_words;
}

void *mem_new(size_t size)
{
    return mem_array(1, size);
}

/* What is small comes faster from malloc(), which keeps a few of each size at hand. */
void *mem_array(size_t count, size_t size)
{
    bool small;
    void *bytes;

    if (count == 0 || size == 0) {
        count = size = 1;
    }
    small = count <= SMALL && size <= SMALL && count * size <= SMALL;
    bytes = small ? malloc(count * size) : calloc(count, size);
    if (bytes == NULL) {
        exhausted();
    }
    if (small) {
        memset(bytes, 0, count * size);
    }
    return bytes;
}

/* Not zeroed; n is not 0. */
static void *fresh(size_t n)
{
    void *bytes = malloc(n);

    if (bytes == NULL) {
        exhausted();
    }
    return bytes;
}

void *mem_resize(void *old, size_t count, size_t size)
{
    size_t n;
    void *bytes;

    if (count == 0 || size == 0) {
        count = size = 1;
    }
    if (old == NULL && !__builtin_mul_overflow(count, size, &n)) {
        return fresh(n); /* mostly: realloc() would find out in two more calls */
    }
    bytes = reallocarray(old, count, size);
    if (bytes == NULL) {
        exhausted();
    }
    return bytes;
}

char *mem_text(const char *text)
{
    return text == NULL ? NULL : mem_text_n(text, strlen(text));
}

char *mem_text_n(const char *bytes, size_t n)
{
    char *text;

    if (n == SIZE_MAX) {
        exhausted();
    }
    text = fresh(n + 1);
    if (n > 0) {
        memcpy(text, bytes, n);
    }
    text[n] = '\0';
    return text;
}

void *mem_dup(const void *bytes, size_t n)
{
    void *copy = mem_resize(NULL, n, 1);

    if (n > 0) {
        memcpy(copy, bytes, n);
    }
    return copy;
}

void mem_wipe(void *bytes, size_t n)
{
    if (n > 0) {
        explicit_bzero(bytes, n);
    }
}
