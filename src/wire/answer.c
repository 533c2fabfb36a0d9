// SPDX-License-Identifier: MIT
#include "wire/answer.h"

#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "wire/more.h"
#include "wire/wire.h"

#include <stdlib.h>
#include <string.h>

enum { ITEMS_MOST = 100000, COUNT_MOST = 1 << 30, KEY_MOST = 1 << 15 };

/* Lists hold the objects under one name; *list is that array, NULL where the one object is all. */
static void domain_more(const struct reply *reply, json_t *json, json_t *list)
{
    (void)list;
    domain_add_more(reply->as.domain, json);
}

static void domains_more(const struct reply *reply, json_t *json, json_t *list)
{
    (void)json;
    for (size_t i = 0; i < reply->as.domains.count; i++) {
        domain_add_more(reply->as.domains.items[i], json_array_get(list, i));
    }
}

static void check_more(const struct reply *reply, json_t *json, json_t *list)
{
    (void)list;
    check_add_more(reply->as.check, json);
}

static void records_more(const struct reply *reply, json_t *json, json_t *list)
{
    (void)list;
    records_add_more(&reply->as.records, json);
}

static void shares_more(const struct reply *reply, json_t *json, json_t *list)
{
    (void)json;
    for (size_t i = 0; i < reply->as.shares.count; i++) {
        share_add_more(&reply->as.shares.items[i], json_array_get(list, i));
    }
}

static void log_more(const struct reply *reply, json_t *json, json_t *list)
{
    (void)json;
    for (size_t i = 0; i < reply->as.log.count; i++) {
        log_row_add_more(&reply->as.log.rows[i], json_array_get(list, i));
    }
}

static void project_more(const struct reply *reply, json_t *json, json_t *list)
{
    (void)list;
    project_add_more(&reply->as.project, json);
}

static void projects_more(const struct reply *reply, json_t *json, json_t *list)
{
    (void)json;
    for (size_t i = 0; i < reply->as.projects.count; i++) {
        project_add_more(&reply->as.projects.items[i], json_array_get(list, i));
    }
}

/* One that was just made stands alone. */
static void credentials_more(const struct reply *reply, json_t *json, json_t *list)
{
    for (size_t i = 0; i < reply->as.credentials.count; i++) {
        credential_add_more(&reply->as.credentials.items[i], list ? json_array_get(list, i) : json);
    }
}

static void job_more(const struct reply *reply, json_t *json, json_t *list)
{
    (void)list;
    job_add_more(&reply->as.job, json);
}

static void nothing_read(struct reading *reading, const json_t *json, struct reply *out)
{
    (void)out;
    if (!json_is_object(json)) {
        reading_wrong(reading, "{}");
    }
}

static void domain_in(struct reading *reading, const json_t *json, struct reply *out)
{
    out->as.domain = domain_read(reading, json);
}

static void counts_read(struct reading *reading, const json_t *json, struct domain_counts *out)
{
    const json_t *counts = read_object(reading, json, "counts");

    out->all = read_integer(reading, counts, "all", 0, COUNT_MOST);
    out->attention = read_integer(reading, counts, "attention", 0, COUNT_MOST);
    out->waiting = read_integer(reading, counts, "waiting", 0, COUNT_MOST);
    out->in_use = read_integer(reading, counts, "in_use", 0, COUNT_MOST);
    out->shared_in = read_integer(reading, counts, "shared_in", 0, COUNT_MOST);
}

static void domains_in(struct reading *reading, const json_t *json, struct reply *out)
{
    const json_t *list = read_array(reading, json, "domains", ITEMS_MOST);
    struct reply_domains *domains = &out->as.domains;

    domains->count = json_array_size(list);
    domains->items = mem_array(domains->count + 1, sizeof(struct domain *));
    for (size_t i = 0; i < domains->count; i++) {
        domains->items[i] = domain_read(reading, json_array_get(list, i));
    }
    read_text(reading, json, "next", domains->next, sizeof domains->next);
    counts_read(reading, json, &domains->counts);
}

