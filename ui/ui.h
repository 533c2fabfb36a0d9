// SPDX-License-Identifier: MIT
#pragma once
/*
 * The console: everything that the command line can do, by keys. It talks to the engine alone; the
 * front is a terminal, a script of keys (--script) or lines of text (--plain).
 */
#include "base/clock.h"
#include "domain/profile.h"
#include "domain/provider.h"
#include "engine/engine.h"
#include "loop/loop.h"

struct ui_options {
    struct loop *loop;
    struct engine *engine;
    const struct clock *clock;
    const struct profile *profile;
    const struct provider_book *providers;
    const char *project;   /* NULL: "default" */
    const char *actor;     /* who, for the activity log; NULL: the account's name */
    const char *lang;      /* "en", "ja", "ko"; NULL: as words_open() left it */
    const char *theme;     /* a shipped theme or a file (with a slash); NULL: the default one */
    const char *script;    /* replay this file of keys without a terminal; NULL: none */
    const char *clipboard; /* auto, osc52, tmux, command, print or off; NULL: auto */
    enum environment environment; /* what Register begins with */
    enum region region;
    bool ascii, no_color, plain, read_only;
    bool house_words; /* the service's own words (Authenticate, Enable) on the buttons */
};

/* Runs until the user leaves; the exit code. The engine stays the caller's. */
int ui_run(const struct ui_options *options);
