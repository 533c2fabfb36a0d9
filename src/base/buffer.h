// SPDX-License-Identifier: MIT
#pragma once
/* A growing run of bytes, always followed by a NUL that is not counted, so that bytes is a C string
 * when it holds text. */
#include "base/status.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

struct buffer {
    char *bytes; /* NULL until the first byte; see buffer_text() */
    size_t length;
    size_t capacity;
};

void buffer_clear(struct buffer *buffer);             /* frees; ready for use again */
void buffer_reset(struct buffer *buffer);             /* empties, keeps the memory */
void buffer_reserve(struct buffer *buffer, size_t n); /* room for n more bytes, at once */
void buffer_add(struct buffer *buffer, const void *bytes, size_t n);
void buffer_add_text(struct buffer *buffer, const char *text);
void buffer_add_byte(struct buffer *buffer, unsigned char byte);
void buffer_add_number(struct buffer *buffer, int64_t number); /* in decimal digits */
void buffer_printf(struct buffer *buffer, const char *format, ...) PRINTF_LIKE(2, 3);
void buffer_vprintf(struct buffer *buffer, const char *format, va_list args) PRINTF_LIKE(2, 0);
void buffer_cut(struct buffer *buffer, size_t length); /* shortens to length */
/* Never NULL: "" when empty. Borrowed. */
const char *buffer_text(const struct buffer *buffer);
/* The bytes become the caller's; the buffer is empty again. Never NULL. */
char *buffer_take(struct buffer *buffer);

/* Grows by n bytes that the caller fills at once; where they are. In line, as there mostly is room
 * for the few bytes that are added in this way. */
static inline char *buffer_extend(struct buffer *buffer, size_t n)
{
    char *room;

    if (buffer->capacity - buffer->length <= n) {
        buffer_reserve(buffer, n);
    }
    room = buffer->bytes + buffer->length;
    buffer->length += n;
    room[n] = '\0';
    return room;
}