static void token_in(struct reading *reading, const json_t *json, struct reply *out)
{
    read_text(reading, json, "token", out->as.token, sizeof out->as.token);
}

static void check_in(struct reading *reading, const json_t *json, struct reply *out)
{
    out->as.check = check_read(reading, json);
}

static void records_in(struct reading *reading, const json_t *json, struct reply *out)
{
    records_read(reading, json, &out->as.records);
}

static void shares_in(struct reading *reading, const json_t *json, struct reply *out)
{
    const json_t *list = read_array(reading, json, "shares", ITEMS_MOST);

    out->as.shares.count = json_array_size(list);
    out->as.shares.items = mem_array(out->as.shares.count + 1, sizeof(struct share));
    for (size_t i = 0; i < out->as.shares.count; i++) {
        share_read(reading, json_array_get(list, i), &out->as.shares.items[i]);
    }
}

static void log_in(struct reading *reading, const json_t *json, struct reply *out)
{
    const json_t *list = read_array(reading, json, "log", ITEMS_MOST);
    struct reply_log *log = &out->as.log;

    log->count = json_array_size(list);
    log->rows = mem_array(log->count + 1, sizeof *log->rows);
    for (size_t i = 0; i < log->count; i++) {
        log_row_read(reading, json_array_get(list, i), &log->rows[i]);
    }
    read_text(reading, json, "next", log->next, sizeof log->next);
}

static void project_in(struct reading *reading, const json_t *json, struct reply *out)
{
    project_read(reading, json, &out->as.project);
}

static void projects_in(struct reading *reading, const json_t *json, struct reply *out)
{
    const json_t *list = read_array(reading, json, "projects", ITEMS_MOST);

    out->as.projects.count = json_array_size(list);
    out->as.projects.items = mem_array(out->as.projects.count + 1, sizeof(struct project));
    for (size_t i = 0; i < out->as.projects.count; i++) {
        project_read(reading, json_array_get(list, i), &out->as.projects.items[i]);
    }
}

static void credentials_in(struct reading *reading, const json_t *json, struct reply *out)
{
    bool is_one = json_object_get(json, "access_key") != NULL;
    const json_t *list = is_one ? NULL : read_array(reading, json, "credentials", ITEMS_MOST);
    size_t count = is_one ? 1 : json_array_size(list);

    out->as.credentials.count = count;
    out->as.credentials.items = mem_array(count + 1, sizeof(struct credential));
    for (size_t i = 0; i < count; i++) {
        credential_read(reading, is_one ? json : json_array_get(list, i),
                        &out->as.credentials.items[i]);
    }
}

/* PEM: lines, which text_safe() would escape. It is written to a file and never shown. */
static void key_in(struct reading *reading, const json_t *json, struct reply *out)
{
    const char *key = read_word(reading, json, "key");
    size_t n = key ? strlen(key) : 0;

    if (!key || n > KEY_MOST || !text_is_ascii(key, n) || strchr(key, '\033')) {
        reading_wrong(reading, "key");
        return;
    }
    out->as.key = mem_text(key);
}

static void import_in(struct reading *reading, const json_t *json, struct reply *out)
{
    const json_t *list = read_array(reading, json, "results", ITEMS_MOST);
    struct reply_import *import = &out->as.import;

    import->count = json_array_size(list);
    import->rows = mem_array(import->count + 1, sizeof *import->rows);
    for (size_t i = 0; i < import->count; i++) {
        import_row_read(reading, json_array_get(list, i), &import->rows[i]);
    }
}

static void job_in(struct reading *reading, const json_t *json, struct reply *out)
{
    job_read(reading, json, &out->as.job);
}

static void backup_in(struct reading *reading, const json_t *json, struct reply *out)
{
    struct reply_backup *backup = &out->as.backup;

    backup->file = read_text_needed(reading, json, "file");
    backup->bytes = read_integer(reading, json, "bytes", 0, INT64_MAX);
    backup->schema = (int)read_integer(reading, json, "schema", 0, COUNT_MOST);
    backup->projects = read_integer(reading, json, "projects", 0, COUNT_MOST);
    backup->domains = read_integer(reading, json, "domains", 0, COUNT_MOST);
    backup->restored = read_flag(reading, json, "restored");
}

