// SPDX-License-Identifier: MIT
#pragma once
/* Where in the console we are: one place a kind of screen. Actions, buttons and hints are tied to
 * places. */

enum place {
    PLACE_LIST,
    PLACE_DETAIL,
    PLACE_REGISTER,
    PLACE_SHOW,
    PLACE_GUIDE,
    PLACE_WHY,
    PLACE_RAW,
    PLACE_WAIT,
    PLACE_MERGE,
    PLACE_DMARC,
    PLACE_HEADERS,
    PLACE_SHARING,
    PLACE_LOG,
    PLACE_LEARN,
    PLACE_PROJECT_KEY,
    PLACE_QUESTION,
    PLACE_DELETE,
    PLACE_PROMPT,
    PLACE_HELP,
    PLACE_PLAIN,
    PLACE_COUNT
};

const char *place_word(enum place place);  /* "list": in docs/KEYS.md */
const char *place_title(enum place place); /* msgid: "List of domains" */
