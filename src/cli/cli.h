// SPDX-License-Identifier: MIT
#pragma once
/*
 * The command line: argv in, text on standard output, an exit code. main.c reads the arguments
 * (cli/args.h), lets cli_answer() serve what needs no engine, wires the parts and runs the command.
 */
#include "base/clock.h"
#include "base/library.h"
#include "cli/args.h"
#include "domain/profile.h"
#include "domain/provider.h"
#include "engine/engine.h"
#include "loop/loop.h"

struct cli_options {
    struct loop *loop;
    struct engine *engine;
    const struct clock *clock;
    const struct profile *profile;
    const struct provider_book *providers;
    const struct library *libraries; /* for `doctor` */
    size_t library_count;
    bool is_kept_elsewhere; /* for `doctor`: the store is another process's, which answers */
    const struct fault
        *store_fault; /* for `doctor`: why the store could not be opened; NULL: it could */
};

/* --help, --version, `help` and `completion`: true when that was it, and *code is the exit code. */
bool cli_answer(const struct args *args, const struct globals *globals,
                const struct library *libraries, size_t count, int *code);
/* Runs a verb's command to its end; the exit code. */
int cli_run(const struct args *args, const struct globals *globals,
            const struct cli_options *options);
/* Says a fault as the options want it; the exit code. */
int cli_refuse(const struct globals *globals, const struct fault *fault);
