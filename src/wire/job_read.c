// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/text.h"
#include "wire/answer.h"
#include "wire/more.h"

#include <string.h>

enum { ITEMS_MOST = 1 << 30 };

static const char *kind_text(int kind)
{
    return job_kind_word((enum job_kind)kind);
}

static const char *state_text(int state)
{
    return job_state_word((enum job_state)state);
}

static const char *status_text(int status)
{
    return check_status_word((enum check_status)status);
}

void job_add_more(const struct reply_job *job, json_t *object)
{
    json_t *more = json_object();

    json_put(more, "created_at", json_integer(job->created_at));
    json_put(more, "ended_at", json_integer(job->ended_at));
    json_put(object, "more", more);
}

static void imported_read(struct reading *reading, const json_t *json, struct job_result *result)
{
    result->line = read_integer(reading, json, "line", 0, ITEMS_MOST);
    result->written = read_text_needed(reading, json, "written");
    read_text(reading, json, "domain", result->name, sizeof result->name);
    read_text(reading, json, "result", result->result, sizeof result->result);
    result->message = read_text_new(reading, json, "message");
}

/* As the engine keeps them: a blank between. */
static char *codes_read(struct reading *reading, const json_t *json)
{
    const json_t *codes = read_array(reading, json, "codes", CODE_COUNT);
    struct buffer text = {0};

    for (size_t i = 0; i < json_array_size(codes); i++) {
        const char *word = json_string_value(json_array_get(codes, i));
        enum code code;

        if (!word || !code_from_word(word, &code)) {
            reading_wrong(reading, "codes");
            break;
        }
        buffer_printf(&text, "%s%s", i > 0 ? " " : "", code_word(code));
    }
    return buffer_take(&text);
}

static void statuses_read(struct reading *reading, const json_t *json, struct job_result *result)
{
    const json_t *statuses = read_object(reading, json, "status");

    for (int record = 0; record < RECORD_COUNT; record++) {
        const char *word = record_word((enum record)record);

        if (json_object_get(statuses, word)) {
            result->looked |= 1u << record;
            result->status[record] = (enum check_status)read_choice(reading, statuses, word,
                                                                    status_text, CHECK_TEMP + 1);
        }
    }
}

static char *check_text(struct reading *reading, const json_t *json)
{
    struct buffer text = {0};
    const json_t *check =
        json_object_get(json, "check") ? read_object(reading, json, "check") : NULL;

    if (!check) {
        return NULL;
    }
    wire_write(json_incref((json_t *)(uintptr_t)check), &text);
    return buffer_take(&text);
}

static void verified_read(struct reading *reading, const json_t *json, struct job_result *result)
{
    read_text(reading, json, "domain", result->name, sizeof result->name);
    read_text(reading, json, "result", result->result, sizeof result->result);
    if (json_object_get(json, "code")) {
        read_text(reading, json, "code", result->code, sizeof result->code);
        result->message = read_text_new(reading, json, "message");
        return;
    }
    statuses_read(reading, json, result);
    result->codes = codes_read(reading, json);
    result->check = check_text(reading, json);
}

static void results_read(struct reading *reading, const json_t *json, struct reply_job *job)
{
    const json_t *results = read_array(reading, json, "results", JOB_PAGE);

    job->count = json_array_size(results);
    job->results = job->count ? mem_array(job->count, sizeof *job->results) : NULL;
    for (size_t i = 0; i < job->count; i++) {
        const json_t *result = json_array_get(results, i);

        if (job->kind == JOB_IMPORT) {
            imported_read(reading, result, &job->results[i]);
        } else {
            verified_read(reading, result, &job->results[i]);
        }
    }
}

void job_read(struct reading *reading, const json_t *object, struct reply_job *job)
{
    const json_t *more = read_more(reading, object);

    read_text(reading, object, "job", job->id, sizeof job->id);
    job->kind = (enum job_kind)read_choice(reading, object, "kind", kind_text, JOB_KIND_COUNT);
    job->state = (enum job_state)read_choice(reading, object, "state", state_text, JOB_STATE_COUNT);
    job->total = read_integer(reading, object, "total", 0, ITEMS_MOST);
    job->done = read_integer(reading, object, "done", 0, ITEMS_MOST);
    job->created_at = more ? read_integer(reading, more, "created_at", 0, INT64_MAX)
                           : read_time(reading, object, "created_at");
    job->ended_at = more ? read_integer(reading, more, "ended_at", 0, INT64_MAX)
                         : read_time(reading, object, "ended_at");
    results_read(reading, object, job);
    read_text(reading, object, "next", job->next, sizeof job->next);
}
