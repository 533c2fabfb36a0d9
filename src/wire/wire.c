// SPDX-License-Identifier: MIT
#include "wire/wire.h"

#include "base/memory.h"
#include "wire/shape.h"
#include "wire/spell.h"

#include <stdlib.h>

typedef json_t *to_json_fn(const struct reply *reply, size_t i);
typedef void to_text_fn(struct buffer *out, const struct reply *reply, size_t i);

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

/* What is told often is spelled: as a tree it is wanted once in a while, as text a hundred thousand
 * times. */
struct shape {
    to_json_fn *to_json;                        /* NULL: it is spelled, or there is nothing */
    to_text_fn *to_text;                        /* NULL: it is a tree */
    size_t (*count)(const struct reply *reply); /* NULL: always one */
    const char *list; /* what an answer calls them all; NULL: the one object is the answer */
};

// clang-format off
static const struct shape shapes[] = {
    [REPLY_NOTHING]           = {NULL, NULL, NULL, NULL},
    [REPLY_DOMAIN]            = {NULL, domain_to_text, NULL, NULL},
    [REPLY_DOMAINS]           = {NULL, domains_to_text, count_domains, "domains"},
    [REPLY_TOKEN]             = {token_to_json, NULL, NULL, NULL},
    [REPLY_CHECK]             = {NULL, check_to_text, NULL, NULL},
    [REPLY_RECORDS]           = {record_to_json, NULL, count_records, "records"},
    [REPLY_SHARES]            = {NULL, share_to_text, count_shares, "shares"},
    [REPLY_LOG]               = {log_row_to_json, NULL, count_log, "log"},
    [REPLY_PROJECT]           = {project_to_json, NULL, NULL, NULL},
    [REPLY_PROJECTS]          = {projects_to_json, NULL, count_projects, "projects"},
    [REPLY_CREDENTIALS]       = {credential_to_json, NULL, count_credentials, "credentials"},
    [REPLY_KEY]               = {key_to_json, NULL, NULL, NULL},
    [REPLY_SPF_EVAL]          = {spf_eval_to_json, NULL, NULL, NULL},
    [REPLY_SPF_LINT]          = {spf_lint_to_json, NULL, NULL, NULL},
    [REPLY_SPF_MERGE]         = {spf_merge_to_json, NULL, NULL, NULL},
    [REPLY_DKIM_LINT]         = {dkim_lint_to_json, NULL, NULL, NULL},
    [REPLY_DMARC_LINT]        = {dmarc_lint_to_json, NULL, NULL, NULL},
    [REPLY_DMARC_DISCOVER]    = {dmarc_discover_to_json, NULL, NULL, NULL},
    [REPLY_DMARC_REPORTS]     = {dmarc_reports_to_json, NULL, NULL, NULL},
    [REPLY_DMARC_BUILD]       = {dmarc_build_to_json, NULL, NULL, NULL},
    [REPLY_AUTHRES]           = {authres_to_json, NULL, NULL, NULL},
    [REPLY_AUTHRES_MESSAGE]   = {authres_message_to_json, NULL, NULL, NULL},
    [REPLY_EXPLAIN]           = {explain_to_json, NULL, NULL, NULL},
    [REPLY_DOCTOR]            = {doctor_line_to_json, NULL, count_doctor, "lines"},
    [REPLY_IMPORT]            = {import_row_to_json, NULL, count_import, "results"},
    [REPLY_JOB]               = {job_to_json, NULL, NULL, NULL},
    [REPLY_BACKUP]            = {backup_to_json, NULL, NULL, NULL},
    [REPLY_ROTATION]          = {rotation_to_json, NULL, NULL, NULL},
    [REPLY_SPELT]             = {spelt_to_json, NULL, NULL, NULL},
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
    return shape->to_json || shape->to_text ? 1 : 0;
}

json_t *wire_reply(const struct reply *reply, size_t i)
{
    const struct shape *shape = &shapes[reply->kind];
    struct buffer text = {0};

    if (i >= wire_reply_count(reply)) {
        return json_null();
    }
    if (!shape->to_text) {
        return shape->to_json(reply, i);
    }
    shape->to_text(&text, reply, i);
    return json_spelled(&text);
}

static void spell_counts(struct buffer *out, const struct domain_counts *counts)
{
    spell_open(out, "counts", '{');
    spell_number(out, "all", counts->all);
    spell_number(out, "attention", counts->attention);
    spell_number(out, "waiting", counts->waiting);
    spell_number(out, "in_use", counts->in_use);
    spell_number(out, "shared_in", counts->shared_in);
    spell_close(out, '}');
}

static void spell_answer(struct buffer *out, const struct reply *reply)
{
    const struct shape *shape = &shapes[reply->kind];

    if (!shape->list) {
        shape->to_text(out, reply, 0);
        return;
    }
    spell_open(out, NULL, '{');
    spell_open(out, shape->list, '[');
    for (size_t i = 0; i < shape->count(reply); i++) {
        shape->to_text(out, reply, i);
    }
    spell_close(out, ']');
    if (reply->kind == REPLY_DOMAINS) {
        spell_word(out, "next", reply->as.domains.next);
        spell_counts(out, &reply->as.domains.counts);
    }
    spell_close(out, '}');
}

/* A key that was just made is answered alone, with its secret. */
static bool is_one(const struct reply *reply)
{
    return reply->kind == REPLY_CREDENTIALS && reply->as.credentials.count == 1 &&
           reply->as.credentials.items[0].secret_key[0];
}

static json_t *answer_to_json(const struct reply *reply)
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
    if (reply->kind == REPLY_LOG) {
        json_put(json, "next", json_word(reply->as.log.next));
    }
    return json;
}

json_t *wire_answer(const struct reply *reply)
{
    struct buffer text = {0};

    if (!shapes[reply->kind].to_text) {
        return answer_to_json(reply);
    }
    spell_answer(&text, reply);
    return json_spelled(&text);
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
    if (shapes[reply->kind].to_text && i < wire_reply_count(reply)) {
        shapes[reply->kind].to_text(out, reply, i);
        buffer_add_byte(out, '\n');
    } else {
        json_line(wire_reply(reply, i), out);
    }
}

void wire_answer_line(const struct reply *reply, struct buffer *out)
{
    if (shapes[reply->kind].to_text) {
        spell_answer(out, reply);
        buffer_add_byte(out, '\n');
    } else {
        json_line(answer_to_json(reply), out);
    }
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
