// SPDX-License-Identifier: MIT
#include "engine/import.h"
#include "base/memory.h"
#include "base/text.h"
#include "remote/inside.h"

#include <stdlib.h>
#include <string.h>

/* A list goes over HTTP as lines of CSV and becomes a job; its rows, in the order they were asked,
 * are the answer. */
struct import_trip {
    size_t *lines; /* of the file, that the rows stood on */
    size_t count;
};

static const char head_line[] = "domain,env,region,registered-at\n";
enum { FIRST_LINE = 2 };

void import_free(struct import_trip *import)
{
    if (import) {
        free(import->lines);
        free(import);
    }
}

/* Quotes and line ends inside would be another line: the other side refuses the name as it is. */
static void field_add(struct buffer *out, const char *text, const char *end)
{
    buffer_add_byte(out, '"');
    for (; *text; text++) {
        if (*text == '"') {
            buffer_add_byte(out, '"');
        }
        buffer_add_byte(out, *text == '\n' || *text == '\r' ? ' ' : (unsigned char)*text);
    }
    buffer_printf(out, "\"%s", end);
}

static void wish_add(struct import_trip *import, const char *row, struct buffer *out)
{
    struct import_wish wish;

    if (!import_wish_read(row, &wish)) {
        wish = (struct import_wish){.line = 0};
    }
    import->lines[import->count++] = wish.line;
    field_add(out, wish.written, ",");
    field_add(out, wish.environment, ",");
    field_add(out, wish.region, ",");
    field_add(out, wish.registered_at, "\n");
}

void import_begin(struct trip *trip)
{
    struct request request;
    struct buffer list = {0};
    const char *row;

    trip->import = mem_new(sizeof *trip->import);
    trip->import->lines = mem_array(trip->request.count + 1, sizeof(size_t));
    buffer_add_text(&list, head_line);
    for (size_t i = 0; (row = request_get_nth(&trip->request, "row", i)); i++) {
        wish_add(trip->import, row, &list);
    }
    request_init(&request, VERB_IMPORT);
    request_set(&request, "file", buffer_text(&list));
    if (request_has(&trip->request, "dry-run")) {
        request_set(&request, "dry-run", "");
    }
    trip_turn_to(trip, &request);
    trip->expected = REPLY_IMPORT; /* which only a job can give */
    request_clear(&request);
    buffer_clear(&list);
}

static const struct job_result *result_of(const struct reply_job *job, size_t row)
{
    for (size_t i = 0; i < job->count; i++) {
        if (job->results[i].line == (int64_t)row + FIRST_LINE) {
            return &job->results[i];
        }
    }
    return NULL;
}

void import_heard(struct trip *trip)
{
    const struct import_trip *import = trip->import;
    struct reply job;
    struct reply_import *rows = &trip->reply.as.import;

    reply_take(&job, &trip->reply);
    reply_init(&trip->reply);
    trip->reply.kind = REPLY_IMPORT;
    rows->rows = mem_array(import->count + 1, sizeof *rows->rows);
    for (size_t i = 0; i < import->count; i++) {
        const struct job_result *result = result_of(&job.as.job, i);

        if (result) {
            struct import_row *row = &rows->rows[rows->count++];

            row->line = import->lines[i];
            row->written = mem_text(result->written);
            row->message = mem_text(result->message);
            text_copy(row->name, sizeof row->name, result->name);
            text_copy(row->result, sizeof row->result, result->result);
        }
    }
    reply_clear(&job);
    trip_over(trip);
}
