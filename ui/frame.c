// SPDX-License-Identifier: MIT
#include "ui/frame.h"

#include <string.h>

/* SI and ESC ( B choose the set of characters that is in force already. */
static const char shift_in = '\x0f';

enum { SGR_MOST = 16, RED_SHIFT = 16, GREEN_SHIFT = 8, BYTE = 0xff };

static const struct frame_pen plain = {0, FRAME_DEFAULT, FRAME_DEFAULT};

void frame_begin(struct frame *frame)
{
    *frame = (struct frame){.wanted = plain, .actual = plain};
}

static bool same_pen(const struct frame_pen *a, const struct frame_pen *b)
{
    return a->attributes == b->attributes && a->foreground == b->foreground &&
           a->background == b->background;
}

/* The numbers of an SGR sequence; 0 when there are too many or something else is among them. */
static size_t read_numbers(const char *at, const char *end, int numbers[SGR_MOST])
{
    size_t count = 1;

    numbers[0] = 0;
    for (; at < end; at++) {
        if (*at >= '0' && *at <= '9' && numbers[count - 1] <= BYTE) {
            numbers[count - 1] = numbers[count - 1] * 10 + (*at - '0');
        } else if (*at == ';' && count < SGR_MOST) {
            numbers[count++] = 0;
        } else {
            return 0;
        }
    }
    return count;
}

/* 38 and 48 with what belongs to them; how many numbers that was, 0: not understood. */
static size_t take_color(const int *numbers, size_t count, int *color)
{
    if (count >= 3 && numbers[1] == 5) {
        *color = numbers[2];
        return 3;
    }
    if (count >= 5 && numbers[1] == 2) {
        *color = FRAME_RGB | numbers[2] << RED_SHIFT | numbers[3] << GREEN_SHIFT | numbers[4];
        return 5;
    }
    return 0;
}

/* One of the ranges of colours, counted from `base`: 30 for letters, 40 for the ground. */
static bool take_basic(int number, int base, int *color)
{
    if (number >= base && number < base + 8) {
        *color = number - base;
    } else if (number >= base + 60 && number < base + 68) {
        *color = number - base - 60 + 8;
    } else if (number == base + 9) {
        *color = FRAME_DEFAULT;
    } else {
        return false;
    }
    return true;
}

static bool take_attribute(int number, struct frame_pen *pen)
{
    if (number == 0) {
        *pen = plain;
    } else if (number >= 1 && number <= 9) {
        pen->attributes |= 1u << number;
    } else if (number == 22) {
        pen->attributes &= ~(1u << 1 | 1u << 2); /* neither bold nor dim */
    } else if (number >= 23 && number <= 29) {
        pen->attributes &= ~(1u << (number - 20));
    } else {
        return false;
    }
    return true;
}

/* False: something in it is not understood. */
static bool take_numbers(const int *numbers, size_t count, struct frame_pen *pen)
{
    for (size_t i = 0, used = 1; i < count; i += used) {
        used = 1;
        if (numbers[i] == 38) {
            used = take_color(numbers + i, count - i, &pen->foreground);
        } else if (numbers[i] == 48) {
            used = take_color(numbers + i, count - i, &pen->background);
        } else if (!take_basic(numbers[i], 30, &pen->foreground) &&
                   !take_basic(numbers[i], 40, &pen->background) &&
                   !take_attribute(numbers[i], pen)) {
            return false;
        }
        if (used == 0) {
            return false;
        }
    }
    return true;
}

static void add_color(struct buffer *out, int color, int base)
{
    if (color == FRAME_DEFAULT) {
        buffer_printf(out, ";%d", base + 9);
    } else if (color >= FRAME_RGB) {
        buffer_printf(out, ";%d;2;%d;%d;%d", base + 8, color >> RED_SHIFT & BYTE,
                      color >> GREEN_SHIFT & BYTE, color & BYTE);
    } else if (color >= 16) {
        buffer_printf(out, ";%d;5;%d", base + 8, color);
    } else {
        buffer_printf(out, ";%d", color >= 8 ? base + 60 + color - 8 : base + color);
    }
}

