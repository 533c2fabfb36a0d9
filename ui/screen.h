// SPDX-License-Identifier: MIT
#pragma once
/*
 * One screen of the console: a full page, or a popup drawn over the page below it. Screens lie on a
 * stack (ui/app.h); the top one gets the keys. A dialog is a screen like any other: nothing waits
 * inside it. Drawing changes nothing but the surface.
 */
#include "engine/event.h"
#include "ui/layout.h"
#include "ui/place.h"
#include "ui/telling.h"

struct app;
struct screen;

struct screen_ops {
    void (*draw)(struct screen *screen, struct pane pane);
    void (*tell)(struct screen *screen, struct telling *out);
    bool (*key)(struct screen *screen, uint32_t key); /* true: used; NULL: no keys of its own */
    void (*heard)(struct screen *screen, const struct event *event); /* NULL: does not care */
    void (*free)(struct screen *screen);
};

struct screen_class {
    struct screen_ops ops;
    enum place place;
    bool popup;   /* what is below stays visible around it */
    bool ticking; /* shows time that runs: drawn anew every second */
    bool narrow;  /* draws itself in small terminals too */
    bool raw; /* a terminal shows its telling past the cells, so that lines can be selected whole */
};

struct screen {
    const struct screen_class *class;
    struct app *app;
};
