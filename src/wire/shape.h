// SPDX-License-Identifier: MIT
#pragma once
/*
 * Inside the wire floor: the building blocks of its JSON, and one to_ function a payload. Every
 * function here gives a new reference and never NULL (wire_open()). Text is valid UTF-8 whatever
 * came in; json_line() escapes what a terminal must not see.
 */
#include "engine/reply.h"

#include <jansson.h>

/* Text or null. Bytes that are no UTF-8 become visible escapes. */
json_t *json_text(const char *text);
json_t *json_text_n(const char *bytes, size_t n);
/* Null when empty. */
json_t *json_word(const char *text);
json_t *json_name(const struct name *name);
/* RFC 3339, or null for "never". */
json_t *json_time(int64_t ms);
json_t *json_number(size_t number);
/* The findings' codes, each once. */
json_t *json_codes(const struct finding_list *findings);
/* The tree of an object that was spelled (wire/spell.h); clears the text. */
json_t *json_spelled(struct buffer *text);
/* Takes the value. */
void json_put(json_t *object, const char *key, json_t *value);
/* One line of compact JSON, appended with its newline; takes the reference. */
void json_line(json_t *value, struct buffer *out);

/* Payloads. i counts the objects of a list and is 0 for the rest. */
json_t *record_to_json(const struct reply *reply, size_t i);
json_t *log_row_to_json(const struct reply *reply, size_t i);
json_t *import_row_to_json(const struct reply *reply, size_t i);
json_t *job_to_json(const struct reply *reply, size_t i);
json_t *backup_to_json(const struct reply *reply, size_t i);
json_t *rotation_to_json(const struct reply *reply, size_t i);
json_t *spelt_to_json(const struct reply *reply, size_t i);
json_t *doctor_line_to_json(const struct reply *reply, size_t i);
json_t *explain_to_json(const struct reply *reply, size_t i);
json_t *token_to_json(const struct reply *reply, size_t i);
json_t *project_to_json(const struct reply *reply, size_t i);
json_t *projects_to_json(const struct reply *reply, size_t i);
json_t *credential_to_json(const struct reply *reply, size_t i);
json_t *key_to_json(const struct reply *reply, size_t i);
json_t *spf_eval_to_json(const struct reply *reply, size_t i);
json_t *spf_lint_to_json(const struct reply *reply, size_t i);
json_t *spf_merge_to_json(const struct reply *reply, size_t i);
json_t *dkim_lint_to_json(const struct reply *reply, size_t i);
json_t *dmarc_lint_to_json(const struct reply *reply, size_t i);
json_t *dmarc_discover_to_json(const struct reply *reply, size_t i);
json_t *dmarc_reports_to_json(const struct reply *reply, size_t i);
json_t *dmarc_build_to_json(const struct reply *reply, size_t i);
json_t *authres_to_json(const struct reply *reply, size_t i);
json_t *authres_message_to_json(const struct reply *reply, size_t i);
