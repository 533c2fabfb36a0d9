// SPDX-License-Identifier: MIT
#include "tests/support/disk_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SECTOR = 512 };

void disk_watch(struct disk *disk, disk_watcher *watcher, void *arg, bool lying)
{
    disk->watched = true;
    disk->lying = lying;
    disk->watcher = watcher;
    disk->arg = arg;
}

void disk_step(struct disk *disk)
{
    if (disk->watcher) {
        disk->watcher(disk->arg, disk);
    }
}

static void kept_load(struct disk_kept *kept)
{
    FILE *file = fopen(kept->path, "rb");
    unsigned char part[4096];
    size_t n;

    while (file && (n = fread(part, 1, sizeof part, file)) > 0) {
        kept->bytes = realloc(kept->bytes, kept->length + n);
        memcpy(kept->bytes + kept->length, part, n);
        kept->length += n;
    }
    if (file) {
        fclose(file);
    }
}

struct disk_kept *disk_keep(struct disk *disk, const char *path, int flags)
{
    struct disk_kept *kept;

    if (!disk->watched || !(flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL))) {
        return NULL;
    }
    pthread_mutex_lock(&disk->mutex);
    for (kept = disk->kept; kept && strcmp(kept->path, path) != 0; kept = kept->next) {
    }
    if (!kept) {
        kept = calloc(1, sizeof *kept);
        snprintf(kept->path, sizeof kept->path, "%s", path);
        kept_load(kept);
        kept->next = disk->kept;
        disk->kept = kept;
    }
    pthread_mutex_unlock(&disk->mutex);
    return kept;
}

static void kept_clear(struct disk_kept *kept)
{
    for (size_t i = 0; i < kept->count; i++) {
        free(kept->writes[i].bytes);
    }
    kept->count = 0;
}

/* A file that is deleted is gone at once; whoever has it open writes into the void. */
void disk_forget(struct disk *disk, const char *path)
{
    struct disk_kept **at = &disk->kept;

    pthread_mutex_lock(&disk->mutex);
    while (*at) {
        struct disk_kept *kept = *at;

        if (path && strcmp(kept->path, path) != 0) {
            at = &kept->next;
            continue;
        }
        *at = kept->next;
        kept_clear(kept);
        free(kept->writes);
        free(kept->bytes);
        free(kept);
    }
    pthread_mutex_unlock(&disk->mutex);
}

void disk_written(struct disk_file *file, const void *bytes, size_t n, int64_t at)
{
    struct disk_kept *kept = file->kept;

    if (!kept) {
        return;
    }
    pthread_mutex_lock(&file->disk->mutex);
    if (kept->count == kept->capacity) {
        kept->capacity = kept->capacity ? kept->capacity * 2 : 16;
        kept->writes = realloc(kept->writes, kept->capacity * sizeof *kept->writes);
    }
    kept->writes[kept->count] = (struct disk_write){NULL, n, at};
    if (bytes) {
        kept->writes[kept->count].bytes = malloc(n);
        memcpy(kept->writes[kept->count].bytes, bytes, n);
    }
    kept->count++;
    pthread_mutex_unlock(&file->disk->mutex);
}

static void reach(unsigned char **bytes, size_t *length, size_t wanted)
{
    if (wanted > *length) {
        *bytes = realloc(*bytes, wanted);
        memset(*bytes + *length, 0, wanted - *length);
        *length = wanted;
    }
}

static void apply(unsigned char **bytes, size_t *length, const struct disk_write *write)
{
    if (!write->bytes) {
        reach(bytes, length, (size_t)write->at);
        *length = (size_t)write->at;
        return;
    }
    reach(bytes, length, (size_t)write->at + write->length);
    memcpy(*bytes + write->at, write->bytes, write->length);
}

void disk_synced(struct disk_file *file)
{
    struct disk_kept *kept = file->kept;

    if (!kept || file->disk->lying) {
        return;
    }
    pthread_mutex_lock(&file->disk->mutex);
    for (size_t i = 0; i < kept->count; i++) {
        apply(&kept->bytes, &kept->length, &kept->writes[i]);
    }
    kept_clear(kept);
    pthread_mutex_unlock(&file->disk->mutex);
}

