// SPDX-License-Identifier: MIT
#pragma once
/*
 * A verification that somebody waits for elsewhere, where no answer may take for ever: when it
 * takes too long, the answer is a job that it goes on as. Inside this floor only.
 */
#include "local/task.h"

enum { PATIENCE_MS = 10000 };

/* Of a request with a proof, or that says how long; all others wait. */
void patience_begin(struct task *task);
