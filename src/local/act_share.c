// SPDX-License-Identifier: MIT
#include "base/text.h"
#include "base/words.h"
#include "local/detail.h"
#include "local/find.h"
#include "local/handler.h"
#include "store/domains.h"
#include "store/shares.h"

#include <stdlib.h>

/* The guest's project by its key, which people copy with blanks around it. */
static enum status find_guest(struct task *task, struct db *db, struct project_row *guest,
                              struct fault *fault)
{
    char key[80];
    enum status status;

    text_copy(key, sizeof key, request_get(&task->request, "project-key"));
    text_lower(key);
    status = projects_find_key(db, text_trim(key), guest, NULL);
    if (status == STATUS_MISSING) {
        return fault_set(fault, STATUS_REFUSED, "no-such-project-key",
                         _("no project has the Project Key %s"), text_trim(key));
    }
    return status ? fault_set(fault, status, "store-io", _("the store cannot be read")) : STATUS_OK;
}

/* The shares as they are now. */
static enum status share_answer(struct task *task, struct db *db, struct domain *domain,
                                const char *action, const struct project_row *guest,
                                struct fault *fault)
{
    struct detail detail = {0};
    enum status status;

    free(domain->shares);
    domain->shares = NULL;
    domain->share_count = 0;
    detail_add(&detail, "project_key", guest->project.key);
    status = shares_read(db, domain, fault);
    if (status) {
        domain_free(domain);
    } else {
        status = keep_domain(task, db, domain, action, detail_end(&detail), fault);
    }
    detail_clear(&detail);
    return status;
}

enum status add_share(struct task *task, struct db *db, struct fault *fault)
{
    struct project_row guest;
    struct domain *domain = NULL;
    enum status status = find_own(task, db, &domain, fault);

    status = status ? status : find_guest(task, db, &guest, fault);
    if (status == STATUS_OK && guest.id == task->project.id) {
        status =
            fault_set(fault, STATUS_REFUSED, "own-project-key", _("this is your own Project Key"));
    }
    status = status ? status : shares_add(db, domain, guest.id, task_now(task), fault);
    if (status) {
        domain_free(domain);
        return status;
    }
    task_tell_project(task, guest.project.name, domain->name, EVENT_SHARED_IN);
    return share_answer(task, db, domain, "share", &guest, fault);
}

enum status remove_share(struct task *task, struct db *db, struct fault *fault)
{
    struct project_row guest;
    struct domain *domain = NULL;
    enum status status = find_own(task, db, &domain, fault);

    status = status ? status : find_guest(task, db, &guest, fault);
    status = status ? status : shares_remove(db, domain, guest.id, fault);
    if (status) {
        domain_free(domain);
        return status;
    }
    task_tell_project(task, guest.project.name, domain->name, EVENT_SHARED_OUT);
    return share_answer(task, db, domain, "unshare", &guest, fault);
}
