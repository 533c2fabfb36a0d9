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

/* The label that was asked for; "" where none was. */
static enum status read_label(const struct task *task, char label[SHARE_LABEL_TEXT],
                              struct fault *fault)
{
    const char *typed = request_get(&task->request, "label");

    if (!share_label_read(typed ? typed : "", label)) {
        return fault_set(fault, STATUS_INVALID, "invalid-label",
                         _("a label is UTF-8 text of %d characters at most"), SHARE_LABEL_LETTERS);
    }
    return STATUS_OK;
}

/* The domain is ours; its shares as they are now. */
static enum status share_answer(struct task *task, struct db *db, struct domain *domain,
                                const char *action, const struct share *share, struct fault *fault)
{
    struct detail detail = {0};
    enum status status;

    free(domain->shares);
    domain->shares = NULL;
    domain->share_count = 0;
    domain->revision++; /* shares_add() and the like count, too */
    detail_add(&detail, "label", *share->label ? share->label : NULL);
    detail_add(&detail, "project_key", share->project_key);
    status = shares_read(db, domain, fault);
    if (status) {
        domain_free(domain);
    } else {
        status = keep_domain(task, db, domain, action, detail_end(&detail), fault);
    }
    detail_clear(&detail);
    return status;
}

/* Whose domain and which guest a request means. The domain is the caller's, also after a fault. */
static enum status find_both(struct task *task, struct db *db, struct domain **domain,
                             struct project_row *guest, struct fault *fault)
{
    enum status status = find_own(task, db, domain, fault);

    return status ? status : find_guest(task, db, guest, fault);
}

/* A share with this guest from now on, with the label that was asked for. */
static enum status make_share(struct task *task, const struct project_row *guest,
                              struct share *share, struct fault *fault)
{
    *share = (struct share){.registered_at = task_now(task)};
    text_copy(share->project_key, sizeof share->project_key, guest->project.key);
    return read_label(task, share->label, fault);
}

enum status add_share(struct task *task, struct db *db, struct fault *fault)
{
    struct project_row guest;
    struct share share;
    struct domain *domain = NULL;
    enum status status = find_both(task, db, &domain, &guest, fault);

    if (status == STATUS_OK && guest.id == task->project.id) {
        status =
            fault_set(fault, STATUS_REFUSED, "own-project-key", _("this is your own Project Key"));
    }
    status = status ? status : make_share(task, &guest, &share, fault);
    status = status ? status : shares_add(db, domain, guest.id, &share, fault);
    if (status) {
        domain_free(domain);
        return status;
    }
    task_tell_project(task, guest.project.name, domain->name, EVENT_SHARED_IN);
    return share_answer(task, db, domain, "share", &share, fault);
}

enum status label_share(struct task *task, struct db *db, struct fault *fault)
{
    struct project_row guest;
    struct share share;
    struct domain *domain = NULL;
    enum status status = find_both(task, db, &domain, &guest, fault);

    status = status ? status : make_share(task, &guest, &share, fault);
    status = status ? status : shares_label(db, domain, guest.id, share.label, fault);
    if (status) {
        domain_free(domain);
        return status;
    }
    return share_answer(task, db, domain, "label", &share, fault);
}

enum status remove_share(struct task *task, struct db *db, struct fault *fault)
{
    struct project_row guest;
    struct share share;
    struct domain *domain = NULL;
    enum status status = find_both(task, db, &domain, &guest, fault);

    status = status ? status : make_share(task, &guest, &share, fault);
    status = status ? status : shares_remove(db, domain, guest.id, fault);
    if (status) {
        domain_free(domain);
        return status;
    }
    task_tell_project(task, guest.project.name, domain->name, EVENT_SHARED_OUT);
    return share_answer(task, db, domain, "unshare", &share, fault);
}
