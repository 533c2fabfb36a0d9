// SPDX-License-Identifier: MIT
#include "base/array.h"
#include "base/text.h"
#include "base/words.h"
#include "cli/lines.h"
#include "cli/session.h"
#include "dns/name.h"
#include "engine/import_file.h"

#include <stdio.h>
#include <stdlib.h>

/* A file of any length, IMPORT_ROWS lines a request; the next lines are read when the last are
 * answered. */
struct import {
    struct session *session;
    struct lines *lines;
    struct import_file *file;
    struct request request;
    struct reply_import rows; /* of this piece, in the file's order; without a result: sent */
    size_t capacity, sent;
    bool ended;
};

static void import_pump(void *arg);

static void rows_clear(struct import *import)
{
    for (size_t i = 0; i < import->rows.count; i++) {
        free(import->rows.rows[i].written);
        free(import->rows.rows[i].message);
    }
    import->rows.count = 0;
    import->sent = 0;
}

static void import_end(struct import *import)
{
    rows_clear(import);
    free(import->rows.rows);
    request_clear(&import->request);
    import_file_free(import->file);
    lines_close(import->lines);
    session_end(import->session);
    free(import);
}

/* What the list itself says already: this domain stood on an earlier line. */
static void row_is_twice(struct import_row *row, size_t line)
{
    struct buffer message = {0};
    char text[NAME_TEXT];
    struct name name;

    if (name_from_user(row->written, &name, NULL) == STATUS_OK) {
        name_text(&name, text);
        text_copy(row->name, sizeof row->name, text);
    }
    buffer_printf(&message, _("already on line %zu"), line);
    row->message = buffer_take(&message);
    text_copy(row->result, sizeof row->result, "twice");
}

static void row_add(struct import *import, const struct import_wish *wish, size_t twice_of)
{
    struct import_row *row = ARRAY_ADD(import->rows.rows, import->rows.count, import->capacity);
    struct buffer text = {0};

    row->line = wish->line;
    row->written = mem_text(wish->written);
    if (twice_of) {
        row_is_twice(row, twice_of);
        return;
    }
    import_wish_write(wish, &text);
    request_set(&import->request, "row", buffer_text(&text));
    import->sent++;
    buffer_clear(&text);
}

/* The engine's results into the rows that waited for them. */
static void rows_fill(struct import *import, struct reply_import *answer)
{
    size_t at = 0;

    for (size_t i = 0; i < import->rows.count && at < answer->count; i++) {
        struct import_row *row = &import->rows.rows[i], *from = &answer->rows[at];

        if (row->result[0] == '\0') {
            text_copy(row->name, sizeof row->name, from->name);
            text_copy(row->result, sizeof row->result, from->result);
            row->message = from->message;
            from->message = NULL;
            at++;
        }
    }
}

static void rows_show(struct import *import)
{
    struct session *session = import->session;
    struct reply reply = {.kind = REPLY_IMPORT, .as.import = import->rows};

    if (import->rows.count > 0) {
        session->exit = exit_worse(session->exit, exit_of_reply(&reply));
        show_reply(&session->show, &reply);
        output_settle(&session->output);
    }
    rows_clear(import);
}

static void answered(void *arg, struct reply *reply)
{
    struct import *import = arg;

    if (!session_accept(import->session, reply)) {
        import_end(import);
        return;
    }
    rows_fill(import, &reply->as.import);
    rows_show(import);
    import->ended = import->ended || import->session->output.gone;
    import_pump(import);
}

static void request_renew(struct import *import)
{
    request_clear(&import->request);
    session_request(import->session, VERB_DOMAINS_IMPORT, &import->request);
    if (args_has(import->session->args, "dry-run")) {
        request_set(&import->request, "dry-run", "");
    }
}

static enum lines_step line_take(struct import *import, struct fault *fault)
{
    struct import_wish wish;
    const char *line = NULL;
    size_t length = 0, twice_of = 0;
    enum lines_step step = lines_next(import->lines, &line, &length, fault);

    if (step == LINES_LINE && import_file_line(import->file, line, length, &wish, &twice_of)) {
        row_add(import, &wish, twice_of);
    }
    return step;
}

/* Reads lines until a request is full or the file pauses or ends. */
static enum lines_step lines_take(struct import *import)
{
    enum lines_step step = LINES_LINE;
    struct fault fault = {0};

    while (step == LINES_LINE && import->rows.count < IMPORT_ROWS) {
        step = line_take(import, &fault);
    }
    if (step == LINES_FAILED) {
        session_fail(import->session, &fault);
    }
    import->ended = step == LINES_END || step == LINES_FAILED;
    return step;
}

/* On to the next request; what needs none (all twice) is printed at once. */
static void import_pump(void *arg)
{
    struct import *import = arg;

    while (!import->ended) {
        if (lines_take(import) == LINES_LATER) {
            return;
        }
        if (import->sent > 0) {
            session_submit(import->session, &import->request, answered, import);
            request_renew(import);
            return;
        }
        rows_show(import);
    }
    import_end(import);
}

void flow_import(struct session *session)
{
    struct import *import = mem_new(sizeof *import);
    struct fault fault = {0};

    import->session = session;
    import->file = import_file_new();
    request_renew(import);
    if (lines_open(session->options->loop, args_get(session->args, "file"), import_pump, import,
                   &import->lines, &fault)) {
        session_fail(session, &fault);
        import_end(import);
        return;
    }
    import_pump(import);
}
