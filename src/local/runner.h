// SPDX-License-Identifier: MIT
#pragma once
/*
 * Works on jobs (engine/job.h) by itself, a few items at a time, one job after another. What came
 * of an item is written in the transaction of its effect, and an item is held by this run alone:
 * killed at any moment, the next run goes on where this one stood and does nothing twice. Inside
 * this floor only.
 */
#include "local/inside.h"

struct runner;
struct errand;

enum { RUNNER_AT_ONCE = 16, RUNNER_HELD_MS = 5 * 60 * 1000, RUNNER_TOLD_MS = 1000 };

struct runner *runner_new(struct local *local);
void runner_free(struct runner *runner); /* once no worker has it; NULL allowed */
/* A place for an errand beside those of the runner: the runner's own, given back when it is over.
 */
struct errand *runner_place(struct runner *runner);
/* A run begins: there may be something to do, and lists that were coming in are forgotten. The
 * runner also begins by itself when a job of this engine changes. */
void runner_wake(struct runner *runner);