static void rotation_in(struct reading *reading, const json_t *json, struct reply *out)
{
    struct reply_rotation *rotation = &out->as.rotation;

    rotation->master_key = read_text_needed(reading, json, "master_key");
    rotation->keys = read_integer(reading, json, "keys", 0, COUNT_MOST);
    rotation->credentials = read_integer(reading, json, "credentials", 0, COUNT_MOST);
}

/* What goes over HTTP: looking (MAY_LOOK) never does. */
struct way_back {
    const char *list; /* the array's name; NULL: the one object is all */
    void (*more)(const struct reply *reply, json_t *json, json_t *list); /* NULL: no loss */
    void (*read)(struct reading *reading, const json_t *json, struct reply *out);
};

// clang-format off
static const struct way_back ways[REPLY_KIND_COUNT] = {
    [REPLY_NOTHING]     = {NULL,          NULL,             nothing_read},
    [REPLY_DOMAIN]      = {NULL,          domain_more,      domain_in},
    [REPLY_DOMAINS]     = {"domains",     domains_more,     domains_in},
    [REPLY_TOKEN]       = {NULL,          NULL,             token_in},
    [REPLY_CHECK]       = {NULL,          check_more,       check_in},
    [REPLY_RECORDS]     = {"records",     records_more,     records_in},
    [REPLY_SHARES]      = {"shares",      shares_more,      shares_in},
    [REPLY_LOG]         = {"log",         log_more,         log_in},
    [REPLY_PROJECT]     = {NULL,          project_more,     project_in},
    [REPLY_PROJECTS]    = {"projects",    projects_more,    projects_in},
    [REPLY_CREDENTIALS] = {"credentials", credentials_more, credentials_in},
    [REPLY_KEY]         = {NULL,          NULL,             key_in},
    [REPLY_IMPORT]      = {"results",     NULL,             import_in},
    [REPLY_JOB]         = {NULL,          job_more,         job_in},
    [REPLY_BACKUP]      = {NULL,          NULL,             backup_in},
    [REPLY_ROTATION]    = {NULL,          NULL,             rotation_in},
};
// clang-format on

struct json_t *wire_answer_more(const struct reply *reply)
{
    const struct way_back *way = &ways[reply->kind];
    json_t *json = wire_answer(reply);

    if (way->more) {
        way->more(reply, json, way->list ? json_object_get(json, way->list) : NULL);
    }
    return json;
}

enum status wire_answer_read(enum reply_kind kind, const struct json_t *json, struct reply *out,
                             struct fault *fault)
{
    struct reading reading = {""};
    enum status status;

    reply_init(out);
    if (!ways[kind].read) {
        return fault_set(fault, STATUS_INTERNAL, "no-route",
                         _("such an answer does not come over HTTP"));
    }
    out->kind = kind;
    ways[kind].read(&reading, json, out);
    status = reading_end(&reading, fault);
    if (status) {
        reply_clear(out);
    }
    return status;
}

bool wire_fault_read(const struct json_t *json, enum status status, struct fault *out)
{
    struct reading reading = {""};
    const json_t *error = read_object(&reading, json, "error");
    json_t *detail = json_object_get(error, "detail");
    struct fault fault = {.status = status};
    const char *key;
    json_t *value;

    read_text(&reading, error, "code", fault.code, sizeof fault.code);
    read_text(&reading, error, "message", fault.message, sizeof fault.message);
    if (reading.wrong[0] || !fault.code[0] || !fault.message[0]) {
        return false;
    }
    json_object_foreach(detail, key, value)
    {
        if (json_is_string(value)) {
            fault_detail(&fault, key, json_string_value(value));
        }
    }
    *out = fault;
    return true;
}
