// SPDX-License-Identifier: MIT
#pragma once
/*
 * The last things done with the domain under the cursor, for the right half of the wide list. They
 * are asked for when the cursor has rested there for a moment, so that moving costs nothing.
 */
#include "ui/desk.h"
#include "ui/layout.h"

struct side_log {
    struct desk *desk;
    char domain[256]; /* "" : none */
    struct log_row *rows;
    size_t count;
    struct ask ask;
    struct pause pause;
};

void side_log_init(struct side_log *log, struct desk *desk);
void side_log_clear(struct side_log *log);
/* The cursor is on this domain; "" : on none. */
void side_log_follow(struct side_log *log, const char *domain);
/* Something happened to a domain. */
void side_log_heard(struct side_log *log, const char *domain);
void side_log_draw(const struct side_log *log, struct pane pane, int y);
