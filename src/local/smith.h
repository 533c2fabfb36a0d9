// SPDX-License-Identifier: MIT
#pragma once
/*
 * Makes DKIM key pairs on the worker pool, never on the loop: for a task that waits, for imported
 * domains whose keys follow, and a few ahead for the next registration when the engine lives long.
 * Inside this floor only.
 */
#include "local/inside.h"

struct smith;
struct dkim_pair;

enum { SMITH_AT_ONCE = 2, SMITH_AHEAD = 4 };

/* pair: the callee's; NULL with fault set when none could be made. */
typedef void smith_done_fn(void *arg, struct dkim_pair *pair, const struct fault *fault);

struct smith *smith_new(struct local *local);
void smith_free(struct smith *smith);
/* done is called later, once, unless smith_forget(arg) comes first. */
void smith_make(struct smith *smith, smith_done_fn *done, void *arg);
void smith_forget(struct smith *smith, const void *arg);
/* Looks whether keys are wanted, and begins to make them. Cheap. */
void smith_look(struct smith *smith);
