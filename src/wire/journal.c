// SPDX-License-Identifier: MIT
#include "base/words.h"
#include "wire/shape.h"

/* The store keeps details as JSON text; what is none is shown as text. */
static json_t *detail_to_json(const char *detail)
{
    json_t *json = detail ? json_loads(detail, JSON_DECODE_ANY, NULL) : NULL;

    return json ? json : json_text(detail);
}

json_t *log_row_to_json(const struct reply *reply, size_t i)
{
    const struct log_row *row = &reply->as.log.rows[i];
    json_t *json = json_object();

    json_put(json, "at", json_time(row->at));
    json_put(json, "who", json_text(row->who));
    json_put(json, "domain", json_word(row->domain));
    json_put(json, "action", json_text(row->action));
    json_put(json, "detail", detail_to_json(row->detail));
    return json;
}

json_t *import_row_to_json(const struct reply *reply, size_t i)
{
    const struct import_row *row = &reply->as.import.rows[i];
    json_t *json = json_object();

    json_put(json, "line", json_number(row->line));
    json_put(json, "written", json_text(row->written));
    json_put(json, "domain", json_word(row->name));
    json_put(json, "result", json_text(row->result));
    json_put(json, "message", json_word(row->message));
    return json;
}

json_t *doctor_line_to_json(const struct reply *reply, size_t i)
{
    const struct doctor_line *line = &reply->as.doctor.lines[i];
    json_t *json = json_object();

    json_put(json, "what", json_text(line->what));
    json_put(json, "well", json_boolean(line->well));
    json_put(json, "text", json_text(line->text));
    json_put(json, "advice", json_word(line->advice));
    return json;
}

json_t *explain_to_json(const struct reply *reply, size_t i)
{
    enum code code = reply->as.explain.code;
    json_t *json = json_object();

    (void)i;
    json_put(json, "code", json_text(code_word(code)));
    json_put(json, "area", json_text(area_word(code_area(code))));
    json_put(json, "severity", json_text(severity_word(code_severity(code))));
    json_put(json, "message", json_text(_(code_message(code))));
    json_put(json, "advice", json_text(_(code_advice(code))));
    json_put(json, "explanation", json_text(_(code_explanation(code))));
    return json;
}
