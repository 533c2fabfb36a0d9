// SPDX-License-Identifier: MIT
#include "store/sql.h"

#include "base/array.h"
#include "base/clock.h"
#include "base/text.h"
#include "base/words.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum {
    BUDGET_STEPS = 4096,  /* of SQLite's machine between two looks at the clock: some 0.1 ms */
    FOREIGN_WAIT_MS = 200 /* for somebody's sqlite3 shell: no vouch but this one has the store */
};

struct kept {
    const char *sql; /* compared by address */
    sqlite3_stmt *statement;
};

struct db {
    sqlite3 *handle;
    char *path;
    enum db_use use;
    bool inside;
    struct kept *kept;
    size_t count, capacity;
    int64_t budget_ms, deadline;
    _Atomic bool stopped;
};

// clang-format off
static const char *const settings[] = {
    [DB_WRITES] =
        "PRAGMA journal_mode = WAL;"
        "PRAGMA synchronous = FULL;"
        "PRAGMA foreign_keys = ON;"
        "PRAGMA trusted_schema = OFF;"
        "PRAGMA cell_size_check = ON;"
        "PRAGMA temp_store = MEMORY;"
        "PRAGMA cache_size = -4096;"
        "PRAGMA wal_autocheckpoint = 2000;"
        "PRAGMA journal_size_limit = 67108864;",
    /* Only the writer may checkpoint: SQLite before 3.51.3 can lose a commit when two
     * connections do. */
    [DB_READS] =
        "PRAGMA query_only = ON;"
        "PRAGMA trusted_schema = OFF;"
        "PRAGMA cell_size_check = ON;"
        "PRAGMA temp_store = MEMORY;"
        "PRAGMA cache_size = -1024;"
        "PRAGMA wal_autocheckpoint = 0;",
};
// clang-format on

struct trouble {
    int code;
    enum status status;
    const char *word;
    const char *message;
};

// clang-format off
static const struct trouble troubles[] = {
    { SQLITE_FULL, STATUS_IO, "store-full",
      N_("the disk is full; nothing was changed") },
    { SQLITE_READONLY, STATUS_IO, "store-read-only",
      N_("the file or its folder is read-only; nothing was changed") },
    { SQLITE_CANTOPEN, STATUS_IO, "store-unreachable",
      N_("it cannot be opened; does the folder exist, and may you write there?") },
    { SQLITE_PERM, STATUS_IO, "store-unreachable",
      N_("it cannot be opened; does the folder exist, and may you write there?") },
    { SQLITE_CORRUPT, STATUS_IO, "store-damaged",
      N_("the store is damaged; nothing was changed, restore it from a backup") },
    { SQLITE_NOTADB, STATUS_IO, "store-damaged",
      N_("this is no vouch store, or it is damaged; nothing was changed") },
    { SQLITE_BUSY, STATUS_BUSY, "store-busy",
      N_("another program holds it; try again when that has finished") },
    { SQLITE_LOCKED, STATUS_BUSY, "store-busy",
      N_("another program holds it; try again when that has finished") },
    { SQLITE_INTERRUPT, STATUS_BUSY, "query-too-long",
      N_("there are too many domains for this question; add a word to the filter") },
    { SQLITE_IOERR, STATUS_IO, "store-io",
      N_("the disk failed; nothing was changed") },
};
// clang-format on

/* SQLite says "full" only where it writes itself; elsewhere the system's word tells. */
static int plain_code(const struct db *db, int code)
{
    int error = sqlite3_system_errno(db->handle);
    bool is_full = error == ENOSPC || error == EDQUOT;

    return (code & 0xff) == SQLITE_IOERR && is_full ? SQLITE_FULL : code & 0xff;
}

/* SQLite knows nothing of the damage that we saw ourselves. */
static const char *reason_of(const struct db *db, int code)
{
    int last = sqlite3_errcode(db->handle);
    bool failed = last != SQLITE_OK && last != SQLITE_ROW && last != SQLITE_DONE;

    return failed ? sqlite3_errmsg(db->handle) : sqlite3_errstr(code);
}

