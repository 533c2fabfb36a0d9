// SPDX-License-Identifier: MIT
#pragma once
/*
 * The list of domains as a window of rows around the cursor: a million domains cost no more than a
 * few pages. Rows come by cursors (engine/cursor.h), never by number, so the list may change under
 * us; the end is reached by asking in the reversed order. Moves beyond what is loaded are owed
 * until the rows come. Nothing here waits.
 */
#include "engine/cursor.h"
#include "ui/desk.h"

enum model_state {
    MODEL_IDLE,    /* what is shown is what is */
    MODEL_LOADING, /* nothing to show yet */
    MODEL_STALE,   /* shown rows are being asked for anew */
    MODEL_FAILED   /* fault says why; old rows stay */
};

enum tab { TAB_ALL, TAB_ATTENTION, TAB_WAITING, TAB_IN_USE, TAB_SHARED_IN, TAB_COUNT };
enum model_want { WANT_NOTHING, WANT_TOP, WANT_END, WANT_DOWN, WANT_UP, WANT_SAME };
enum { MODEL_PAGE = 64, MODEL_ROWS = 256, MODEL_FILTER = 256 };

struct model {
    struct desk *desk;
    enum model_state state;
    enum tab tab;
    char filter[MODEL_FILTER]; /* words that must all match, besides the tab's */
    struct list_order order;
    struct domain **rows; /* the window */
    size_t count;
    size_t at, top;      /* the cursor and the first row on the screen, as places in the window */
    bool at_top, at_end; /* the window begins, ends where the list does */
    char before[CURSOR_TEXT]; /* of the row before the window, "" at the top */
    int64_t first;            /* number of the window's first row in the list; -1: not known */
    int64_t owed;             /* rows still to move once they are loaded */
    struct domain_counts counts;
    struct fault fault;
    enum model_want wanted; /* what the request under way will bring */
    char keep[256];         /* WANT_SAME: the domain to stay on */
    char wish[256];         /* the domain to go to with the next WANT_SAME; "" : stay */
    struct ask page;
    struct loop_timer *later; /* collects events into one refresh */
    bool refresh_waits;
};

void model_init(struct model *model, struct desk *desk);
void model_clear(struct model *model);

void model_load(struct model *model);         /* from the top */
void model_refresh(struct model *model);      /* the same rows anew */
void model_refresh_soon(struct model *model); /* so, but many calls are one */
/* So, and the cursor goes to this domain when it is among the rows. */
void model_go_to(struct model *model, const char *domain);
void model_set_tab(struct model *model, enum tab tab);
void model_set_filter(struct model *model, const char *words);
void model_set_order(struct model *model, struct list_order order);

void model_move(struct model *model, int64_t rows);
void model_home(struct model *model);
void model_end(struct model *model);
/* Moves `top` so that the cursor is within `height` rows; asks for rows that will be needed. */
void model_fit(struct model *model, size_t height);

struct domain *model_current(const struct model *model); /* NULL: none */
/* Rows of the tab; -1 when a filter hides how many there are. */
int64_t model_total(const struct model *model);
/* The filter of a request: the tab's word and the user's. */
void model_words(const struct model *model, struct buffer *out);
const char *model_order_word(struct list_order order); /* "-state" */
