// SPDX-License-Identifier: MIT
#include "local/newcomer.h"

#include "base/random.h"
#include "base/text.h"
#include "base/words.h"
#include "domain/lifecycle.h"
#include "local/detail.h"
#include "store/domains.h"

#include <stdlib.h>

enum { TOKEN_BYTES = 16 };

char *newcomer_token(const struct local *local)
{
    unsigned char random[TOKEN_BYTES];
    struct buffer token = {0};

    random_bytes(random, sizeof random);
    profile_token(local->options.profile, random, &token);
    return buffer_take(&token);
}

static enum status judge_name(struct task *task, struct db *db, const char *text,
                              const struct name *name, struct fault *fault)
{
    const struct name *blocked = profile_blocks(task->local->options.profile, name);
    int64_t verifier = 0;
    int64_t id = 0;
    enum status status;

    if (blocked) {
        char other[NAME_TEXT];

        name_text(blocked, other);
        status = fault_set(
            fault, STATUS_REFUSED, "blocked-name",
            _("%s cannot be registered: %s and everything below it is kept by the service"), text,
            other);
        fault_detail(fault, "domain", text);
        fault_detail(fault, "blocked", other);
        return status;
    }
    status = domains_own_id(db, task->project.id, text, &id, fault);
    if (status == STATUS_OK) {
        status = fault_set(fault, STATUS_REFUSED, "already-registered",
                           _("%s is in your list already"), text);
        fault_detail(fault, "domain", text);
        return status;
    }
    status = status == STATUS_MISSING ? domains_verifier(db, text, &verifier, fault) : status;
    if (status == STATUS_OK && verifier != 0 && verifier != task->project.id) {
        status = fault_set(fault, STATUS_REFUSED, "verified-elsewhere",
                           _("%s is verified by another project; only one can hold a name"), text);
        fault_detail(fault, "domain", text);
    }
    return status;
}

static enum status judge_time(const struct newcomer *newcomer, int64_t now, int64_t *ms, int *date,
                              struct fault *fault)
{
    char text[CLOCK_TEXT];

    if (newcomer->registered_at && *newcomer->registered_at) {
        *date = clock_written_date(newcomer->registered_at);
        return clock_parse(newcomer->registered_at, ms, fault);
    }
    *ms = now;
    clock_rfc3339(now, text);
    *date = clock_written_date(text);
    return STATUS_OK;
}

static enum status judge_place(struct task *task, const struct newcomer *newcomer, int date,
                               struct domain *domain, struct fault *fault)
{
    const char *environment =
        newcomer->environment && *newcomer->environment ? newcomer->environment : "public";
    const char *region = newcomer->region && *newcomer->region ? newcomer->region : "kr";
    const char *selector = NULL;

    if (environment_from_word(environment, &domain->environment) &&
        region_from_word(region, &domain->region)) {
        selector = profile_selector(task->local->options.profile, domain->environment,
                                    domain->region, date);
    }
    if (!selector) {
        return fault_set(fault, STATUS_INVALID, "no-such-region",
                         _("the service has no environment %s in the region %s"), environment,
                         region);
    }
    text_copy(domain->selector, sizeof domain->selector, selector);
    return STATUS_OK;
}

enum status newcomer_judge(struct task *task, struct db *db, const struct newcomer *newcomer,
                           struct domain **out, struct fault *fault)
{
    struct domain *domain = domain_new();
    char text[NAME_TEXT];
    struct name name;
    int date = 0;
    enum status status = name_from_user(newcomer->written, &name, fault);

    if (status == STATUS_OK) {
        name_text(&name, text);
        text_copy(domain->name, sizeof domain->name, text);
        status = judge_name(task, db, domain->name, &name, fault);
    }
    status = status ? status
                    : judge_time(newcomer, task_now(task), &domain->registered_at, &date, fault);
    status = status ? status : judge_place(task, newcomer, date, domain, fault);
    if (status) {
        domain_free(domain);
        return status;
    }
    domain->role = ROLE_OWNER;
    domain->next_check_at = domain_next_check(domain, task_now(task));
    *out = domain;
    return STATUS_OK;
}

enum status newcomer_add(struct task *task, struct db *db, struct domain *domain,
                         const char *action, struct fault *fault)
{
    struct detail detail = {0};
    enum status status = domains_add(db, task->project.id, domain, fault);

    detail_add(&detail, "token", domain->token);
    detail_add(&detail, "selector", domain->selector);
    status = status ? status : task_log(task, db, domain->name, action, detail_end(&detail), fault);
    status = status ? status : task_tell(task, db, domain, EVENT_DOMAIN_ADDED, fault);
    detail_clear(&detail);
    return status;
}
