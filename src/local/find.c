// SPDX-License-Identifier: MIT
#include "local/find.h"

#include "base/memory.h"
#include "base/words.h"
#include "store/judged.h"

#include <stdlib.h>

void fill_spf(const struct local *local, struct domain *domain)
{
    free(domain->spf);
    domain->spf = mem_text(local->standard.spf);
}

enum status find_domain(struct task *task, struct db *db, struct domain **out, struct fault *fault)
{
    struct name name;
    char text[256];
    enum status status = task_name(task, &name, text, fault);

    status = status ? status : domains_find(db, task->project.id, text, out, fault);
    if (status == STATUS_OK) {
        fill_spf(task->local, *out);
    }
    return status;
}

/* Whether it is the task's project's own, and at the revision that the request names. */
static enum status may_change(const struct task *task, const struct domain *domain,
                              struct fault *fault)
{
    enum status status = STATUS_OK;

    if (domain->role != ROLE_OWNER) {
        status = fault_set(fault, STATUS_REFUSED, "not-owner",
                           _("%s is shared with you; only its owner may do this"), domain->name);
    } else if (task->request.revision != 0 && task->request.revision != domain->revision) {
        status = fault_set(fault, STATUS_REFUSED, "changed-meanwhile",
                           _("%s was changed meanwhile; look at it again"), domain->name);
    }
    if (status) {
        fault_detail(fault, "domain", domain->name);
    }
    return status;
}

enum status find_own(struct task *task, struct db *db, struct domain **out, struct fault *fault)
{
    struct domain *domain = NULL;
    enum status status = find_domain(task, db, &domain, fault);

    status = status ? status : may_change(task, domain, fault);
    if (status) {
        domain_free(domain);
        return status;
    }
    *out = domain;
    return STATUS_OK;
}

enum status find_judged(struct task *task, struct db *db, unsigned set, struct judged *out,
                        struct fault *fault)
{
    struct judged judged = {0};
    struct name name;
    char text[256];
    enum status status = task_name(task, &name, text, fault);

    status = status ? status : judged_find(db, task->project.id, text, set, &judged, fault);
    status = status ? status : may_change(task, judged.domain, fault);
    if (status) {
        domain_free(judged.domain);
        return status;
    }
    *out = judged;
    return STATUS_OK;
}

enum status keep_domain(struct task *task, struct db *db, struct domain *domain, const char *action,
                        const char *detail, struct fault *fault)
{
    enum status status = domains_save(db, task->project.id, domain, NULL, fault);

    if (status) {
        domain_free(domain);
        return status;
    }
    return domain_kept(task, db, domain, action, detail, fault);
}

enum status domain_kept(struct task *task, struct db *db, struct domain *domain, const char *action,
                        const char *detail, struct fault *fault)
{
    enum status status = task_log(task, db, domain->name, action, detail, fault);

    status = status ? status : task_tell(task, db, domain, EVENT_DOMAIN_CHANGED, fault);
    if (status) {
        domain_free(domain);
        return status;
    }
    task->reply.kind = REPLY_DOMAIN;
    task->reply.as.domain = domain;
    return STATUS_OK;
}
