// SPDX-License-Identifier: MIT
#include "tests/contract/fake.h"

#include "domain/lifecycle.h"

#include <stdlib.h>

/* One request being answered. */
struct asked {
    struct fake *fake;
    const struct request *request;
    struct reply *reply;
    const char *name; /* the domain in question, lower case, no dot at its end */
    struct fake_domain *row;
};
typedef void answer_fn(struct asked *asked);

static void refuse(struct asked *asked, enum status status, const char *code)
{
    struct fault fault = {0};

    fault_set(&fault, status, code, "the fake says no: %s", code);
    reply_fail(asked->reply, &fault);
}

static void note(struct asked *asked, const char *action)
{
    struct fake_line *line = &asked->fake->log[asked->fake->log_count++ % FAKE_LOG];

    text_copy(line->project, sizeof line->project, asked->request->project);
    text_copy(line->domain, sizeof line->domain, asked->name);
    text_copy(line->action, sizeof line->action, action);
}

static void changed(struct asked *asked, enum event_kind kind, const char *action)
{
    note(asked, action);
    if (asked->row->domain) {
        asked->row->domain->revision++;
    }
    fake_tell(asked->fake, kind, asked->request->project, asked->name);
}

void fake_project_key(const char *project, char out[37])
{
    snprintf(out, 37, "%08x-0000-4000-8000-000000000000", (unsigned)project[0]);
}

static const char *guest_of(const struct domain *domain)
{
    char key[37];

    fake_project_key("guest", key);
    return domain->share_count && text_equal(domain->shares[0].project_key, key) ? "guest" : NULL;
}

static bool is_mine(const struct asked *asked, const struct fake_domain *row)
{
    return row->domain && text_equal(row->owner, asked->request->project);
}

static bool is_shared_with_me(const struct asked *asked, const struct fake_domain *row)
{
    return row->domain && guest_of(row->domain) &&
           text_equal(guest_of(row->domain), asked->request->project);
}

static struct fake_domain *row_find(struct asked *asked)
{
    for (size_t i = 0; asked->name && i < FAKE_DOMAINS; i++) {
        struct fake_domain *row = &asked->fake->domains[i];

        if ((is_mine(asked, row) || is_shared_with_me(asked, row)) &&
            text_equal(row->domain->name, asked->name)) {
            return row;
        }
    }
    return NULL;
}

/* As the acting project sees it. */
static struct domain *seen_by(const struct asked *asked, const struct fake_domain *row)
{
    struct domain *domain = domain_dup(row->domain);

    if (!is_mine(asked, row)) {
        domain->role = ROLE_GUEST;
        free(domain->token);
        domain->token = NULL;
        domain->share_count = 0;
    }
    return domain;
}

static void show(struct asked *asked)
{
    asked->reply->kind = REPLY_DOMAIN;
    asked->reply->as.domain = seen_by(asked, asked->row);
}

static void token_make(struct fake *fake, char out[80])
{
    snprintf(out, 80, "ncp-verify=fake-%016lld", (long long)++fake->made);
}

static bool proved_elsewhere(const struct asked *asked)
{
    for (size_t i = 0; i < FAKE_DOMAINS; i++) {
        const struct fake_domain *row = &asked->fake->domains[i];

        if (row->domain && !is_mine(asked, row) && text_equal(row->domain->name, asked->name) &&
            record_is_verified(row->domain, RECORD_TOKEN)) {
            return true;
        }
    }
    return false;
}

static void register_new(struct asked *asked)
{
    char token[80];

    token_make(asked->fake, token);
    asked->row = asked->fake->domains;
    while (asked->row->domain) {
        asked->row++;
    }
    asked->row->domain = domain_new();
    asked->row->domain->token = mem_text(token);
    asked->row->domain->spf = mem_text("v=spf1 include:email.ncloud.com ~all");
    asked->row->domain->dkim = mem_text("MIIB");
    text_copy(asked->row->domain->selector, 64, "ncpcompubkr");
    text_copy(asked->row->domain->name, 256, asked->name);
    text_copy(asked->row->owner, 64, asked->request->project);
    changed(asked, EVENT_DOMAIN_ADDED, "register");
    show(asked);
    asked->reply->created = true;
}

