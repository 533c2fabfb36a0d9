// SPDX-License-Identifier: MIT
#include "ui/key.h"

#include "base/status.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// clang-format off
static const struct {
    uint32_t key;
    const char *name;
} names[] = {
    { KEY_TAB, "Tab" }, { KEY_ENTER, "Enter" }, { KEY_ESCAPE, "Esc" }, { KEY_BACKSPACE, "Backspace" }, { ' ', "Space" },
    { KEY_UP, "Up" }, { KEY_DOWN, "Down" }, { KEY_LEFT, "Left" }, { KEY_RIGHT, "Right" }, { KEY_HOME, "Home" },
    { KEY_END, "End" }, { KEY_PAGE_UP, "PgUp" }, { KEY_PAGE_DOWN, "PgDn" }, { KEY_INSERT, "Insert" },
    { KEY_DELETE, "Delete" }, { KEY_BACK_TAB, "Shift-Tab" },
};
// clang-format on

static bool one_character(const char *name, uint32_t *key)
{
    size_t n = strlen(name), length = text_decode(name, n, key);

    return length > 0 && length == n && key_is_text(*key);
}

/* "Ctrl-F", "^F" and "F5". */
static bool composed(const char *name, uint32_t *key)
{
    bool caret = name[0] == '^' && name[1] != '\0' && name[2] == '\0';
    bool ctrl = text_starts_nocase(name, "ctrl-") && strlen(name) == 6;
    char *end = NULL;
    long number;

    if (caret || ctrl) {
        *key = KEY_CTRL(name[strlen(name) - 1]);
        return *key != 0;
    }
    if (name[0] != 'F' || name[1] < '1' || name[1] > '9') {
        return false;
    }
    number = strtol(name + 1, &end, 10);
    *key = KEY_F1 + (uint32_t)number - 1;
    return number <= 12 && *end == '\0';
}

bool key_from_name(const char *name, uint32_t *key)
{
    for (size_t i = 0; i < COUNT(names); i++) {
        if (text_equal_nocase(names[i].name, name)) {
            *key = names[i].key;
            return true;
        }
    }
    return one_character(name, key) || composed(name, key);
}

void key_name(uint32_t key, char out[KEY_NAME])
{
    for (size_t i = 0; i < COUNT(names); i++) {
        if (names[i].key == key) {
            text_copy(out, KEY_NAME, names[i].name);
            return;
        }
    }
    if (key >= KEY_F1 && key <= KEY_F12) {
        snprintf(out, KEY_NAME, "F%u", (unsigned)(key - KEY_F1 + 1));
    } else if (key < ' ') {
        snprintf(out, KEY_NAME, "Ctrl-%c", (int)(key | 0x40));
    } else if (key < KEY_SPECIAL) {
        out[text_encode(key, out)] = '\0';
    } else {
        text_copy(out, KEY_NAME, "-");
    }
}

bool key_is_text(uint32_t key)
{
    return key >= ' ' && key < KEY_SPECIAL && text_point_cells(key) >= 0;
}
