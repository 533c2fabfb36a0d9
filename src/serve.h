// SPDX-License-Identifier: MIT
#pragma once
/* `vouch serve`: the engine over HTTP until SIGTERM or SIGINT; SIGHUP reads vouch.conf again. */
#include "base/clock.h"
#include "cli/args.h"
#include "engine/engine.h"
#include "loop/loop.h"

/* The exit code. */
int serve_run(const struct args *args, struct globals *globals, struct loop *loop,
              struct engine *engine, const struct clock *clock);
