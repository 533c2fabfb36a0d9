// SPDX-License-Identifier: MIT
#pragma once
/*
 * THE table of what can be done: one row gives a thing its name, its keys, where it works, when it
 * is possible, what it runs and the words for it. Keys, buttons, the line of hints, the help, the
 * palette and docs/KEYS.md read the same row.
 */
#include "ui/place.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct app;

enum action_id {
    ACTION_NONE,
    ACTION_SHARE_REMOVE,
    ACTION_ROW,
    ACTION_PAGE,
    ACTION_ENDS,
    ACTION_NEXT_TAB,
    ACTION_NEXT_SECTION,
    ACTION_NEXT_PART,
    ACTION_PRESS,
    ACTION_CHANGE,
    ACTION_SCROLL,
    ACTION_OPEN,
    ACTION_WHY,
    ACTION_FULL_ANSWER,
    ACTION_VERIFY,
    ACTION_VERIFY_ALL,
    ACTION_SHOW,
    ACTION_COPY,
    ACTION_COPY_HOST,
    ACTION_COPY_FORM,
    ACTION_PLAIN_TEXT,
    ACTION_SAVE,
    ACTION_USE,
    ACTION_GUIDE,
    ACTION_OTHER_PROVIDER,
    ACTION_WAIT,
    ACTION_WAIT_LEAVE,
    ACTION_WAIT_BELL,
    ACTION_WAIT_NEXT,
    ACTION_SHARE,
    ACTION_SHARE_ADD,
    ACTION_SHARE_LABEL,
    ACTION_MERGE,
    ACTION_MERGE_DROP,
    ACTION_MERGE_ALL,
    ACTION_MERGE_EDIT,
    ACTION_MERGE_TREE,
    ACTION_DMARC,
    ACTION_DMARC_NEXT,
    ACTION_TEST_MAIL,
    ACTION_HEADERS_PASTE,
    ACTION_HEADERS_OPEN,
    ACTION_HEADERS_CLEAR,
    ACTION_HEADERS_NEXT,
    ACTION_HEADERS_EXPLAIN,
    ACTION_RAW,
    ACTION_LOG,
    ACTION_LOG_DOMAIN,
    ACTION_LOG_WHO,
    ACTION_DELETE,
    ACTION_MARK,
    ACTION_MARK_PATTERN,
    ACTION_MARK_NONE,
    ACTION_REGISTER,
    ACTION_PROJECT_KEY,
    ACTION_LEARN,
    ACTION_REFRESH,
    ACTION_FILTER,
    ACTION_ATTENTION,
    ACTION_WAITING,
    ACTION_SORT,
    ACTION_CLEAR,
    ACTION_HELP,
    ACTION_HELP_SEARCH,
    ACTION_HELP_LEGEND,
    ACTION_HELP_GLOSSARY,
    ACTION_COMMAND,
    ACTION_REDRAW,
    ACTION_SUSPEND,
    ACTION_BACK,
    ACTION_CLOSE,
    ACTION_QUIT,
    ACTION_COUNT
};

enum action_group { GROUP_MOVE, GROUP_DOMAIN, GROUP_MARK, GROUP_MAKE, GROUP_CONSOLE, GROUP_COUNT };

struct action {
    const char *name;  /* "domain.verify": in the palette */
    const char *keys;  /* names of keys, blanks between; the first is shown */
    const char *shown; /* how the keys are written; NULL: the first */
    unsigned where;    /* set of 1u << PLACE_* */
    enum action_group group;
    bool (*when)(const struct app *app); /* possible now? NULL: always */
    void (*run)(struct app *app);        /* NULL: the screen does it itself */
    const char *label;                   /* msgid: one or two words, for buttons and hints */
    const char *house;                   /* msgid: the service's own words; NULL: the same */
    const char *help;                    /* msgid: one line */
};

const struct action *action_at(enum action_id id);
/* What the key does there; NULL: nothing now. */
const struct action *action_for_key(const struct app *app, enum place place, uint32_t key);
/* By its name, or the part after the dot when that is meant by one alone. */
const struct action *action_by_name(const char *name);
bool action_is_possible(const struct action *action, const struct app *app);
/* "v" */
const char *action_shown(const struct action *action, char *out, size_t size);
const char *action_label(const struct action *action, bool house);
const char *group_title(enum action_group group); /* msgid */

/* The buttons of row 3 and the hints of the last row; each ends at ACTION_NONE. Buttons after
 * ACTION_COUNT stand right of the bar. The later ones are left out first when there is no room. */
const enum action_id *place_buttons(enum place place);
const enum action_id *place_hints(enum place place);
