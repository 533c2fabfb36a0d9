// SPDX-License-Identifier: MIT
#pragma once
/* The sizes that the screens are made for. */

enum {
    APP_WIDTH = 80, /* the drawings */
    APP_HEIGHT = 24,
    APP_LEAST_WIDTH = 40, /* one fact a line; below that one line in all */
    APP_LEAST_HEIGHT = 10,
    APP_SPLIT_WIDTH = 120, /* list and domain side by side */
    APP_SPLIT_HEIGHT = 40,
    APP_SPLIT_AT = 60 /* the line between them */
};
