// SPDX-License-Identifier: MIT
#pragma once
/*
 * One process holds a store: an flock() on FOLDER/vouch.lock, which also names its holder. The
 * kernel lets go of it when the process ends, however it ends.
 */
#include "base/fault.h"

#include <stdbool.h>
#include <sys/types.h>

struct store_lock;

struct store_holder {
    pid_t pid; /* 0: not known */
    char program[64];
};

/* Tries for wait_ms, asleep in between: before the loop only. code "store-held" says who has it. */
enum status store_lock_take(const char *folder, const char *program, int wait_ms,
                            struct store_lock **out, struct fault *fault) MUST_USE;
void store_lock_free(struct store_lock *lock); /* NULL allowed */
/* Looks without taking: true when another process has it. */
bool store_lock_holder(const char *folder, struct store_holder *out);