static enum status sql_fault(const struct db *db, int code, struct fault *fault)
{
    int plain = plain_code(db, code);

    for (size_t i = 0; i < COUNT(troubles); i++) {
        if (troubles[i].code == plain) {
            fault_set(fault, troubles[i].status, troubles[i].word, "%s: %s", db->path,
                      _(troubles[i].message));
            fault_detail(fault, "reason", reason_of(db, code));
            return troubles[i].status;
        }
    }
    return fault_set(fault, STATUS_INTERNAL, "store-internal", "%s: %s", db->path,
                     sqlite3_errmsg(db->handle));
}

static int over_budget(void *arg)
{
    const struct db *db = arg;

    return db->stopped || (db->budget_ms && clock_monotonic() > db->deadline);
}

void db_stop(struct db *db, bool stop)
{
    db->stopped = stop;
}

void db_budget(struct db *db, int64_t ms)
{
    db->budget_ms = ms;
    db->deadline = clock_monotonic() + ms;
}

static void settings_make(sqlite3 *handle, enum db_use use)
{
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, FOREIGN_WAIT_MS);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, use == DB_READS, NULL);
}

enum status db_open(const char *path, enum db_use use, struct db **out, struct fault *fault)
{
    struct db *db = mem_new(sizeof *db);
    int code;

