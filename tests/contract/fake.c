// SPDX-License-Identifier: MIT
#include "tests/contract/fake.h"

#include <stdlib.h>

static int by_name_down(const void *a, const void *b)
{
    return strcmp((*(struct domain *const *)b)->name, (*(struct domain *const *)a)->name);
}

static bool is_listed(const struct domain *domain, const struct request *request)
{
    const char *after = request_get(request, "after"), *filter = request_get(request, "filter");

    return (!after || strcmp(domain->name, after) < 0) && (!filter || strstr(domain->name, filter));
}

/* Always by name, downwards: the plays ask for nothing else. */
static void do_list(struct asked *asked)
{
    struct reply_domains *list = &asked->reply->as.domains;
    size_t most = (size_t)request_number(asked->request, "limit", FAKE_DOMAINS);

    asked->reply->kind = REPLY_DOMAINS;
    list->items = mem_array(FAKE_DOMAINS, sizeof(struct domain *));
    for (size_t i = 0; i < FAKE_DOMAINS; i++) {
        const struct fake_domain *row = &asked->fake->domains[i];
        bool mine = fake_is_mine(asked, row), shared = fake_is_shared_with_me(asked, row);

        list->counts.all += mine || shared;
        list->counts.shared_in += shared;
        if ((mine || shared) && is_listed(row->domain, asked->request)) {
            list->items[list->count++] = fake_seen_by(asked, row);
        }
    }
    qsort(list->items, list->count, sizeof(struct domain *), by_name_down);
    if (list->count > most) {
        text_copy(list->next, sizeof list->next, list->items[most - 1]->name);
    }
    while (list->count > most) {
        domain_free(list->items[--list->count]);
    }
}

static void do_log(struct asked *asked)
{
    struct reply_log *log = &asked->reply->as.log;
    size_t most = (size_t)request_number(asked->request, "limit", FAKE_LOG);

    asked->reply->kind = REPLY_LOG;
    log->rows = mem_array(FAKE_LOG, sizeof *log->rows);
    for (size_t i = asked->fake->log_count; i-- > 0;) {
        const struct fake_line *line = &asked->fake->log[i];

        if (!text_equal(line->project, asked->request->project)) {
            continue;
        }
        if (log->count == most) {
            text_copy(log->next, sizeof log->next, "more");
            return;
        }
        text_copy(log->rows[log->count].who, 64, asked->request->actor);
        text_copy(log->rows[log->count].domain, 256, line->domain);
        text_copy(log->rows[log->count].action, 40, line->action);
        log->rows[log->count++].at = 1;
    }
}

static void do_token_new(struct asked *asked)
{
    asked->reply->kind = REPLY_TOKEN;
    fake_token_make(asked->fake, asked->reply->as.token);
}

static void do_project_key(struct asked *asked)
{
    asked->reply->kind = REPLY_PROJECT;
    text_copy(asked->reply->as.project.name, 64, asked->request->project);
    fake_project_key(asked->request->project, asked->reply->as.project.key);
}

/* owns: only the domain's owner may; has: the domain must be there. */
// clang-format off
static const struct { answer_fn *answer; bool has, owns; } answers[VERB_COUNT] = {
    [VERB_DOMAINS_LIST]     = {do_list, false, false},
    [VERB_DOMAINS_SHOW]     = {fake_show, true, false},
    [VERB_DOMAINS_REGISTER] = {fake_register, false, false},
    [VERB_TOKEN_NEW]        = {do_token_new, false, false},
    [VERB_DOMAINS_TOKEN]    = {fake_token, true, true},
    [VERB_DOMAINS_VERIFY]   = {fake_verify, true, true},
    [VERB_DOMAINS_USE]      = {fake_switch, true, true},
    [VERB_DOMAINS_STOP]     = {fake_switch, true, true},
    [VERB_DOMAINS_DELETE]   = {fake_delete, true, true},
    [VERB_DOMAINS_LOG]      = {do_log, false, false},
    [VERB_RECORDS]          = {fake_records, true, false},
    [VERB_SHARES_LIST]      = {fake_shares, true, true},
    [VERB_SHARES_ADD]       = {fake_share, true, true},
    [VERB_SHARES_LABEL]     = {fake_share, true, true},
    [VERB_SHARES_REMOVE]    = {fake_share, true, true},
    [VERB_PROJECT_KEY]      = {do_project_key, false, false},
};
// clang-format on

static void answer(struct asked *asked)
{
    const struct request *request = asked->request;
    bool changes = command_at(request->verb)->permission != MAY_READ;

    if (request->read_only && changes) {
        fake_refuse(asked, STATUS_REFUSED, "read-key");
    } else if (answers[request->verb].has && !asked->row) {
        fake_refuse(asked, STATUS_MISSING, "no-such-domain");
    } else if (answers[request->verb].owns && !fake_is_mine(asked, asked->row)) {
        fake_refuse(asked, STATUS_REFUSED, "not-owner");
    } else if (request->revision && request->revision != asked->row->domain->revision) {
        fake_refuse(asked, STATUS_REFUSED, "changed-meanwhile");
    } else {
        answers[request->verb].answer(asked);
    }
}

/* Only tokens are asked for twice in the plays. */
static bool answered_before(struct asked *asked)
{
    struct fake *fake = asked->fake;

    for (size_t i = 0; i < fake->kept_count; i++) {
        if (!text_equal(fake->kept[i].key, asked->request->idempotency)) {
            continue;
        }
        if (fake->kept[i].verb != asked->request->verb) {
            fake_refuse(asked, STATUS_REFUSED, "idempotency-key");
        } else {
            asked->reply->kind = REPLY_TOKEN;
            text_copy(asked->reply->as.token, 80, fake->kept[i].token);
        }
        return true;
    }
    return false;
}

static void keep(struct asked *asked)
{
    struct fake *fake = asked->fake;

    if (asked->request->idempotency[0] && asked->reply->kind == REPLY_TOKEN) {
        text_copy(fake->kept[fake->kept_count].key, 80, asked->request->idempotency);
        text_copy(fake->kept[fake->kept_count].token, 80, asked->reply->as.token);
        fake->kept[fake->kept_count++].verb = asked->request->verb;
    }
}

void fake_answer(struct fake *fake, const struct request *request, struct reply *reply)
{
    struct asked asked = {.fake = fake, .request = request, .reply = reply};
    struct fault fault = {0};
    char name[NAME_TEXT] = "";

    if (request_check(request, &fault)) {
        reply_fail(reply, &fault);
        return;
    }
    text_copy(name, sizeof name,
              request_get(request, "domain") ? request_get(request, "domain") : "");
    text_lower(name);
    if (name[0] && name[strlen(name) - 1] == '.') {
        name[strlen(name) - 1] = '\0';
    }
    asked.name = name;
    asked.row = fake_row_find(&asked);
    if (!answered_before(&asked)) {
        answer(&asked);
        keep(&asked);
    }
}
