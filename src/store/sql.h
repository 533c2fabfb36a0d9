// SPDX-License-Identifier: MIT
#pragma once
/*
 * SQL, thinly: prepared statements kept by the address of their text, typed values, rows, and what
 * a person is told when SQLite fails. Inside this floor only.
 */
#include "base/buffer.h"
#include "store/db.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>

enum sql_kind { SQL_NULL, SQL_NUMBER, SQL_WORDS, SQL_BYTES };

struct sql_value {
    enum sql_kind kind;
    int64_t number;
    const void *bytes; /* borrowed until the call returns or the rows are closed */
    size_t length;
};

/* Values, in the order of ?1, ?2, ... */
#define SQL_INT(n) ((struct sql_value){.kind = SQL_NUMBER, .number = (n)})
#define SQL_TEXT(t) ((struct sql_value){.kind = SQL_WORDS, .bytes = (t)})
#define SQL_BLOB(b, n) ((struct sql_value){.kind = SQL_BYTES, .bytes = (b), .length = (n)})
#define SQL_VALUES(...)                                                                            \
    (const struct sql_value[]){__VA_ARGS__},                                                       \
        sizeof((const struct sql_value[]){__VA_ARGS__}) / sizeof(struct sql_value)
#define SQL_NOTHING NULL, 0

struct sql_rows {
    struct db *db;
    sqlite3_stmt *statement;
    bool once;    /* not kept */
    bool damaged; /* a column held what the schema does not allow */
    int code;
};

enum db_use { DB_WRITES, DB_READS };

/* The file exists. Reads and changes nothing yet. */
enum status db_open(const char *path, enum db_use use, struct db **out,
                    struct fault *fault) MUST_USE;
/* What a connection of this use needs: a write-ahead log, full syncs, foreign keys. Once the file
 * is known to be ours. */
enum status db_settle(struct db *db, struct fault *fault) MUST_USE;
void db_close(struct db *db); /* NULL allowed */
const char *db_path(const struct db *db);
/* While it is inside a transaction, statements fail once SQLite has rolled that back by itself, as
 * it does after some I/O errors: alone they would take effect at once. */
void db_inside(struct db *db, bool inside);

/* sql is a literal: its statement is kept. Runs it to its end. */
enum status sql_run(struct db *db, const char *sql, const struct sql_value *values, size_t n,
                    struct fault *fault) MUST_USE;
/* The first column of the first row; STATUS_MISSING without a fault when there is none. */
enum status sql_number(struct db *db, const char *sql, const struct sql_value *values, size_t n,
                       int64_t *out, struct fault *fault) MUST_USE;
/* Several statements without values, for schemas and pragmas. */
enum status sql_script(struct db *db, const char *script, struct fault *fault) MUST_USE;
/* Rows changed by the last statement that ran. */
/* Rows written by this connection since it was opened. */
int64_t sql_written(const struct db *db);
int64_t sql_changed(const struct db *db);
int64_t sql_last_id(const struct db *db);

/* for (open; next;) use the columns; then close, which says what went wrong, if anything did. */
void sql_open(struct db *db, const char *sql, const struct sql_value *values, size_t n,
              struct sql_rows *out);
/* The same for a text that is made for this call. */
void sql_open_once(struct db *db, const char *sql, const struct sql_value *values, size_t n,
                   struct sql_rows *out);
bool sql_next(struct sql_rows *rows);
int64_t sql_int(const struct sql_rows *rows, int column);
/* A number that the schema keeps between 0 and most. Any other is damage, and reads as 0. */
int64_t sql_within(struct sql_rows *rows, int column, int64_t most);
const char *sql_text(const struct sql_rows *rows, int column); /* NULL for NULL */
const void *sql_blob(const struct sql_rows *rows, int column, size_t *length);
enum status sql_close(struct sql_rows *rows, struct fault *fault) MUST_USE;
