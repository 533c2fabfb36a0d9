// SPDX-License-Identifier: MIT
/* What the fake does to one domain. */
#include "domain/lifecycle.h"
#include "tests/contract/fake.h"

#include <stdlib.h>

void fake_refuse(struct asked *asked, enum status status, const char *code)
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

bool fake_is_mine(const struct asked *asked, const struct fake_domain *row)
{
    return row->domain && text_equal(row->owner, asked->request->project);
}

bool fake_is_shared_with_me(const struct asked *asked, const struct fake_domain *row)
{
    return row->domain && guest_of(row->domain) &&
           text_equal(guest_of(row->domain), asked->request->project);
}

struct fake_domain *fake_row_find(struct asked *asked)
{
    for (size_t i = 0; asked->name && i < FAKE_DOMAINS; i++) {
        struct fake_domain *row = &asked->fake->domains[i];

        if ((fake_is_mine(asked, row) || fake_is_shared_with_me(asked, row)) &&
            text_equal(row->domain->name, asked->name)) {
            return row;
        }
    }
    return NULL;
}

/* As the acting project sees it. */
struct domain *fake_seen_by(const struct asked *asked, const struct fake_domain *row)
{
    struct domain *domain = domain_dup(row->domain);

    if (!fake_is_mine(asked, row)) {
        domain->role = ROLE_GUEST;
        free(domain->token);
        domain->token = NULL;
        domain->share_count = 0;
    }
    return domain;
}

void fake_show(struct asked *asked)
{
    asked->reply->kind = REPLY_DOMAIN;
    asked->reply->as.domain = fake_seen_by(asked, asked->row);
}

void fake_token_make(struct fake *fake, char out[80])
{
    snprintf(out, 80, "ncp-verify=fake-%016lld", (long long)++fake->made);
}

static bool proved_elsewhere(const struct asked *asked)
{
    for (size_t i = 0; i < FAKE_DOMAINS; i++) {
        const struct fake_domain *row = &asked->fake->domains[i];

        if (row->domain && !fake_is_mine(asked, row) &&
            text_equal(row->domain->name, asked->name) &&
            record_is_verified(row->domain, RECORD_TOKEN)) {
            return true;
        }
    }
    return false;
}

static void register_new(struct asked *asked)
{
    char token[80];

    fake_token_make(asked->fake, token);
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
    fake_show(asked);
    asked->reply->created = true;
}

void fake_register(struct asked *asked)
{
    if (text_equal(asked->name, "mail.naver.com")) {
        fake_refuse(asked, STATUS_REFUSED, "blocked-name");
    } else if (asked->row) {
        fake_refuse(asked, STATUS_REFUSED, "already-registered");
    } else if (proved_elsewhere(asked)) {
        fake_refuse(asked, STATUS_REFUSED, "verified-elsewhere");
    } else if (request_has(asked->request, "token")) {
        fake_refuse(asked, STATUS_REFUSED, "unknown-token");
    } else {
        register_new(asked);
    }
}

void fake_records(struct asked *asked)
{
    asked->reply->kind = REPLY_RECORDS;
    asked->reply->as.records.domain = fake_seen_by(asked, asked->row);
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

void fake_verify(struct asked *asked)
{
    struct check_result *check = mem_new(sizeof *check);

    check->only = only_of(asked->request);
    if (!(check->only & 1u << RECORD_TOKEN) &&
        !record_is_verified(asked->row->domain, RECORD_TOKEN)) {
        free(check);
        fake_refuse(asked, STATUS_REFUSED, "ownership-first");
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

void fake_switch(struct asked *asked)
{
    bool on = asked->request->verb == VERB_DOMAINS_USE;
    enum record record =
        text_equal(request_get(asked->request, "record"), "spf") ? RECORD_SPF : RECORD_DKIM;
    struct record_status *status = &asked->row->domain->records[record];

    if (on && !record_is_verified(asked->row->domain, record)) {
        fake_refuse(asked, STATUS_REFUSED, "not-verified");
    } else if (on == (status->power == POWER_ON)) {
        fake_refuse(asked, STATUS_REFUSED, on ? "in-use-already" : "not-in-use");
    } else {
        status->power = on ? POWER_ON : POWER_OFF;
        changed(asked, EVENT_DOMAIN_CHANGED, on ? "use" : "stop");
        fake_show(asked);
    }
}

void fake_token(struct asked *asked)
{
    char token[80];

    fake_token_make(asked->fake, token);
    free(asked->row->domain->token);
    asked->row->domain->token = mem_text(token);
    changed(asked, EVENT_DOMAIN_CHANGED, "token");
    fake_show(asked);
}

void fake_delete(struct asked *asked)
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
        fake_refuse(asked, STATUS_REFUSED, "own-project-key");
    } else if (domain->share_count) {
        fake_refuse(asked, STATUS_REFUSED, "already-shared");
    } else {
        domain->shares = mem_new(sizeof *domain->shares);
        domain->share_count = 1;
        text_copy(domain->shares[0].project_key, 37, key);
        changed(asked, EVENT_DOMAIN_CHANGED, "share");
        fake_tell(asked->fake, EVENT_SHARED_IN, "guest", asked->name);
        fake_show(asked);
    }
}

static void share_label(struct asked *asked, const char *label)
{
    struct domain *domain = asked->row->domain;

    if (!domain->share_count) {
        fake_refuse(asked, STATUS_MISSING, "not-shared");
    } else if (!share_label_read(label, domain->shares[0].label)) {
        fake_refuse(asked, STATUS_INVALID, "invalid-label");
    } else {
        changed(asked, EVENT_DOMAIN_CHANGED, "label");
        fake_show(asked);
    }
}

static void share_remove(struct asked *asked)
{
    struct domain *domain = asked->row->domain;

    if (!domain->share_count) {
        fake_refuse(asked, STATUS_MISSING, "not-shared");
        return;
    }
    free(domain->shares);
    domain->shares = NULL;
    domain->share_count = 0;
    changed(asked, EVENT_DOMAIN_CHANGED, "unshare");
    fake_tell(asked->fake, EVENT_SHARED_OUT, "guest", asked->name);
    fake_show(asked);
}

void fake_share(struct asked *asked)
{
    if (asked->request->verb == VERB_SHARES_ADD) {
        share_add(asked, request_get(asked->request, "project-key"));
    } else if (asked->request->verb == VERB_SHARES_LABEL) {
        share_label(asked, request_get(asked->request, "label"));
    } else {
        share_remove(asked);
    }
}

void fake_shares(struct asked *asked)
{
    const struct domain *domain = asked->row->domain;

    asked->reply->kind = REPLY_SHARES;
    asked->reply->as.shares.count = domain->share_count;
    asked->reply->as.shares.items =
        domain->share_count ? mem_dup(domain->shares, sizeof *domain->shares) : NULL;
}
