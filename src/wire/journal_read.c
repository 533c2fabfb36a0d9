// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/text.h"
#include "wire/more.h"

#include <stdlib.h>
#include <string.h>

enum { LINE_MOST = 1 << 30 };

void log_row_add_more(const struct log_row *row, json_t *object)
{
    json_t *more = json_object();

    json_put(more, "id", json_integer(row->id));
    json_put(more, "at", json_integer(row->at));
    json_put(object, "more", more);
}

/* JSON text as the store keeps it; what is a mere text was none. */
static char *detail_read(struct reading *reading, const json_t *object)
{
    const json_t *detail = json_object_get(object, "detail");
    struct buffer line = {0};

    if (!detail) {
        reading_wrong(reading, "detail");
    }
    if (!detail || json_is_null(detail) || json_is_string(detail)) {
        return read_text_new(reading, object, "detail");
    }
    json_line(json_incref((json_t *)(uintptr_t)detail), &line);
    buffer_cut(&line, line.length - 1);
    return buffer_take(&line);
}

void log_row_read(struct reading *reading, const json_t *object, struct log_row *row)
{
    const json_t *more = read_more(reading, object);

    if (more) {
        row->id = read_integer(reading, more, "id", 0, INT64_MAX);
        row->at = read_integer(reading, more, "at", 0, INT64_MAX);
    } else {
        row->at = read_time(reading, object, "at");
    }
    read_text(reading, object, "who", row->who, sizeof row->who);
    read_text(reading, object, "domain", row->domain, sizeof row->domain);
    read_text(reading, object, "action", row->action, sizeof row->action);
    row->detail = detail_read(reading, object);
}

void import_row_read(struct reading *reading, const json_t *object, struct import_row *row)
{
    row->line = (size_t)read_integer(reading, object, "line", 0, LINE_MOST);
    row->written = read_text_needed(reading, object, "written");
    read_text(reading, object, "domain", row->name, sizeof row->name);
    read_text(reading, object, "result", row->result, sizeof row->result);
    row->message = read_text_new(reading, object, "message");
}
