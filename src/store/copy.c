// SPDX-License-Identifier: MIT
#include "store/copy.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/random.h"
#include "base/words.h"
#include "store/lock.h"
#include "store/reach.h"
#include "store/schema.h"
#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

char *copy_store(const char *folder)
{
    struct buffer path = {0};

    buffer_printf(&path, "%s/vouch.db", folder);
    return buffer_take(&path);
}

static enum status system_fault(const char *path, struct fault *fault)
{
    int error = errno;

    return fault_set(fault, error == ENOENT ? STATUS_MISSING : STATUS_IO,
                     error == ENOENT ? "no-file" : "file-error", "%s: %s", path, strerror(error));
}

static enum status whole_check(struct db *db, struct fault *fault)
{
    struct sql_rows rows;
    bool whole;
    enum status status;

    sql_open(db, "PRAGMA integrity_check(1)", SQL_NOTHING, &rows);
    whole = sql_next(&rows) && strcmp(sql_text(&rows, 0), "ok") == 0;
    status = sql_close(&rows, fault);
    if (status == STATUS_OK && !whole) {
        status = fault_set(fault, STATUS_IO, "store-damaged", _("%s is damaged"), db_path(db));
    }
    return status;
}

/* An empty file is a store that was never made: no copy of one. */
static enum status facts_read(struct db *db, struct copy_facts *out, struct fault *fault)
{
    enum status status = schema_check(db, &out->schema, fault);

    if (status == STATUS_OK && out->schema == 0) {
        status = fault_set(fault, STATUS_IO, "store-foreign", _("%s is no copy of a store"),
                           db_path(db));
    }
    status = status ? status : whole_check(db, fault);
    status = status
                 ? status
                 : sql_number(db, "SELECT count(*) FROM domain", SQL_NOTHING, &out->domains, fault);
    status =
        status ? status
               : sql_number(db, "SELECT count(*) FROM project", SQL_NOTHING, &out->projects, fault);
    if (status == STATUS_OK) {
        status = store_meta_get(db, "master-key-proof", &out->proof, fault);
        status = status == STATUS_MISSING ? STATUS_OK : status;
    }
    return status;
}

enum status copy_check(const char *file, struct copy_facts *out, struct fault *fault)
{
    struct copy_facts facts = {0};
    struct stat about;
    struct db *db = NULL;
    enum status status = stat(file, &about) == 0 ? STATUS_OK : system_fault(file, fault);

    status = status ? status : db_open(file, DB_READS, &db, fault);
    status = status ? status : facts_read(db, &facts, fault);
    db_close(db);
    if (status) {
        buffer_clear(&facts.proof);
        return status;
    }
    facts.bytes = about.st_size;
    *out = facts;
    return STATUS_OK;
}

static enum status disk_sync(const char *path, int flags, struct fault *fault)
{
    int fd = open(path, flags | O_CLOEXEC);
    bool good = fd >= 0 && fsync(fd) == 0;
    enum status status = good ? STATUS_OK : system_fault(path, fault);

    if (fd >= 0) {
        close(fd);
    }
    return status;
}

static enum status folder_sync(const char *file, struct fault *fault)
{
    char *path = mem_text(file);
    enum status status = disk_sync(dirname(path), O_RDONLY | O_DIRECTORY, fault);

    free(path);
    return status;
}

/* SQLite fills a file that is empty, and so it is never anybody else's to read. */
static enum status vacuum_into(const char *from, const char *file, struct fault *fault)
{
    int fd = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    struct db *db = NULL;
    enum status status = fd >= 0 ? STATUS_OK : system_fault(file, fault);

    if (fd >= 0) {
        close(fd);
    }
    status = status ? status : db_open(from, DB_READS, &db, fault);
    status = status ? status : sql_run(db, "VACUUM INTO ?1", SQL_VALUES(SQL_TEXT(file)), fault);
    db_close(db);
    return status ? status : disk_sync(file, O_RDWR, fault);
}

/* Its companion while it is not whole. */
static char *unfinished(const char *file)
{
    struct buffer path = {0};
    char id[37];

    random_uuid(id);
    buffer_printf(&path, "%s.%.8s", file, id);
    return buffer_take(&path);
}

