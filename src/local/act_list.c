// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "engine/limits.h"
#include "local/find.h"
#include "local/handler.h"
#include "store/dkim_keys.h"
#include "store/domains.h"
#include "store/journal.h"
#include "store/list.h"
#include "store/shares.h"

#include <stdlib.h>
#include <string.h>

enum { FAR_MS = 2000 };

/* On the loop a turn has 50 ms in all. */
static int64_t near_ms(const struct task *task)
{
    int ms = task->local->options.near_ms;

    return ms ? ms : LOCAL_NEAR_MS;
}

static int64_t page_limit(const struct request *request)
{
    int64_t limit = request_number(request, "limit", LIMIT_PAGE);

    return limit > 0 && limit < LIMIT_PAGE ? limit : LIMIT_PAGE;
}

/* A name alone is a place in every order: there where that domain stands now. */
static enum status name_place(struct db *db, const struct list_query *query, struct cursor *after,
                              struct fault *fault)
{
    struct domain *domain = NULL;
    char text[CURSOR_TEXT];
    enum status status = domains_find(db, query->project, after->name, &domain, NULL);

    if (status == STATUS_MISSING) {
        return fault_set(fault, STATUS_INVALID, "usage", _("%s is not in your list"), after->name);
    }
    if (status) {
        return fault_set(fault, status, "store-io", _("the store cannot be read"));
    }
    cursor_make(domain, query->order, text);
    domain_free(domain);
    return cursor_parse(text, after) ? STATUS_OK
                                     : fault_set(fault, STATUS_INTERNAL, "internal", "%s", text);
}

static enum status read_place(const struct request *request, struct db *db,
                              struct list_query *query, struct cursor *after, struct fault *fault)
{
    const char *place = request_get(request, "after");
    enum status status = STATUS_OK;

    if (!list_order_parse(request_get(request, "sort"), &query->order)) {
        return fault_set(fault, STATUS_INVALID, "usage", _("there is no such order"));
    }
    if (place && *place) {
        if (!cursor_parse(place, after)) {
            return fault_set(fault, STATUS_INVALID, "usage", _("this is no place in a list"));
        }
        query->after = after;
        if (query->order.sort != LIST_BY_NAME && !strchr(place, ':')) {
            status = name_place(db, query, after, fault);
        }
    }
    return status ? status : filter_parse(request_get(request, "filter"), &query->filter, fault);
}

enum status list_domains(struct task *task, struct db *db, struct fault *fault)
{
    struct list_query query = {.project = task->project.id, .names_only = task->request.names_only};
    struct cursor after;
    struct reply_domains *out = &task->reply.as.domains;
    enum status status = read_place(&task->request, db, &query, &after, fault);

    if (status) {
        return status;
    }
    query.limit = page_limit(&task->request);
    query.budget_ms = task->far ? FAR_MS : near_ms(task);
    task->reply.kind = REPLY_DOMAINS;
    status = list_page(db, &query, out, fault);
    for (size_t i = 0; status == STATUS_OK && !query.names_only && i < out->count; i++) {
        fill_spf(task->local, out->items[i]);
    }
    return status;
}

/* A stranger learns no more of a name's log than of the name; rows of what was deleted stay. */
static enum status log_is_theirs(struct task *task, struct db *db, const char *domain,
                                 struct fault *fault)
{
    struct domain *found = NULL;
    enum status status = domains_find(db, task->project.id, domain, &found, fault);

    if (status == STATUS_OK) {
        domain_free(found);
    }
    return status;
}

enum status read_log(struct task *task, struct db *db, struct fault *fault)
{
    const char *place = request_get(&task->request, "after");
    int64_t after = 0;
    int64_t limit = request_number(&task->request, "limit", JOURNAL_DEFAULT);
    char text[256] = "";
    struct name name;
    enum status status = STATUS_OK;

    if (place && *place) {
        char *end;

        after = strtoll(place, &end, 10);
        if (*end || after <= 0) {
            return fault_set(fault, STATUS_INVALID, "usage", _("this is no place in a list"));
        }
    }
    if (request_has(&task->request, "domain")) {
        status = task_name(task, &name, text, fault);
        if (status) {
            return status;
        }
    }
    task->reply.kind = REPLY_LOG;
    status = journal_page(db, task->project.id, text[0] ? text : NULL, after, limit,
                          &task->reply.as.log, fault);
    if (status == STATUS_OK && text[0] && limit > 0 && after == 0 &&
        task->reply.as.log.count == 0) {
        status = log_is_theirs(task, db, text, fault);
    }
    return status;
}

enum status list_shares(struct task *task, struct db *db, struct fault *fault)
{
    struct domain *domain = NULL;
    enum status status = find_own(task, db, &domain, fault);

    if (status) {
        return status;
    }
    task->reply.kind = REPLY_SHARES;
    task->reply.as.shares.items = domain->shares;
    task->reply.as.shares.count = domain->share_count;
    domain->shares = NULL;
    domain->share_count = 0;
    domain_free(domain);
    return STATUS_OK;
}