/* What turns one pen into the other, which are not the same. */
static void add_change(const struct frame_pen *from, const struct frame_pen *to, struct buffer *out)
{
    struct buffer numbers = {0};
    unsigned added = to->attributes & ~from->attributes;

    for (int i = 1; i <= 9; i++) {
        if (added & 1u << i) {
            buffer_printf(&numbers, ";%d", i);
        }
    }
    if (to->foreground != from->foreground) {
        add_color(&numbers, to->foreground, 30);
    }
    if (to->background != from->background) {
        add_color(&numbers, to->background, 40);
    }
    buffer_printf(out, "%s", buffer_text(&numbers) + (numbers.length > 0));
    buffer_clear(&numbers);
}

/* Before something is drawn: the terminal gets the pen that curses believes it has. */
static void flush_pen(struct frame *frame, struct buffer *out)
{
    bool takes_back = frame->actual.attributes & ~frame->wanted.attributes;

    if (frame->lost || same_pen(&frame->wanted, &frame->actual)) {
        return;
    }
    buffer_add_text(out, "\x1b[");
    if (!same_pen(&frame->wanted, &plain)) {
        buffer_add_text(out, takes_back ? "0;" : "");
        add_change(takes_back ? &plain : &frame->actual, &frame->wanted, out);
    }
    buffer_add_byte(out, 'm');
    frame->actual = frame->wanted;
}

/* An SGR sequence: at is behind its ESC [, end its final byte. After one that is not understood
 * they pass as they are, up to the next reset. */
static void take_sgr(struct frame *frame, const char *at, const char *end, struct buffer *out)
{
    int numbers[SGR_MOST];
    size_t count = read_numbers(at, end, numbers);
    struct frame_pen pen = frame->wanted;

    if (!frame->lost && count > 0 && take_numbers(numbers, count, &pen)) {
        frame->wanted = pen;
        return;
    }
    flush_pen(frame, out);
    buffer_add(out, at - 2, (size_t)(end - at) + 3);
    frame->lost = true;
    if (count == 1 && numbers[0] == 0) {
        frame_begin(frame);
    }
}

/* Sequences that only move draw nothing; all others (erase, insert, scroll) may use the ground. */
static bool only_moves(char final)
{
    return strchr("ABCDGHdfr", final) != NULL;
}

/* A sequence that begins with ESC; returns the byte after it. */
static const char *take_escape(struct frame *frame, const char *at, const char *end,
                               struct buffer *out)
{
    const char *last = at + 2;

    if (end - at >= 3 && memcmp(at, "\x1b(B", 3) == 0) {
        return at + 3;
    }
    if (end - at < 3 || at[1] != '[') {
        flush_pen(frame, out);
        buffer_add_byte(out, (unsigned char)*at);
        return at + 1;
    }
    while (last < end - 1 && (*last < '@' || *last > '~')) {
        last++;
    }
    if (*last == 'm') {
        take_sgr(frame, at + 2, last, out);
    } else {
        if (!only_moves(*last)) {
            flush_pen(frame, out);
        }
        buffer_add(out, at, (size_t)(last - at) + 1);
    }
    return last + 1;
}

static bool only_moves_itself(char byte)
{
    return byte == '\r' || byte == '\b';
}

void frame_add(struct frame *frame, const char *bytes, size_t n, struct buffer *out)
{
    const char *at = bytes, *end = bytes + n;

    while (at < end) {
        if (*at == '\x1b') {
            at = take_escape(frame, at, end, out);
        } else if (*at == shift_in) {
            at++;
        } else {
            if (!only_moves_itself(*at)) {
                flush_pen(frame, out);
            }
            buffer_add_byte(out, (unsigned char)*at++);
        }
    }
    flush_pen(frame, out);
}