static enum status exists(const char *file, struct fault *fault)
{
    fault_set(fault, STATUS_REFUSED, "file-exists", _("%s is there already; nothing was changed"),
              file);
    fault_detail(fault, "path", file);
    return STATUS_REFUSED;
}

/* A link, unlike a rename, takes nobody's place. */
static enum status publish(const char *made, const char *file, struct fault *fault)
{
    if (link(made, file) != 0) {
        return errno == EEXIST ? exists(file, fault) : system_fault(file, fault);
    }
    return folder_sync(file, fault);
}

enum status copy_make(const char *from, const char *file, struct fault *fault)
{
    struct copy_facts facts = {0};
    struct stat about;
    char *made;
    enum status status;

    if (lstat(file, &about) == 0) {
        return exists(file, fault);
    }
    made = unfinished(file);
    status = vacuum_into(from, made, fault);
    status = status ? status : copy_check(made, &facts, fault);
    status = status ? status : publish(made, file, fault);
    unlink(made);
    buffer_clear(&facts.proof);
    free(made);
    return status;
}

/* What SQLite has beside the file it goes with. */
static const char *const companions[] = {"-wal", "-shm"};

/* A store that can be opened is folded into its one file by that. */
static void fold(const char *path)
{
    struct db *db = NULL;

    if (db_open(path, DB_WRITES, &db, NULL) == STATUS_OK) {
        (void)!db_settle(db, NULL);
    }
    db_close(db);
}

/* PATH.TIME, or PATH.TIME.2 and so on where that second has seen one before. Nobody else makes such
 * names: the folder's lock is held. */
static void aside_name(const char *path, int64_t now, struct buffer *out)
{
    struct stat about;
    char when[CLOCK_TEXT];

    clock_rfc3339(now, when);
    buffer_printf(out, "%s.%s", path, when);
    for (unsigned i = 2; lstat(out->bytes, &about) == 0; i++) {
        buffer_reset(out);
        buffer_printf(out, "%s.%s.%u", path, when, i);
    }
}

/* The store that is there gets a second name; its own is free to be taken over. */
static enum status put_aside(const char *path, int64_t now, struct fault *fault)
{
    struct buffer kept = {0};
    enum status status = STATUS_OK;

    fold(path);
    aside_name(path, now, &kept);
    for (size_t i = 0; i < COUNT(companions) && status == STATUS_OK; i++) {
        struct buffer from = {0}, to = {0};

        buffer_printf(&from, "%s%s", path, companions[i]);
        buffer_printf(&to, "%s%s", buffer_text(&kept), companions[i]);
        if (rename(buffer_text(&from), buffer_text(&to)) != 0 && errno != ENOENT) {
            status = system_fault(buffer_text(&from), fault);
        }
        buffer_clear(&from);
        buffer_clear(&to);
    }
    if (status == STATUS_OK && link(path, buffer_text(&kept)) != 0) {
        status = errno == EEXIST ? exists(buffer_text(&kept), fault)
                                 : system_fault(buffer_text(&kept), fault);
    }
    buffer_clear(&kept);
    return status;
}

static enum status take_place(const char *made, const char *path, bool replace, int64_t now,
                              struct fault *fault)
{
    struct stat about;
    bool is_there = lstat(path, &about) == 0;
    enum status status = STATUS_OK;

    if (is_there && !replace) {
        fault_set(fault, STATUS_REFUSED, "store-exists",
                  _("there is a store already, %s; nothing was changed"), path);
        fault_detail(fault, "path", path);
        return STATUS_REFUSED;
    }
    status = is_there ? put_aside(path, now, fault) : STATUS_OK;
    if (status == STATUS_OK && rename(made, path) != 0) {
        status = system_fault(path, fault);
    }
    return status ? status : folder_sync(path, fault);
}

enum status copy_restore(const char *file, const char *folder, bool replace, int64_t now,
                         struct fault *fault)
{
    struct store_lock *lock = NULL;
    char *path = copy_store(folder), *made = unfinished(path);
    enum status status = store_folder_make(folder, fault);

    status = status ? status : store_lock_take(folder, "vouch restore", 0, &lock, fault);
    status = status ? status : copy_make(file, made, fault);
    status = status ? status : take_place(made, path, replace, now, fault);
    unlink(made);
    store_lock_free(lock);
    free(made);
    free(path);
    return status;
}