static void do_register(struct asked *asked)
{
    if (text_equal(asked->name, "mail.naver.com")) {
        refuse(asked, STATUS_REFUSED, "blocked-name");
    } else if (asked->row) {
        refuse(asked, STATUS_REFUSED, "already-registered");
    } else if (proved_elsewhere(asked)) {
        refuse(asked, STATUS_REFUSED, "verified-elsewhere");
    } else if (request_has(asked->request, "token")) {
        refuse(asked, STATUS_REFUSED, "unknown-token");
    } else {
        register_new(asked);
    }
}

static void do_records(struct asked *asked)
{
    asked->reply->kind = REPLY_RECORDS;
    asked->reply->as.records.domain = seen_by(asked, asked->row);
    requirement_list_make(asked->row->domain, NULL, &asked->reply->as.records.list);
}

static bool is_published(const struct asked *asked)
{
    for (size_t i = 0; i < asked->fake->stage->published_count; i++) {
        if (text_equal(asked->fake->stage->published[i], asked->name)) {
            return true;
        }
    }
    return false;
}

static unsigned only_of(const struct request *request)
{
    const char *only = request_get(request, "only");
    unsigned set = 0;

    for (int record = 0; record < RECORD_COUNT; record++) {
        if (!only || strstr(only, record_word((enum record)record))) {
            set |= 1u << record;
        }
    }
    return set;
}

static void do_verify(struct asked *asked)
{
    struct check_result *check = mem_new(sizeof *check);

    check->only = only_of(asked->request);
    if (!(check->only & 1u << RECORD_TOKEN) &&
        !record_is_verified(asked->row->domain, RECORD_TOKEN)) {
        free(check);
        refuse(asked, STATUS_REFUSED, "ownership-first");
        return;
    }
    for (int record = 0; record < RECORD_COUNT; record++) {
        check->records[record].status = is_published(asked) ? CHECK_PASS : CHECK_FAIL;
    }
    finding_add(&check->findings, is_published(asked) ? CODE_ALL_OK : CODE_DNS_NODATA, AREA_ALL,
                NULL);
    domain_apply(asked->row->domain, check, check->only, clock_now(NULL));
    changed(asked, EVENT_DOMAIN_CHANGED, "verify");
    asked->reply->kind = REPLY_CHECK;
    asked->reply->as.check = check;
}

static void do_switch(struct asked *asked)
{
    bool on = asked->request->verb == VERB_DOMAINS_USE;
    enum record record =
        text_equal(request_get(asked->request, "record"), "spf") ? RECORD_SPF : RECORD_DKIM;
    struct record_status *status = &asked->row->domain->records[record];

    if (on && !record_is_verified(asked->row->domain, record)) {
        refuse(asked, STATUS_REFUSED, "not-verified");
    } else if (on == (status->power == POWER_ON)) {
        refuse(asked, STATUS_REFUSED, on ? "in-use-already" : "not-in-use");
    } else {
        status->power = on ? POWER_ON : POWER_OFF;
        changed(asked, EVENT_DOMAIN_CHANGED, on ? "use" : "stop");
        show(asked);
    }
}

static void do_token(struct asked *asked)
{
    char token[80];

    token_make(asked->fake, token);
    free(asked->row->domain->token);
    asked->row->domain->token = mem_text(token);
    changed(asked, EVENT_DOMAIN_CHANGED, "token");
    show(asked);
}

static void do_delete(struct asked *asked)
{
    domain_free(asked->row->domain);
    asked->row->domain = NULL;
    changed(asked, EVENT_DOMAIN_GONE, "delete");
}

