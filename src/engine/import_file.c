// SPDX-License-Identifier: MIT
#include "engine/import_file.h"

#include "base/memory.h"
#include "base/text.h"
#include "dns/name.h"

#include <stdlib.h>
#include <string.h>

enum column { COLUMN_DOMAIN, COLUMN_REGION, COLUMN_ENVIRONMENT, COLUMN_REGISTERED, COLUMN_COUNT };
enum { NOWHERE = CSV_FIELDS, BUCKETS_FIRST = 1024 };

/* How headers call the columns, in lower case. */
// clang-format off
static const struct { const char *heading; enum column column; } headings[] = {
    {"domain", COLUMN_DOMAIN}, {"name", COLUMN_DOMAIN}, {"region", COLUMN_REGION},
    {"env", COLUMN_ENVIRONMENT}, {"environment", COLUMN_ENVIRONMENT},
    {"selector-env", COLUMN_ENVIRONMENT}, {"registered-at", COLUMN_REGISTERED},
    {"registered_at", COLUMN_REGISTERED}, {"registered", COLUMN_REGISTERED},
};
// clang-format on

/* A name the list had: open addressing, doubled when half full. */
struct had {
    char *name; /* NULL: free */
    size_t line;
};

struct import_file {
    size_t line;
    bool begun; /* a line with something in it was read */
    size_t columns[COLUMN_COUNT];
    struct had *had;
    size_t count, buckets;
};

struct import_file *import_file_new(void)
{
    struct import_file *file = mem_new(sizeof *file);

    file->columns[COLUMN_DOMAIN] = 0;
    file->columns[COLUMN_REGION] = 1;
    file->columns[COLUMN_ENVIRONMENT] = 2;
    file->columns[COLUMN_REGISTERED] = NOWHERE;
    file->buckets = BUCKETS_FIRST;
    file->had = mem_array(file->buckets, sizeof file->had[0]);
    return file;
}

void import_file_free(struct import_file *file)
{
    if (file) {
        for (size_t i = 0; i < file->buckets; i++) {
            free(file->had[i].name);
        }
        free(file->had);
        free(file);
    }
}

static struct had *had_at(struct had *had, size_t buckets, const char *name, size_t hash)
{
    size_t at = hash % buckets;

    while (had[at].name && !text_equal(had[at].name, name)) {
        at = (at + 1) % buckets;
    }
    return &had[at];
}

static size_t text_hash(const char *text)
{
    size_t hash = 14695981039346656037u; /* FNV-1a */

    for (; *text; text++) {
        hash = (hash ^ (unsigned char)*text) * 1099511628211u;
    }
    return hash;
}

static void had_grow(struct import_file *file)
{
    size_t buckets = file->buckets * 2;
    struct had *had = mem_array(buckets, sizeof had[0]);

    for (size_t i = 0; i < file->buckets; i++) {
        if (file->had[i].name) {
            *had_at(had, buckets, file->had[i].name, text_hash(file->had[i].name)) = file->had[i];
        }
    }
    free(file->had);
    file->had = had;
    file->buckets = buckets;
}

/* The line that had this domain, 0: none; now this line has. What is no name is never twice. */
static size_t had_before(struct import_file *file, const char *written)
{
    struct name name;
    char text[NAME_TEXT];
    struct had *had;

    if (name_from_user(written, &name, NULL)) {
        return 0;
    }
    name_text(&name, text);
    had = had_at(file->had, file->buckets, text, text_hash(text));
    if (had->name) {
        return had->line;
    }
    *had = (struct had){mem_text(text), file->line};
    if (++file->count * 2 > file->buckets) {
        had_grow(file);
    }
    return 0;
}

/* Takes the columns from a header; false when the line is none: it does not name a domain column.
 */
static bool header_read(struct import_file *file, const struct csv_line *csv)
{
    size_t columns[COLUMN_COUNT] = {NOWHERE, NOWHERE, NOWHERE, NOWHERE};

    for (size_t i = 0; i < csv->count; i++) {
        for (size_t at = 0; at < COUNT(headings); at++) {
            if (text_equal_nocase(csv->fields[i], headings[at].heading)) {
                columns[headings[at].column] = i;
            }
        }
    }
    if (columns[COLUMN_DOMAIN] == NOWHERE) {
        return false;
    }
    memcpy(file->columns, columns, sizeof columns);
    return true;
}

static void field_copy(const struct import_file *file, const struct csv_line *csv,
                       enum column column, char *to, size_t size)
{
    size_t at = file->columns[column];

    text_copy(to, size, at < csv->count ? csv->fields[at] : "");
}

static bool is_nothing(const char *text)
{
    return text[0] == '\0' || text[0] == '#';
}

bool import_file_line(struct import_file *file, const char *line, size_t length,
                      struct import_wish *out, size_t *twice_of)
{
    struct buffer whole = {0};
    struct csv_line csv = {0};
    bool found = false;
    char *text;

    text_add_whole(&whole, line, length);
    text = buffer_take(&whole);
    file->line++;
    csv_read(text, &csv);
    if (csv.count > 1 || !is_nothing(csv.fields[0])) {
        found = file->begun || !header_read(file, &csv);
        file->begun = true;
    }
    if (found) {
        *out = (struct import_wish){.line = file->line};
        field_copy(file, &csv, COLUMN_DOMAIN, out->written, sizeof out->written);
        field_copy(file, &csv, COLUMN_ENVIRONMENT, out->environment, sizeof out->environment);
        field_copy(file, &csv, COLUMN_REGION, out->region, sizeof out->region);
        field_copy(file, &csv, COLUMN_REGISTERED, out->registered_at, sizeof out->registered_at);
        *twice_of = had_before(file, out->written);
    }
    free(text);
    return found;
}
