// SPDX-License-Identifier: MIT
#pragma once
/* The local engine as its own files see it. Everything lives on the loop's thread; a worker has the
 * store's writer and the tasks it writes until they are committed, and nothing else ever. */
#include "base/spares.h"
#include "local/detail.h"
#include "local/local.h"
#include "local/standard.h"
#include "store/holder.h"
#include "store/projects.h"
#include "store/store.h"

#include <stdbool.h>

enum { LOCAL_SPARES = 512 }; /* as many checks as a mouth has on their way */

struct gate;
struct key_ring;
struct local;
struct scribe;
struct smith;
struct planner;
struct hooks;
struct reader;
struct runner;
struct rotation;
struct watchers;

struct local {
    struct engine base;
    struct local_options options;
    char *folder; /* NULL: no store */
    struct store *store;
    struct key_ring *ring;
    struct rotation *rotation; /* of the master key (local/rotation.h); NULL: none */
    struct task_table *tasks;
    struct gate *gate;         /* who comes from elsewhere (local/gate.h); NULL: no store */
    struct scribe *scribe;     /* transactions (local/scribe.h) */
    struct reader *reader;     /* reads that take long (local/reader.h); NULL: no store */
    struct smith *smith;       /* keys (local/smith.h) */
    struct planner *planner;   /* re-checks (local/planner.h); NULL: not asked for */
    struct hooks *hooks;       /* who is told (local/hooks.h); NULL: no store */
    struct runner *runner;     /* jobs (local/runner.h); NULL: no store */
    struct watchers *watchers; /* who is told of changes (local/watchers.h) */
    int64_t run;               /* this run of the program, as a holder of work */
    struct standard standard;  /* what the profile wants (local/standard.h) */
    struct detail detail;      /* of a look that is written down: its room for the next */
    struct project_row asker;  /* who asked last in this turn of the table; id 0: nobody */
    struct spares tasks_spent; /* what each task needs anew is the next one's (local/task.h), */
    struct spares wanted_spent, results_spent; /* and of a check (local/wanted.h) */
    unsigned workers;                          /* on the pool now: they hold the engine */
    bool closing;
};

int64_t local_now(const struct local *local);
/* This run, holding something from now on for so many milliseconds. */
struct holder local_holder(const struct local *local, int64_t held_ms);
/* A worker came back. Frees the engine when it was only waiting for that; then true. */
bool local_release(struct local *local);
