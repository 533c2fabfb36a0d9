// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "domain/lifecycle.h"
#include "keys/dkim_pair.h"
#include "keys/secret.h"
#include "local/detail.h"
#include "local/find.h"
#include "local/handler.h"
#include "local/newcomer.h"
#include "local/vault.h"
#include "store/domains.h"

#include <stdlib.h>

static enum record record_argument(const struct task *task)
{
    enum record record = RECORD_SPF;

    (void)record_from_word(request_get(&task->request, "record"), &record);
    return record;
}

static enum status may_switch(const struct domain *domain, enum record record, enum power power,
                              struct fault *fault)
{
    const struct record_status *status = &domain->records[record];
    bool verified = record_is_verified(domain, record);

    if (power == POWER_ON && !verified) {
        return fault_set(fault, STATUS_REFUSED, "not-verified",
                         _("%s of %s is not verified yet; verify it first"), record_word(record),
                         domain->name);
    }
    if (power == POWER_ON && status->power == POWER_ON) {
        return fault_set(fault, STATUS_REFUSED, "in-use-already", _("%s of %s is in use already"),
                         record_word(record), domain->name);
    }
    if (power == POWER_OFF && status->power != POWER_ON) {
        return fault_set(fault, STATUS_REFUSED, "not-in-use", _("%s of %s is not in use"),
                         record_word(record), domain->name);
    }
    return STATUS_OK;
}

static enum status switch_record(struct task *task, struct db *db, enum power power,
                                 const char *action, struct fault *fault)
{
    enum record record = record_argument(task);
    struct domain *domain = NULL;
    struct detail detail = {0};
    enum status status = find_own(task, db, &domain, fault);

    status = status ? status : may_switch(domain, record, power, fault);
    if (status) {
        domain_free(domain);
        return status;
    }
    domain->records[record].power = power;
    domain->next_check_at = domain_next_check(domain, task_now(task));
    detail_add(&detail, "record", record_word(record));
    status = keep_domain(task, db, domain, action, detail_end(&detail), fault);
    detail_clear(&detail);
    return status;
}

enum status switch_on(struct task *task, struct db *db, struct fault *fault)
{
    return switch_record(task, db, POWER_ON, "use", fault);
}

enum status switch_off(struct task *task, struct db *db, struct fault *fault)
{
    return switch_record(task, db, POWER_OFF, "stop", fault);
}

/* The old token is void but remembered, so that it can be recognised in DNS. */
enum status replace_token(struct task *task, struct db *db, struct fault *fault)
{
    struct domain *domain = NULL;
    struct detail detail = {0};
    enum status status = find_own(task, db, &domain, fault);

    if (status == STATUS_OK && record_is_verified(domain, RECORD_TOKEN)) {
        status = fault_set(fault, STATUS_REFUSED, "already-verified",
                           _("%s is verified; for another token delete it and register it again"),
                           domain->name);
    }
    status =
        status ? status : domains_keep_token(db, domain->id, domain->token, task_now(task), fault);
    if (status == STATUS_OK) {
        free(domain->token);
        domain->token = newcomer_token(task->local);
        domain->records[RECORD_TOKEN] = (struct record_status){0};
        status = domains_save_token(db, task->project.id, domain, fault);
    }
    if (status) {
        domain_free(domain);
        return status;
    }
    detail_add(&detail, "token", domain->token);
    status = domain_kept(task, db, domain, "token", detail_end(&detail), fault);
    detail_clear(&detail);
    return status;
}

enum status delete_domain(struct task *task, struct db *db, struct fault *fault)
{
    struct domain *domain = NULL;
    struct detail detail = {0};
    enum status status = find_own(task, db, &domain, fault);

    if (status) {
        return status;
    }
    detail_add(&detail, "token", domain->token);
    detail_add(&detail, "dkim", domain->dkim);
    status = task_tell(task, db, domain, EVENT_DOMAIN_GONE, fault);
    status = status ? status : domains_remove(db, task->project.id, domain, fault);
    status =
        status ? status : task_log(task, db, domain->name, "delete", detail_end(&detail), fault);
    detail_clear(&detail);
    domain_free(domain);
    return status;
}

enum status export_key(struct task *task, struct db *db, struct fault *fault)
{
    struct domain *domain = NULL;
    struct secret key = {0};
    enum status status = find_own(task, db, &domain, fault);

    status = status ? status : vault_private_key(task->local, db, domain, &key, fault);
    status = status ? status : task_log(task, db, domain->name, "export-key", NULL, fault);
    status = status ? status : dkim_private_pem(&key, &task->reply.as.key, fault);
    if (status == STATUS_OK) {
        task->reply.kind = REPLY_KEY;
    }
    secret_clear(&key);
    domain_free(domain);
    return status;
}