uint32_t disk_dice(uint32_t *dice)
{
    *dice ^= *dice << 13;
    *dice ^= *dice >> 17;
    *dice ^= *dice << 5;
    return *dice;
}

/* Sector by sector: there, not there, or noise. */
static void apply_torn(unsigned char **bytes, size_t *length, const struct disk_write *write,
                       uint32_t *dice)
{
    reach(bytes, length, (size_t)write->at + write->length);
    for (size_t from = 0; from < write->length; from += SECTOR) {
        size_t n = write->length - from < SECTOR ? write->length - from : SECTOR;
        uint32_t fate = disk_dice(dice) % 8;

        if (fate == 0) {
            memset(*bytes + write->at + from, (int)(disk_dice(dice) & 0xff), n);
        } else if (fate < 5) {
            memcpy(*bytes + write->at + from, write->bytes + from, n);
        }
    }
}

static void lose_one(const struct disk_kept *kept, const char *folder, uint32_t *dice)
{
    size_t length = kept->length;
    unsigned char *bytes = malloc(length + 1);
    const char *name = strrchr(kept->path, '/');
    char path[768];
    FILE *file;

    memcpy(bytes, kept->bytes ? kept->bytes : (const unsigned char *)"", length);
    for (size_t i = 0; i < kept->count; i++) {
        uint32_t fate = disk_dice(dice) % 4;

        if (fate == 0 && kept->writes[i].bytes) {
            apply_torn(&bytes, &length, &kept->writes[i], dice);
        } else if (fate != 1) {
            apply(&bytes, &length, &kept->writes[i]);
        }
    }
    snprintf(path, sizeof path, "%s%s", folder, name ? name : "");
    file = fopen(path, "wb");
    if (!file || fwrite(bytes, 1, length, file) != length || fclose(file)) {
        abort();
    }
    free(bytes);
}

void disk_lose(struct disk *disk, const char *folder, uint32_t *dice)
{
    pthread_mutex_lock(&disk->mutex);
    for (const struct disk_kept *kept = disk->kept; kept; kept = kept->next) {
        lose_one(kept, folder, dice);
    }
    pthread_mutex_unlock(&disk->mutex);
}

static void column(sqlite3_stmt *statement, int i, struct buffer *out)
{
    const unsigned char *bytes = sqlite3_column_blob(statement, i);
    bool text = sqlite3_column_type(statement, i) != SQLITE_BLOB;

    for (int k = 0; k < sqlite3_column_bytes(statement, i); k++) {
        if (text) {
            buffer_add_byte(out, bytes[k]);
        } else {
            buffer_printf(out, "%02x", bytes[k]);
        }
    }
}

static sqlite3 *look_into(const char *path)
{
    sqlite3 *db = NULL;

    (void)sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL); /* the first question says why */
    sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    return db;
}

static void ask(sqlite3 *db, const char *sql, struct buffer *out)
{
    sqlite3_stmt *statement = NULL;
    int code;

    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) {
        buffer_printf(out, "%s\n", sqlite3_errmsg(db));
    }
    while (statement && (code = sqlite3_step(statement)) != SQLITE_DONE) {
        if (code != SQLITE_ROW) {
            buffer_printf(out, "%s\n", sqlite3_errmsg(db));
            break;
        }
        for (int i = 0; i < sqlite3_column_count(statement); i++) {
            column(statement, i, out);
            buffer_add_byte(out, i + 1 < sqlite3_column_count(statement) ? '|' : '\n');
        }
    }
    sqlite3_finalize(statement);
}

void disk_checked(const char *path, struct buffer *out)
{
    sqlite3 *db = look_into(path);

    ask(db, "PRAGMA integrity_check", out);
    sqlite3_close(db);
}

void disk_rows(const char *path, struct buffer *out)
{
    struct buffer tables = {0};
    sqlite3 *db = look_into(path);
    char sql[256];

    ask(db, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name", &tables);
    for (const char *at = buffer_text(&tables); *at; at += strcspn(at, "\n") + 1) {
        int n = (int)strcspn(at, "\n");

        snprintf(sql, sizeof sql, "SELECT * FROM \"%.*s\"", n, at);
        buffer_printf(out, "-- %.*s\n", n, at);
        ask(db, sql, out);
    }
    buffer_clear(&tables);
    sqlite3_close(db);
}
