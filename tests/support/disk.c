// SPDX-License-Identifier: MIT
#include "tests/support/disk.h"

#include "tests/support/disk_inside.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

/* True: this operation fails. */
static bool strikes(struct disk *disk)
{
    bool now;

    pthread_mutex_lock(&disk->mutex);
    now = disk->nth > 0 && --disk->nth == 0;
    if (now || (disk->lasting && disk->failed)) {
        disk->failed = true;
        now = true;
    }
    pthread_mutex_unlock(&disk->mutex);
    return now;
}

/* True: this change of a file is the last thing that the process does. */
static bool is_deadly(struct disk *disk)
{
    bool now;

    pthread_mutex_lock(&disk->mutex);
    now = disk->deadly > 0 && --disk->deadly == 0;
    pthread_mutex_unlock(&disk->mutex);
    return now;
}

static void die_if_deadly(struct disk *disk)
{
    if (is_deadly(disk)) {
        raise(SIGKILL);
    }
}

static struct disk_file *file_of(sqlite3_file *file)
{
    return (struct disk_file *)(void *)file;
}

static int file_close(sqlite3_file *file)
{
    return file_of(file)->real->pMethods->xClose(file_of(file)->real);
}

static int file_read(sqlite3_file *file, void *to, int n, sqlite3_int64 at)
{
    struct disk_file *mine = file_of(file);

    return strikes(mine->disk) ? SQLITE_IOERR_READ
                               : mine->real->pMethods->xRead(mine->real, to, n, at);
}

static int file_write(sqlite3_file *file, const void *from, int n, sqlite3_int64 at)
{
    struct disk_file *mine = file_of(file);

    if (is_deadly(mine->disk)) {
        if (mine->disk->torn) {
            (void)mine->real->pMethods->xWrite(mine->real, from, n / 2, at);
        }
        raise(SIGKILL);
    }
    disk_step(mine->disk);
    if (strikes(mine->disk)) {
        return mine->disk->trouble == DISK_FULL ? SQLITE_FULL : SQLITE_IOERR_WRITE;
    }
    disk_written(mine, from, (size_t)n, at);
    return mine->real->pMethods->xWrite(mine->real, from, n, at);
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    struct disk_file *mine = file_of(file);

    die_if_deadly(mine->disk);
    disk_step(mine->disk);
    if (strikes(mine->disk)) {
        return SQLITE_IOERR_TRUNCATE;
    }
    disk_written(mine, NULL, 0, size);
    return mine->real->pMethods->xTruncate(mine->real, size);
}

static int file_sync(sqlite3_file *file, int flags)
{
    struct disk_file *mine = file_of(file);

    die_if_deadly(mine->disk);
    disk_step(mine->disk);
    if (strikes(mine->disk)) {
        return SQLITE_IOERR_FSYNC;
    }
    disk_synced(mine);
    return mine->disk->unsynced ? SQLITE_OK : mine->real->pMethods->xSync(mine->real, flags);
}

static int file_size(sqlite3_file *file, sqlite3_int64 *out)
{
    struct disk_file *mine = file_of(file);

    return strikes(mine->disk) ? SQLITE_IOERR_FSTAT
                               : mine->real->pMethods->xFileSize(mine->real, out);
}

