// SPDX-License-Identifier: MIT
#include "wire/wire.h"

#include "base/memory.h"
#include "wire/shape.h"
#include "wire/spell.h"

#include <stdlib.h>

typedef json_t *to_json_fn(const struct reply *reply, size_t i);

static size_t count_domains(const struct reply *reply)
{
    return reply->as.domains.count;
}

static size_t count_records(const struct reply *reply)
{
    return reply->as.records.list.count;
}

static size_t count_shares(const struct reply *reply)
{
    return reply->as.shares.count;
}

static size_t count_log(const struct reply *reply)
{
    return reply->as.log.count;
}

static size_t count_projects(const struct reply *reply)
{
    return reply->as.projects.count;
}

static size_t count_credentials(const struct reply *reply)
{
    return reply->as.credentials.count;
}

static size_t count_doctor(const struct reply *reply)
{
    return reply->as.doctor.count;
}

static size_t count_import(const struct reply *reply)
{
    return reply->as.import.count;
}

struct shape {
    to_json_fn *to_json;
    size_t (*count)(const struct reply *reply); /* NULL: always one */
    const char *list; /* what an answer calls them all; NULL: the one object is the answer */
};

// clang-format off
static const struct shape shapes[] = {
    [REPLY_NOTHING]         = {NULL, NULL, NULL},
    [REPLY_DOMAIN]          = {domain_to_json, NULL, NULL},
    [REPLY_DOMAINS]         = {domains_to_json, count_domains, "domains"},
    [REPLY_TOKEN]           = {token_to_json, NULL, NULL},
    [REPLY_CHECK]           = {check_to_json, NULL, NULL},
    [REPLY_RECORDS]         = {record_to_json, count_records, "records"},
    [REPLY_SHARES]          = {share_to_json, count_shares, "shares"},
    [REPLY_LOG]             = {log_row_to_json, count_log, "log"},
    [REPLY_PROJECT]         = {project_to_json, NULL, NULL},
    [REPLY_PROJECTS]        = {projects_to_json, count_projects, "projects"},
    [REPLY_CREDENTIALS]     = {credential_to_json, count_credentials, "credentials"},
    [REPLY_KEY]             = {key_to_json, NULL, NULL},
    [REPLY_SPF_EVAL]        = {spf_eval_to_json, NULL, NULL},
    [REPLY_SPF_LINT]        = {spf_lint_to_json, NULL, NULL},
    [REPLY_SPF_MERGE]       = {spf_merge_to_json, NULL, NULL},
    [REPLY_DKIM_LINT]       = {dkim_lint_to_json, NULL, NULL},
    [REPLY_DMARC_LINT]      = {dmarc_lint_to_json, NULL, NULL},
    [REPLY_DMARC_DISCOVER]  = {dmarc_discover_to_json, NULL, NULL},
    [REPLY_DMARC_REPORTS]   = {dmarc_reports_to_json, NULL, NULL},
    [REPLY_DMARC_BUILD]     = {dmarc_build_to_json, NULL, NULL},
    [REPLY_AUTHRES]         = {authres_to_json, NULL, NULL},
    [REPLY_AUTHRES_MESSAGE] = {authres_message_to_json, NULL, NULL},
    [REPLY_EXPLAIN]         = {explain_to_json, NULL, NULL},
    [REPLY_DOCTOR]          = {doctor_line_to_json, count_doctor, "lines"},
    [REPLY_IMPORT]          = {import_row_to_json, count_import, "results"},
    [REPLY_JOB]             = {job_to_json, NULL, NULL},
    [REPLY_BACKUP]          = {backup_to_json, NULL, NULL},
    [REPLY_ROTATION]        = {rotation_to_json, NULL, NULL},
    [REPLY_SPELT]           = {spelt_to_json, NULL, NULL},
};
// clang-format on
_Static_assert(COUNT(shapes) == REPLY_KIND_COUNT, "every payload has its shape");

static void *json_memory(size_t size)
{
    return mem_new(size);
}

void wire_open(void)
{
    json_set_alloc_funcs(json_memory, free);
}

size_t wire_reply_count(const struct reply *reply)
{
    const struct shape *shape = &shapes[reply->kind];

    if (shape->count) {
        return shape->count(reply);
    }
    return shape->to_json ? 1 : 0;
}

json_t *wire_reply(const struct reply *reply, size_t i)
{
    return i < wire_reply_count(reply) ? shapes[reply->kind].to_json(reply, i) : json_null();
}

static json_t *counts_to_json(const struct domain_counts *counts)
{
    json_t *json = json_object();

    json_put(json, "all", json_integer(counts->all));
    json_put(json, "attention", json_integer(counts->attention));
    json_put(json, "waiting", json_integer(counts->waiting));
    json_put(json, "in_use", json_integer(counts->in_use));
    json_put(json, "shared_in", json_integer(counts->shared_in));
    return json;
}

/* A key that was just made is answered alone, with its secret. */
static bool is_one(const struct reply *reply)
{
    return reply->kind == REPLY_CREDENTIALS && reply->as.credentials.count == 1 &&
           reply->as.credentials.items[0].secret_key[0];
}

json_t *wire_answer(const struct reply *reply)
{
    const struct shape *shape = &shapes[reply->kind];
    json_t *json, *list;

    if (!shape->list || is_one(reply)) {
        return shape->to_json ? shape->to_json(reply, 0) : json_object();
    }
    json = json_object();
    list = json_array();
    for (size_t i = 0; i < shape->count(reply); i++) {
        json_array_append_new(list, shape->to_json(reply, i));
    }
    json_put(json, shape->list, list);
    if (reply->kind == REPLY_DOMAINS) {
        json_put(json, "next", json_word(reply->as.domains.next));
        json_put(json, "counts", counts_to_json(&reply->as.domains.counts));
    } else if (reply->kind == REPLY_LOG) {
        json_put(json, "next", json_word(reply->as.log.next));
    }
    return json;
}

json_t *wire_fault(const struct fault *fault)
{
    json_t *json = json_object(), *error = json_object(), *detail = json_object();

    for (size_t i = 0; i < fault->detail_count; i++) {
        json_put(detail, fault->details[i].key, json_text(fault->details[i].value));
    }
    json_put(error, "code", json_text(fault->code));
    json_put(error, "message", json_text(fault->message));
    json_put(error, "detail", detail);
    json_put(json, "error", error);
    return json;
}

void wire_reply_line(const struct reply *reply, size_t i, struct buffer *out)
{
    if (reply->kind == REPLY_CHECK) {
        spell_check(out, reply->as.check);
        buffer_add_byte(out, '\n');
    } else {
        json_line(wire_reply(reply, i), out);
    }
}

void wire_answer_line(const struct reply *reply, struct buffer *out)
{
    json_line(wire_answer(reply), out);
}

void wire_fault_line(const struct fault *fault, struct buffer *out)
{
    json_line(wire_fault(fault), out);
}

void wire_unreadable_line(const char *why, struct buffer *out)
{
    json_t *json = json_object();

    json_put(json, "error", json_text(why));
    json_line(json, out);
}

void wire_version_line(const char *version, const struct library *libraries, size_t count,
                       struct buffer *out)
{
    json_t *json = json_object(), *versions = json_object();

    for (size_t i = 0; i < count; i++) {
        json_put(versions, libraries[i].name, json_text(libraries[i].version));
    }
    json_put(json, "vouch", json_text(version));
    json_put(json, "libraries", versions);
    json_line(json, out);
}
