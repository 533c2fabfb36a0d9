// SPDX-License-Identifier: MIT
#pragma once
/*
 * The jobs a cell can have on the screen. Code names the job; the theme says which colour does it.
 * PAINT_TEXT is the terminal's own foreground and background.
 */

enum paint {
    PAINT_TEXT,
    PAINT_TITLE,   /* row 1 */
    PAINT_MENU,    /* row 2: where we are in the console */
    PAINT_KEY,     /* the key in a button or a hint */
    PAINT_LABEL,   /* the words of a button or a hint */
    PAINT_RULE,    /* lines between sections */
    PAINT_SECTION, /* words in such a line */
    PAINT_HEADER,  /* column heads */
    PAINT_CURRENT, /* the row under the cursor */
    PAINT_MARKED,
    PAINT_GOOD,
    PAINT_WAIT,
    PAINT_BAD,
    PAINT_QUIET,   /* what matters less */
    PAINT_MESSAGE, /* row 23 */
    PAINT_ALARM,   /* row 23 when something was refused */
    PAINT_FRAME,   /* border and title of a popup */
    PAINT_FIELD,   /* where text can be typed */
    PAINT_FOCUS,   /* the field or the button that has the keys */
    PAINT_COUNT
};

const char *paint_word(enum paint paint); /* "current": its name in a theme file */
