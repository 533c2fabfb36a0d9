// SPDX-License-Identifier: MIT
#include "wire/shape.h"

#include <string.h>

static json_t *codes_to_json(const char *codes)
{
    json_t *json = json_array();

    while (codes && *codes) {
        size_t n = strcspn(codes, " ");

        json_array_append_new(json, json_text_n(codes, n));
        codes += n + (codes[n] == ' ');
    }
    return json;
}

static json_t *statuses_to_json(const struct job_result *result)
{
    json_t *json = json_object();

    for (int record = 0; record < RECORD_COUNT; record++) {
        if (result->looked & 1u << record) {
            json_put(json, record_word((enum record)record),
                     json_text(check_status_word(result->status[record])));
        }
    }
    return json;
}

/* As `domains import` writes a line. */
static json_t *imported_to_json(const struct job_result *result)
{
    json_t *json = json_object();

    json_put(json, "line", json_integer(result->line));
    json_put(json, "written", json_text(result->written));
    json_put(json, "domain", json_word(result->name));
    json_put(json, "result", json_text(result->result));
    json_put(json, "message", json_text(result->message));
    return json;
}

/* A fault takes the place of what was seen. */
static json_t *verified_to_json(const struct job_result *result)
{
    json_t *json = json_object();
    json_t *check = result->check ? json_loads(result->check, 0, NULL) : NULL;

    json_put(json, "domain", json_text(result->name));
    json_put(json, "result", json_text(result->result));
    if (result->code[0]) {
        json_put(json, "code", json_text(result->code));
        json_put(json, "message", json_text(result->message));
        return json;
    }
    json_put(json, "status", statuses_to_json(result));
    json_put(json, "codes", codes_to_json(result->codes));
    if (check) {
        json_put(json, "check", check);
    }
    return json;
}

json_t *job_to_json(const struct reply *reply, size_t i)
{
    const struct reply_job *job = &reply->as.job;
    json_t *json = json_object(), *results = json_array();

    (void)i;
    for (size_t at = 0; at < job->count; at++) {
        json_array_append_new(results, job->kind == JOB_IMPORT
                                           ? imported_to_json(&job->results[at])
                                           : verified_to_json(&job->results[at]));
    }
    json_put(json, "job", json_text(job->id));
    json_put(json, "kind", json_text(job_kind_word(job->kind)));
    json_put(json, "state", json_text(job_state_word(job->state)));
    json_put(json, "total", json_integer(job->total));
    json_put(json, "done", json_integer(job->done));
    json_put(json, "created_at", json_time(job->created_at));
    json_put(json, "ended_at", json_time(job->ended_at));
    json_put(json, "results", results);
    json_put(json, "next", json_word(job->next));
    return json;
}

json_t *backup_to_json(const struct reply *reply, size_t i)
{
    const struct reply_backup *backup = &reply->as.backup;
    json_t *json = json_object();

    (void)i;
    json_put(json, "file", json_text(backup->file));
    json_put(json, "bytes", json_integer(backup->bytes));
    json_put(json, "schema", json_integer(backup->schema));
    json_put(json, "projects", json_integer(backup->projects));
    json_put(json, "domains", json_integer(backup->domains));
    json_put(json, "restored", json_boolean(backup->restored));
    return json;
}

json_t *rotation_to_json(const struct reply *reply, size_t i)
{
    const struct reply_rotation *rotation = &reply->as.rotation;
    json_t *json = json_object();

    (void)i;
    json_put(json, "master_key", json_text(rotation->master_key));
    json_put(json, "keys", json_integer(rotation->keys));
    json_put(json, "credentials", json_integer(rotation->credentials));
    return json;
}

/* The very object it spells; what is none is shown as text. */
json_t *spelt_to_json(const struct reply *reply, size_t i)
{
    json_t *json =
        json_loads(reply->as.spelt.text ? reply->as.spelt.text : "null", JSON_DECODE_ANY, NULL);

    (void)i;
    return json ? json : json_text(reply->as.spelt.text);
}