    db->path = mem_text(path);
    db->use = use;
    /* Nobody reads its statistics of memory, and they cost a lock each time. Too late once it is in
     * use, which does no harm. */
    (void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    code = sqlite3_open_v2(path, &db->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (code == SQLITE_OK) {
        settings_make(db->handle, use);
        sqlite3_progress_handler(db->handle, BUDGET_STEPS, over_budget, db);
        code = sqlite3_db_readonly(db->handle, "main") == 1 ? SQLITE_READONLY : SQLITE_OK;
    }
    if (code != SQLITE_OK) {
        enum status status = sql_fault(db, code, fault);

        db_close(db);
        return status;
    }
    *out = db;
    return STATUS_OK;
}

enum status db_settle(struct db *db, struct fault *fault)
{
    return sql_script(db, settings[db->use], fault);
}

void db_close(struct db *db)
{
    if (!db) {
        return;
    }
    for (size_t i = 0; i < db->count; i++) {
        sqlite3_finalize(db->kept[i].statement);
    }
    free(db->kept);
    sqlite3_close(db->handle);
    free(db->path);
    free(db);
}

const char *db_path(const struct db *db)
{
    return db->path;
}

void db_inside(struct db *db, bool inside)
{
    db->inside = inside;
}

static int statement_keep(struct db *db, const char *sql, sqlite3_stmt **out)
{
    struct kept *kept;
    int code;

    for (size_t i = 0; i < db->count; i++) {
        if (db->kept[i].sql == sql) {
            *out = db->kept[i].statement;
            return SQLITE_OK;
        }
    }
    code = sqlite3_prepare_v3(db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, out, NULL);
    if (code == SQLITE_OK) {
        kept = ARRAY_ADD(db->kept, db->count, db->capacity);
        *kept = (struct kept){sql, *out};
    }
    return code;
}

static int value_bind(sqlite3_stmt *statement, int at, const struct sql_value *value)
{
    switch (value->kind) {
    case SQL_NUMBER:
        return sqlite3_bind_int64(statement, at, value->number);
    case SQL_WORDS:
        return sqlite3_bind_text(statement, at, value->bytes, -1, SQLITE_STATIC);
    case SQL_BYTES:
        return sqlite3_bind_blob64(statement, at, value->bytes, value->length, SQLITE_STATIC);
    case SQL_NULL:
        break;
    }
    return sqlite3_bind_null(statement, at);
}

static void rows_begin(struct sql_rows *rows, const struct sql_value *values, size_t n)
{
    if (rows->code == SQLITE_OK && rows->db->inside && sqlite3_get_autocommit(rows->db->handle)) {
        rows->code = SQLITE_IOERR;
    }
    for (size_t i = 0; i < n && rows->code == SQLITE_OK; i++) {
        rows->code = value_bind(rows->statement, (int)i + 1, &values[i]);
    }
}

void sql_open(struct db *db, const char *sql, const struct sql_value *values, size_t n,
              struct sql_rows *out)
{
    *out = (struct sql_rows){.db = db};
    out->code = statement_keep(db, sql, &out->statement);
    rows_begin(out, values, n);
}

void sql_open_once(struct db *db, const char *sql, const struct sql_value *values, size_t n,
                   struct sql_rows *out)
{
    *out = (struct sql_rows){.db = db, .once = true};
    out->code = sqlite3_prepare_v2(db->handle, sql, -1, &out->statement, NULL);
    rows_begin(out, values, n);
}

bool sql_next(struct sql_rows *rows)
{
    if (rows->code != SQLITE_OK && rows->code != SQLITE_ROW) {
        return false;
    }
    rows->code = sqlite3_step(rows->statement);
    return rows->code == SQLITE_ROW;
}

int64_t sql_int(const struct sql_rows *rows, int column)
{
    return sqlite3_column_int64(rows->statement, column);
}

int64_t sql_within(struct sql_rows *rows, int column, int64_t most)
{
    int64_t number = sql_int(rows, column);

    if (number < 0 || number > most) {
        rows->damaged = true;
        return 0;
    }
    return number;
}

const char *sql_text(const struct sql_rows *rows, int column)
{
    return (const char *)sqlite3_column_text(rows->statement, column);
}

const void *sql_blob(const struct sql_rows *rows, int column, size_t *length)
{
    *length = (size_t)sqlite3_column_bytes(rows->statement, column);
    return sqlite3_column_blob(rows->statement, column);
}

enum status sql_close(struct sql_rows *rows, struct fault *fault)
{
    bool good = rows->code == SQLITE_OK || rows->code == SQLITE_ROW || rows->code == SQLITE_DONE;
    enum status status = good ? STATUS_OK : sql_fault(rows->db, rows->code, fault);

    if (good && rows->damaged) {
        status = sql_fault(rows->db, SQLITE_CORRUPT, fault);
    }
    if (rows->once) {
        sqlite3_finalize(rows->statement);
    } else if (rows->statement) {
        sqlite3_reset(rows->statement);
        sqlite3_clear_bindings(rows->statement);
    }
    rows->statement = NULL;
    return status;
}

enum status sql_run(struct db *db, const char *sql, const struct sql_value *values, size_t n,
                    struct fault *fault)
{
    struct sql_rows rows;

    sql_open(db, sql, values, n, &rows);
    while (sql_next(&rows)) {
    }
    return sql_close(&rows, fault);
}

enum status sql_number(struct db *db, const char *sql, const struct sql_value *values, size_t n,
                       int64_t *out, struct fault *fault)
{
    struct sql_rows rows;
    bool found;
    enum status status;

    sql_open(db, sql, values, n, &rows);
    found = sql_next(&rows);
    if (found) {
        *out = sql_int(&rows, 0);
    }
    status = sql_close(&rows, fault);
    return status ? status : found ? STATUS_OK : STATUS_MISSING;
}

enum status sql_script(struct db *db, const char *script, struct fault *fault)
{
    int code = sqlite3_exec(db->handle, script, NULL, NULL, NULL);

    return code == SQLITE_OK ? STATUS_OK : sql_fault(db, code, fault);
}

int64_t sql_changed(const struct db *db)
{
    return sqlite3_changes64(db->handle);
}

int64_t sql_written(const struct db *db)
{
    return sqlite3_total_changes64(db->handle);
}

int64_t sql_last_id(const struct db *db)
{
    return sqlite3_last_insert_rowid(db->handle);
}
