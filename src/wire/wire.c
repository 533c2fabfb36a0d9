// SPDX-License-Identifier: MIT
#include "wire/wire.h"

#include "base/memory.h"
#include "wire/shape.h"

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
};

// clang-format off
static const struct shape shapes[] = {
    [REPLY_NOTHING]         = {NULL, NULL},
    [REPLY_DOMAIN]          = {domain_to_json, NULL},
    [REPLY_DOMAINS]         = {domains_to_json, count_domains},
    [REPLY_TOKEN]           = {token_to_json, NULL},
    [REPLY_CHECK]           = {check_to_json, NULL},
    [REPLY_RECORDS]         = {record_to_json, count_records},
    [REPLY_SHARES]          = {share_to_json, count_shares},
    [REPLY_LOG]             = {log_row_to_json, count_log},
    [REPLY_PROJECT]         = {project_to_json, NULL},
    [REPLY_PROJECTS]        = {projects_to_json, count_projects},
    [REPLY_CREDENTIALS]     = {credential_to_json, count_credentials},
    [REPLY_KEY]             = {key_to_json, NULL},
    [REPLY_SPF_EVAL]        = {spf_eval_to_json, NULL},
    [REPLY_SPF_LINT]        = {spf_lint_to_json, NULL},
    [REPLY_SPF_MERGE]       = {spf_merge_to_json, NULL},
    [REPLY_DKIM_LINT]       = {dkim_lint_to_json, NULL},
    [REPLY_DMARC_LINT]      = {dmarc_lint_to_json, NULL},
    [REPLY_DMARC_DISCOVER]  = {dmarc_discover_to_json, NULL},
    [REPLY_DMARC_REPORTS]   = {dmarc_reports_to_json, NULL},
    [REPLY_DMARC_BUILD]     = {dmarc_build_to_json, NULL},
    [REPLY_AUTHRES]         = {authres_to_json, NULL},
    [REPLY_AUTHRES_MESSAGE] = {authres_message_to_json, NULL},
    [REPLY_EXPLAIN]         = {explain_to_json, NULL},
    [REPLY_DOCTOR]          = {doctor_line_to_json, count_doctor},
    [REPLY_IMPORT]          = {import_row_to_json, count_import},
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
    json_line(wire_reply(reply, i), out);
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
