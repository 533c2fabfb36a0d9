// SPDX-License-Identifier: MIT
#pragma once
/*
 * When the domains are kept by another process: a server that --server names, or a vouch of the
 * same user that holds the store and listens on FOLDER/vouch.sock.
 */
#include "base/clock.h"
#include "cli/global.h"
#include "engine/engine.h"
#include "loop/loop.h"
#include "store/store.h"

enum { ELSEWHERE_PATH = 4096 };

/* The socket of whoever holds the store in this folder. */
void elsewhere_socket(const char *folder, char out[ELSEWHERE_PATH]);
/* Whether another process holds the store and answers. One that is about to listen, or to let go,
 * is given until then (by clock_monotonic()); the loop turns meanwhile. */
bool elsewhere_is_kept(struct loop *loop, const char *folder, int64_t until);
/* The engine there: diagnoses are still made by `looks`, which is taken, also on failure. folder
 * NULL: the one that --server names. */
enum status elsewhere_open(const struct globals *globals, struct loop *loop,
                           const struct clock *clock, const char *folder, struct engine *looks,
                           struct engine **out, struct fault *fault) MUST_USE;
/* The store that another process had, when it has let go: never waits for it, and never makes one
 * where there is none any more. For a worker. */
enum status elsewhere_inherit(const char *folder, struct store **out, struct fault *fault) MUST_USE;
