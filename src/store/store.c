// SPDX-License-Identifier: MIT
#include "store/store.h"

#include "base/log.h"
#include "base/memory.h"
#include "store/lock.h"
#include "store/reach.h"
#include "store/schema.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct store {
    struct store_lock *lock;
    struct db *reader, *writer;
    struct db *far; /* NULL: not opened yet */
    bool is_new;
};

/* A file that was there already, copied from elsewhere say, may be open to others. Somebody else's
 * file keeps its mode. */
static void mode_settle(const char *path, int fd)
{
    struct stat about;

    if (fstat(fd, &about) == 0 && about.st_uid == geteuid() && about.st_mode & 077 &&
        fchmod(fd, 0600) != 0) {
        log_line(LOG_WARN, "%s: %s", path, strerror(errno));
    }
}

/* SQLite would make the file by the umask; its companions take over the mode of the file. */
static enum status file_touch(const char *path, struct fault *fault)
{
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

    if (fd < 0) {
        return store_reach_fault(path, errno, fault);
    }
    mode_settle(path, fd);
    close(fd);
    return STATUS_OK;
}

static enum status connections_open(struct store *store, const char *path, struct fault *fault)
{
    int version = 0;
    enum status status = db_open(path, DB_WRITES, &store->writer, fault);

    status = status ? status : schema_check(store->writer, &version, fault);
    status = status ? status : db_settle(store->writer, fault);
    status = status ? status : schema_migrate(store->writer, version, fault);
    status = status ? status : db_open(path, DB_READS, &store->reader, fault);
    status = status ? status : db_settle(store->reader, fault);
    store->is_new = version == 0;
    return status;
}

enum status store_open(const struct store_options *options, struct store **out, struct fault *fault)
{
    struct store *store = mem_new(sizeof *store);
    struct buffer path = {0};
    enum status status = store_folder_make(options->folder, fault);

    buffer_printf(&path, "%s/vouch.db", options->folder);
    status = status ? status
                    : store_lock_take(options->folder, options->program, options->wait_ms,
                                      &store->lock, fault);
    status = status ? status : file_touch(buffer_text(&path), fault);
    status = status ? status : connections_open(store, buffer_text(&path), fault);
    buffer_clear(&path);
    if (status) {
        store_close(store);
        return status;
    }
    *out = store;
    return STATUS_OK;
}

void store_close(struct store *store)
{
    if (store) {
        db_close(store->far);
        db_close(store->reader);
        db_close(store->writer);
        store_lock_free(store->lock);
        free(store);
    }
}

bool store_is_new(const struct store *store)
{
    return store->is_new;
}

struct db *store_reader(struct store *store)
{
    return store->reader;
}

struct db *store_writer(struct store *store)
{
    return store->writer;
}

void store_look(struct store *store)
{
    (void)!sql_run(store->reader, "BEGIN", SQL_NOTHING, NULL);
}

void store_look_end(struct store *store)
{
    /* After some failures SQLite has ended it by itself. */
    (void)!sql_run(store->reader, "COMMIT", SQL_NOTHING, NULL);
}

enum status store_far_reader(struct store *store, struct db **out, struct fault *fault)
{
    enum status status = STATUS_OK;

    if (!store->far) {
        status = db_open(db_path(store->reader), DB_READS, &store->far, fault);
        status = status ? status : db_settle(store->far, fault);
    }
    *out = store->far;
    return status;
}

enum status store_begin(struct store *store, struct fault *fault)
{
    enum status status = sql_run(store->writer, "BEGIN IMMEDIATE", SQL_NOTHING, fault);

    db_inside(store->writer, status == STATUS_OK);
    return status;
}

enum status store_mark(struct store *store, struct fault *fault)
{
    return sql_run(store->writer, "SAVEPOINT change", SQL_NOTHING, fault);
}

int64_t store_written(const struct store *store)
{
    return sql_written(store->writer);
}

enum status store_keep(struct store *store, struct fault *fault)
{
    return sql_run(store->writer, "RELEASE change", SQL_NOTHING, fault);
}

enum status store_undo(struct store *store, struct fault *fault)
{
    enum status status = sql_run(store->writer, "ROLLBACK TO change", SQL_NOTHING, fault);

    return status ? status : store_keep(store, fault);
}

enum status store_commit(struct store *store, struct fault *fault)
{
    enum status status = sql_run(store->writer, "COMMIT", SQL_NOTHING, fault);

    if (status) {
        store_rollback(store);
    }
    db_inside(store->writer, false);
    return status;
}

void store_rollback(struct store *store)
{
    db_inside(store->writer, false);
    /* SQLite has rolled back by itself after some failures; then this one says so, no more. */
    (void)!sql_run(store->writer, "ROLLBACK", SQL_NOTHING, NULL);
}

enum status store_meta_get(struct db *db, const char *name, struct buffer *out, struct fault *fault)
{
    struct sql_rows rows;
    bool found;
    enum status status;

    sql_open(db, "SELECT value FROM meta WHERE name = ?1", SQL_VALUES(SQL_TEXT(name)), &rows);
    found = sql_next(&rows);
    if (found) {
        size_t length;
        const void *bytes = sql_blob(&rows, 0, &length);

        buffer_add(out, bytes, length);
    }
    status = sql_close(&rows, fault);
    return status ? status : found ? STATUS_OK : STATUS_MISSING;
}

enum status store_meta_put(struct db *db, const char *name, const void *bytes, size_t n,
                           struct fault *fault)
{
    return sql_run(db, "INSERT OR REPLACE INTO meta VALUES (?1, ?2)",
                   SQL_VALUES(SQL_TEXT(name), SQL_BLOB(bytes, n)), fault);
}