static void share_add(struct asked *asked, const char *key)
{
    struct domain *domain = asked->row->domain;
    char own[37];

    fake_project_key(asked->request->project, own);
    if (text_equal(key, own)) {
        refuse(asked, STATUS_REFUSED, "own-project-key");
    } else if (domain->share_count) {
        refuse(asked, STATUS_REFUSED, "already-shared");
    } else {
        domain->shares = mem_new(sizeof *domain->shares);
        domain->share_count = 1;
        text_copy(domain->shares[0].project_key, 37, key);
        changed(asked, EVENT_DOMAIN_CHANGED, "share");
        fake_tell(asked->fake, EVENT_SHARED_IN, "guest", asked->name);
        show(asked);
    }
}

static void share_remove(struct asked *asked)
{
    struct domain *domain = asked->row->domain;

    if (!domain->share_count) {
        refuse(asked, STATUS_MISSING, "not-shared");
        return;
    }
    free(domain->shares);
    domain->shares = NULL;
    domain->share_count = 0;
    changed(asked, EVENT_DOMAIN_CHANGED, "unshare");
    fake_tell(asked->fake, EVENT_SHARED_OUT, "guest", asked->name);
    show(asked);
}

static void do_share(struct asked *asked)
{
    if (asked->request->verb == VERB_SHARES_ADD) {
        share_add(asked, request_get(asked->request, "project-key"));
    } else {
        share_remove(asked);
    }
}

static void do_shares(struct asked *asked)
{
    const struct domain *domain = asked->row->domain;

    asked->reply->kind = REPLY_SHARES;
    asked->reply->as.shares.count = domain->share_count;
    asked->reply->as.shares.items =
        domain->share_count ? mem_dup(domain->shares, sizeof *domain->shares) : NULL;
}

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
        bool mine = is_mine(asked, row), shared = is_shared_with_me(asked, row);

        list->counts.all += mine || shared;
        list->counts.shared_in += shared;
        if ((mine || shared) && is_listed(row->domain, asked->request)) {
            list->items[list->count++] = seen_by(asked, row);
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
    token_make(asked->fake, asked->reply->as.token);
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
    [VERB_DOMAINS_SHOW]     = {show, true, false},
    [VERB_DOMAINS_REGISTER] = {do_register, false, false},
    [VERB_TOKEN_NEW]        = {do_token_new, false, false},
    [VERB_DOMAINS_TOKEN]    = {do_token, true, true},
    [VERB_DOMAINS_VERIFY]   = {do_verify, true, true},
    [VERB_DOMAINS_USE]      = {do_switch, true, true},
    [VERB_DOMAINS_STOP]     = {do_switch, true, true},
    [VERB_DOMAINS_DELETE]   = {do_delete, true, true},
    [VERB_DOMAINS_LOG]      = {do_log, false, false},
    [VERB_RECORDS]          = {do_records, true, false},
    [VERB_SHARES_LIST]      = {do_shares, true, true},
    [VERB_SHARES_ADD]       = {do_share, true, true},
    [VERB_SHARES_REMOVE]    = {do_share, true, true},
    [VERB_PROJECT_KEY]      = {do_project_key, false, false},
};
// clang-format on

static void answer(struct asked *asked)
{
    const struct request *request = asked->request;
    bool changes = command_at(request->verb)->permission != MAY_READ;

    if (request->read_only && changes) {
        refuse(asked, STATUS_REFUSED, "read-key");
    } else if (answers[request->verb].has && !asked->row) {
        refuse(asked, STATUS_MISSING, "no-such-domain");
    } else if (answers[request->verb].owns && !is_mine(asked, asked->row)) {
        refuse(asked, STATUS_REFUSED, "not-owner");
    } else if (request->revision && request->revision != asked->row->domain->revision) {
        refuse(asked, STATUS_REFUSED, "changed-meanwhile");
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
            refuse(asked, STATUS_REFUSED, "idempotency-key");
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
    asked.row = row_find(&asked);
    if (!answered_before(&asked)) {
        answer(&asked);
        keep(&asked);
    }
}
