// SPDX-License-Identifier: MIT
#include "ui/input.h"

#include "base/text.h"
#include "ui/key.h"

#include <stdlib.h>
#include <string.h>

static const char paste_end[] = "\x1b[201~";

/* What the held bytes turned out to be. */
enum verdict_of_held { HELD_UNFINISHED, HELD_KEY, HELD_NOTHING };

void input_clear(struct input *input)
{
    buffer_clear(&input->paste);
    *input = (struct input){.count = 0};
}

bool input_is_waiting(const struct input *input)
{
    return input->count > 0 && !input->pasting;
}

/* ESC [ letter and ESC O letter. */
static uint32_t letter_key(char final)
{
    // clang-format off
    static const struct {
        char final;
        uint32_t key;
    } letters[] = {
        { 'A', KEY_UP }, { 'B', KEY_DOWN }, { 'C', KEY_RIGHT }, { 'D', KEY_LEFT }, { 'H', KEY_HOME }, { 'F', KEY_END },
        { 'Z', KEY_BACK_TAB }, { 'P', KEY_F1 }, { 'Q', KEY_F1 + 1 }, { 'R', KEY_F1 + 2 }, { 'S', KEY_F1 + 3 },
        { 'M', KEY_ENTER },
    };
    // clang-format on

    for (size_t i = 0; i < COUNT(letters); i++) {
        if (letters[i].final == final) {
            return letters[i].key;
        }
    }
    return KEY_NONE;
}

/* ESC [ number ~ */
static uint32_t number_key(long number)
{
    // clang-format off
    static const uint32_t keys[] = {
        [1] = KEY_HOME, [2] = KEY_INSERT, [3] = KEY_DELETE, [4] = KEY_END, [5] = KEY_PAGE_UP, [6] = KEY_PAGE_DOWN,
        [7] = KEY_HOME, [8] = KEY_END, [11] = KEY_F1, [12] = KEY_F1 + 1, [13] = KEY_F1 + 2, [14] = KEY_F1 + 3,
        [15] = KEY_F1 + 4, [17] = KEY_F1 + 5, [18] = KEY_F1 + 6, [19] = KEY_F1 + 7, [20] = KEY_F1 + 8,
        [21] = KEY_F1 + 9, [23] = KEY_F1 + 10, [24] = KEY_F12,
    };
    // clang-format on

    return number >= 0 && (size_t)number < COUNT(keys) ? keys[number] : KEY_NONE;
}

/* Where the cursor is: ESC [ row ; column R. A shifted F3 looks the same in row 1, which we never
 * bind. */
static uint32_t report_key(struct input *input, const char *numbers)
{
    char *end = NULL;

    input->report_row = (int)strtol(numbers, &end, 10);
    input->report_column = *end == ';' ? (int)strtol(end + 1, NULL, 10) : 0;
    return input->report_column > 0 ? KEY_REPORT : KEY_F1 + 2;
}

/* A control sequence: ESC [, parameters, one final byte. */
static enum verdict_of_held read_csi(struct input *input, uint32_t *key)
{
    char final = input->held[input->count - 1];
    const char *numbers = input->held + 2;

    if (input->count == 3 && final == '[') {
        return HELD_UNFINISHED; /* the Linux console's ESC [ [ A */
    }
    if (input->count == 4 && input->held[2] == '[') {
        *key = final >= 'A' && final <= 'E' ? KEY_F1 + (uint32_t)(final - 'A') : KEY_NONE;
        return HELD_KEY;
    }
    if (final < 0x40 || final > 0x7e) {
        return final >= 0x20 ? HELD_UNFINISHED : HELD_NOTHING;
    }
    input->held[input->count] = '\0';
    if (final == '~') {
        input->pasting = strtol(numbers, NULL, 10) == 200;
        *key = number_key(strtol(numbers, NULL, 10));
    } else if (final == 'R') {
        *key = report_key(input, numbers);
    } else {
        *key = letter_key(final);
    }
    return HELD_KEY;
}

