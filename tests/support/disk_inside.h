// SPDX-License-Identifier: MIT
#pragma once
/* The two halves of disk.h: disk.c fails, disk_loss.c remembers. Theirs alone. */
#include "tests/support/disk.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stddef.h>

/* Bytes at a place, or, without bytes, an end put there. */
struct disk_write {
    unsigned char *bytes;
    size_t length;
    int64_t at;
};

/* What the disk holds for certain of one file, and what was written since. */
struct disk_kept {
    char path[512];
    unsigned char *bytes;
    size_t length;
    struct disk_write *writes;
    size_t count, capacity;
    struct disk_kept *next;
};

struct disk {
    sqlite3_vfs vfs, *real;
    pthread_mutex_t mutex;
    long nth;
    enum disk_trouble trouble;
    bool lasting, failed;
    long deadly; /* the change at which the process is killed; 0: none */
    bool torn, unsynced;
    bool watched, lying;
    disk_watcher *watcher;
    void *arg;
    struct disk_kept *kept;
};

struct disk_file {
    sqlite3_file base;
    struct disk *disk;
    struct disk_kept *kept; /* NULL: not watched */
    sqlite3_file *real;     /* behind this */
};

void disk_step(struct disk *disk);
struct disk_kept *disk_keep(struct disk *disk, const char *path, int flags);
void disk_forget(struct disk *disk, const char *path); /* NULL: all */
void disk_written(struct disk_file *file, const void *bytes, size_t n, int64_t at);
void disk_synced(struct disk_file *file);