/* The rest is the real one's. */
#define REAL(file) file_of(file)->real->pMethods
static int file_lock(sqlite3_file *file, int level)
{
    return REAL(file)->xLock(file_of(file)->real, level);
}
static int file_unlock(sqlite3_file *file, int level)
{
    return REAL(file)->xUnlock(file_of(file)->real, level);
}
static int file_reserved(sqlite3_file *file, int *out)
{
    return REAL(file)->xCheckReservedLock(file_of(file)->real, out);
}
static int file_control(sqlite3_file *file, int what, void *arg)
{
    return REAL(file)->xFileControl(file_of(file)->real, what, arg);
}
static int file_sector(sqlite3_file *file)
{
    return REAL(file)->xSectorSize(file_of(file)->real);
}
static int file_traits(sqlite3_file *file)
{
    (void)file;
    return 0; /* promises nothing: no write is atomic */
}
static int file_map(sqlite3_file *file, int page, int size, int extend, void volatile **out)
{
    return REAL(file)->xShmMap(file_of(file)->real, page, size, extend, out);
}
static int file_shared(sqlite3_file *file, int from, int n, int flags)
{
    return REAL(file)->xShmLock(file_of(file)->real, from, n, flags);
}
static void file_barrier(sqlite3_file *file)
{
    REAL(file)->xShmBarrier(file_of(file)->real);
}
static int file_unmap(sqlite3_file *file, int gone)
{
    return REAL(file)->xShmUnmap(file_of(file)->real, gone);
}

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_unlock,
    .xCheckReservedLock = file_reserved,
    .xFileControl = file_control,
    .xSectorSize = file_sector,
    .xDeviceCharacteristics = file_traits,
    .xShmMap = file_map,
    .xShmLock = file_shared,
    .xShmBarrier = file_barrier,
    .xShmUnmap = file_unmap,
};

static int disk_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *got)
{
    struct disk *disk = vfs->pAppData;
    struct disk_file *mine = file_of(file);
    int code;

    file->pMethods = NULL;
    if (strikes(disk)) {
        return SQLITE_CANTOPEN;
    }
    *mine = (struct disk_file){.disk = disk, .real = (sqlite3_file *)(void *)(mine + 1)};
    code = disk->real->xOpen(disk->real, path, mine->real, flags, got);
    if (code == SQLITE_OK) {
        mine->kept = disk_keep(disk, path, flags);
        file->pMethods = &methods;
    }
    return code;
}

static int disk_delete(sqlite3_vfs *vfs, const char *path, int sync)
{
    struct disk *disk = vfs->pAppData;

    die_if_deadly(disk);
    if (strikes(disk)) {
        return SQLITE_IOERR_DELETE;
    }
    disk_forget(disk, path);
    return disk->real->xDelete(disk->real, path, sync);
}

struct disk *disk_new(void)
{
    struct disk *disk = calloc(1, sizeof *disk);

    disk->real = sqlite3_vfs_find(NULL);
    disk->vfs = *disk->real;
    disk->vfs.zName = "vouch-test-disk";
    disk->vfs.szOsFile += (int)sizeof(struct disk_file);
    disk->vfs.pNext = NULL;
    disk->vfs.pAppData = disk;
    disk->vfs.xOpen = disk_open;
    disk->vfs.xDelete = disk_delete;
    pthread_mutex_init(&disk->mutex, NULL);
    sqlite3_vfs_register(&disk->vfs, 1);
    return disk;
}

void disk_free(struct disk *disk)
{
    sqlite3_vfs_unregister(&disk->vfs);
    disk_forget(disk, NULL);
    pthread_mutex_destroy(&disk->mutex);
    free(disk);
}

void disk_fail(struct disk *disk, long nth, enum disk_trouble trouble, bool lasting)
{
    pthread_mutex_lock(&disk->mutex);
    disk->nth = nth;
    disk->trouble = trouble;
    disk->lasting = lasting;
    disk->failed = false;
    pthread_mutex_unlock(&disk->mutex);
}

void disk_kill(struct disk *disk, long nth, bool torn)
{
    pthread_mutex_lock(&disk->mutex);
    disk->deadly = nth;
    disk->torn = torn;
    disk->unsynced = true;
    pthread_mutex_unlock(&disk->mutex);
}

bool disk_calm(struct disk *disk)
{
    bool failed;

    pthread_mutex_lock(&disk->mutex);
    failed = disk->failed;
    disk->nth = 0;
    disk->failed = false;
    disk->lasting = false;
    pthread_mutex_unlock(&disk->mutex);
    return failed;
}