static enum verdict_of_held read_escape(struct input *input, uint32_t *key)
{
    if (input->count == 1) {
        return HELD_UNFINISHED;
    }
    if (input->held[1] == '[') {
        return input->count == 2 ? HELD_UNFINISHED : read_csi(input, key);
    }
    if (input->held[1] == 'O') {
        *key = input->count == 2 ? KEY_NONE : letter_key(input->held[2]);
        return input->count == 2 ? HELD_UNFINISHED : HELD_KEY;
    }
    return HELD_NOTHING; /* Alt and a key: two keys */
}

static uint32_t control_key(char byte)
{
    if (byte == '\n') {
        return KEY_ENTER;
    }
    return byte == '\b' ? KEY_BACKSPACE : (uint32_t)(unsigned char)byte;
}

static enum verdict_of_held read_character(struct input *input, uint32_t *key)
{
    unsigned char first = (unsigned char)input->held[0];
    size_t wanted = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;

    if (first < 0x80) {
        *key = control_key(input->held[0]);
        return HELD_KEY;
    }
    if (text_decode(input->held, input->count, key) > 0) {
        return HELD_KEY;
    }
    return input->count < wanted ? HELD_UNFINISHED : HELD_NOTHING;
}

/* A sequence that is none: its first byte alone is a key (ESC) or nothing, the others are read
 * anew. */
static void give_up(struct input *input, input_fn *key, void *arg)
{
    char rest[INPUT_HELD];
    size_t n = input->count - 1;
    bool escape = input->held[0] == KEY_ESCAPE;

    memcpy(rest, input->held + 1, n);
    input->count = 0;
    if (escape) {
        key(arg, KEY_ESCAPE);
    }
    input_feed(input, rest, n, key, arg);
}

static void take_byte(struct input *input, char byte, input_fn *key, void *arg)
{
    uint32_t found = KEY_NONE;
    enum verdict_of_held verdict;

    input->held[input->count++] = byte;
    verdict =
        input->held[0] == KEY_ESCAPE ? read_escape(input, &found) : read_character(input, &found);
    if (verdict == HELD_NOTHING || (verdict == HELD_UNFINISHED && input->count >= INPUT_HELD - 1)) {
        give_up(input, key, arg);
        return;
    }
    if (verdict == HELD_KEY) {
        input->count = 0;
        if (input->pasting) {
            buffer_reset(&input->paste);
        } else if (found != KEY_NONE) {
            key(arg, found);
        }
    }
}

static void end_paste(struct input *input, input_fn *key, void *arg)
{
    input->count = 0;
    input->pasting = false;
    key(arg, KEY_PASTE);
}

/* held is how much of the end marker was seen. */
static void take_pasted(struct input *input, char byte, input_fn *key, void *arg)
{
    if (byte == paste_end[input->count]) {
        if (++input->count == sizeof paste_end - 1) {
            end_paste(input, key, arg);
        }
        return;
    }
    buffer_add(&input->paste, paste_end, input->paste.length < INPUT_PASTE ? input->count : 0);
    input->count = byte == paste_end[0];
    if (input->count == 0 && input->paste.length < INPUT_PASTE) {
        buffer_add_byte(&input->paste, (unsigned char)byte);
    }
}

void input_feed(struct input *input, const char *bytes, size_t n, input_fn *key, void *arg)
{
    for (size_t i = 0; i < n; i++) {
        if (input->pasting) {
            take_pasted(input, bytes[i], key, arg);
        } else {
            take_byte(input, bytes[i], key, arg);
        }
    }
}

void input_flush(struct input *input, input_fn *key, void *arg)
{
    if (input->pasting) {
        end_paste(input, key, arg);
    }
    while (input_is_waiting(input)) {
        give_up(input, key, arg);
    }
}
