// SPDX-License-Identifier: MIT
#pragma once
/*
 * Everything about a name that can be told before it is registered: its form, the blocked names,
 * whether this project has it, who hosts its DNS. The first two at once, the others a moment after
 * the last letter was typed.
 */
#include "ui/desk.h"
#include "ui/layout.h"
#include "ui/telling.h"

#include "base/fault.h"

struct app;

enum check_mark { MARK_UNKNOWN, MARK_ASKING, MARK_GOOD, MARK_BAD };

struct register_checks {
    struct app *app;
    bool name_is_valid;
    char name[256];            /* as it will be registered */
    struct fault fault;        /* why not */
    enum check_mark free_mark; /* this project does not have it */
    enum check_mark dns_mark;
    char provider[96];
    struct ask known, seen;
    struct pause pause;
};

void register_checks_init(struct register_checks *checks, struct app *app);
void register_checks_clear(struct register_checks *checks);
void register_checks_name(struct register_checks *checks, const char *typed);
void register_checks_draw(const struct register_checks *checks, struct pane pane);
void register_checks_tell(const struct register_checks *checks, struct telling *out);
