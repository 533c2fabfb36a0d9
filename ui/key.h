// SPDX-License-Identifier: MIT
#pragma once
/*
 * Keys: a character is its code point, everything else has a number above Unicode. Each has one
 * name, used by scripts, the help and docs/KEYS.md: "j", "Space", "Enter", "Esc", "Ctrl-F", "PgDn",
 * "F1".
 */
#include <stdbool.h>
#include <stdint.h>

enum key {
    KEY_NONE = 0,
    KEY_TAB = '\t',
    KEY_ENTER = '\r',
    KEY_ESCAPE = 0x1b,
    KEY_BACKSPACE = 0x7f,
    KEY_SPECIAL = 0x110000, /* the first that is no character */
    KEY_UP = KEY_SPECIAL,
    KEY_DOWN,
    KEY_LEFT,
    KEY_RIGHT,
    KEY_HOME,
    KEY_END,
    KEY_PAGE_UP,
    KEY_PAGE_DOWN,
    KEY_INSERT,
    KEY_DELETE,
    KEY_BACK_TAB,
    KEY_F1,
    KEY_F12 = KEY_F1 + 11,
    KEY_PASTE,  /* a pasted text: struct input has it */
    KEY_REPORT, /* the terminal said where its cursor is: struct input has it */
    KEY_LIMIT
};

enum { KEY_NAME = 16 };

/* The key that Ctrl and this letter make. */
#define KEY_CTRL(letter) ((uint32_t)(letter)&0x1f)

bool key_from_name(const char *name, uint32_t *key);
void key_name(uint32_t key, char out[KEY_NAME]);
bool key_is_text(uint32_t key); /* can be typed into a field */
