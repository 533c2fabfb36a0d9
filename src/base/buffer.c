// SPDX-License-Identifier: MIT
#include "base/buffer.h"

#include "base/memory.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_CAPACITY = 64, PRINTED_OFTEN = 24 /* bytes: room for a number and a word */ };

static void grow(struct buffer *buffer, size_t n)
{
    size_t needed, capacity;

    if (__builtin_add_overflow(buffer->length, n, &needed) ||
        __builtin_add_overflow(needed, 1, &needed)) {
        needed = SIZE_MAX; /* no machine has it: ends in mem_resize */
    }
    capacity = buffer->capacity ? buffer->capacity : FIRST_CAPACITY;
    while (capacity < needed && capacity <= SIZE_MAX / 2) {
        capacity *= 2;
    }
    if (capacity < needed) {
        capacity = needed;
    }
    buffer->bytes = mem_resize(buffer->bytes, capacity, 1);
    buffer->capacity = capacity;
}

/* Makes room for n more bytes and the NUL. Mostly it is there. */
static inline void make_room(struct buffer *buffer, size_t n)
{
    if (buffer->capacity - buffer->length <= n) {
        grow(buffer, n);
    }
}

void buffer_clear(struct buffer *buffer)
{
    free(buffer->bytes);
    *buffer = (struct buffer){0};
}

void buffer_reset(struct buffer *buffer)
{
    buffer_cut(buffer, 0);
}

void buffer_reserve(struct buffer *buffer, size_t n)
{
    make_room(buffer, n);
    buffer->bytes[buffer->length] = '\0';
}

void buffer_add(struct buffer *buffer, const void *bytes, size_t n)
{
    if (n == 0) {
        return;
    }
    make_room(buffer, n);
    memcpy(buffer->bytes + buffer->length, bytes, n);
    buffer->length += n;
    buffer->bytes[buffer->length] = '\0';
}

void buffer_add_text(struct buffer *buffer, const char *text)
{
    buffer_add(buffer, text, strlen(text));
}

void buffer_add_byte(struct buffer *buffer, unsigned char byte)
{
    make_room(buffer, 1);
    buffer->bytes[buffer->length++] = (char)byte;
    buffer->bytes[buffer->length] = '\0';
}

void buffer_add_number(struct buffer *buffer, int64_t number)
{
    char digits[20]; /* INT64_MIN has nineteen, and its sign */
    char *end = digits + sizeof digits, *at = end;
    uint64_t left = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;

    do {
        *--at = (char)('0' + left % 10);
        left /= 10;
    } while (left > 0);
    if (number < 0) {
        *--at = '-';
    }
    buffer_add(buffer, at, (size_t)(end - at));
}

void buffer_printf(struct buffer *buffer, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    buffer_vprintf(buffer, format, args);
    va_end(args);
}

void buffer_vprintf(struct buffer *buffer, const char *format, va_list args)
{
    va_list again;
    int n;

    make_room(buffer, PRINTED_OFTEN);
    va_copy(again, args);
    n = vsnprintf(buffer->bytes + buffer->length, buffer->capacity - buffer->length, format, again);
    va_end(again);
    assert(n >= 0);
    if (n <= 0) {
        return;
    }
    if ((size_t)n >= buffer->capacity - buffer->length) {
        make_room(buffer, (size_t)n);
        vsnprintf(buffer->bytes + buffer->length, (size_t)n + 1, format, args);
    }
    buffer->length += (size_t)n;
}

void buffer_cut(struct buffer *buffer, size_t length)
{
    if (length < buffer->length) {
        buffer->length = length;
        buffer->bytes[length] = '\0';
    }
}

const char *buffer_text(const struct buffer *buffer)
{
    return buffer->bytes == NULL ? "" : buffer->bytes;
}

char *buffer_take(struct buffer *buffer)
{
    char *bytes = buffer->bytes == NULL ? mem_text_n("", 0) : buffer->bytes;

    *buffer = (struct buffer){0};
    return bytes;
}
