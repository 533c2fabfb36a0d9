// SPDX-License-Identifier: MIT
#pragma once
/*
 * A disk that fails when it is told to: SQLite's default file system from disk_new() to
 * disk_free(), over the real one. It fails the n-th operation, or that one and all behind it; and
 * it remembers what was written but not synced, so that it can say what a power loss would leave.
 */
#include "base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

enum disk_trouble { DISK_IO, DISK_FULL }; /* full: writes only, everything else is an I/O error */

struct disk;
/* Called on whatever thread writes, before each write, sync and truncation. */
typedef void disk_watcher(void *arg, struct disk *disk);

struct disk *disk_new(void);
void disk_free(struct disk *disk); /* nothing may be open on it */

/* nth: 1 is the next operation. lasting: those behind it fail too. */
void disk_fail(struct disk *disk, long nth, enum disk_trouble trouble, bool lasting);
/* Works again. True: it did fail since disk_fail(). */
bool disk_calm(struct disk *disk);

/* This process is killed (SIGKILL) at the n-th change of a file: before it, or, torn, when half of
 * what is to be written is. 0: never. Syncs are not waited for from now on: what a process wrote
 * outlives it without. */
void disk_kill(struct disk *disk, long nth, bool torn);

/* From now on what is not synced is remembered; before anything is opened. lying: a sync does
 * nothing. */
void disk_watch(struct disk *disk, disk_watcher *watcher, void *arg, bool lying);
/* Inside a watcher: the files as a power loss now could leave them, in a folder that exists. What
 * was not synced is there, lost, there in part or noise. */
void disk_lose(struct disk *disk, const char *folder, uint32_t *dice);
/* xorshift: the same seed, the same losses. */
uint32_t disk_dice(uint32_t *dice);

/* Every row of every table of a store, in order. */
void disk_rows(const char *path, struct buffer *out);
/* What SQLite finds wrong with a file: "ok". */
void disk_checked(const char *path, struct buffer *out);
