// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "domain/lifecycle.h"
#include "local/asking.h"
#include "local/detail.h"
#include "local/find.h"
#include "local/handler.h"
#include "local/keyed.h"
#include "local/patience.h"
#include "local/tidings.h"
#include "local/wanted.h"
#include "store/domains.h"

#include <string.h>

enum { TOKEN_BIT = 1u << RECORD_TOKEN };

static const char auto_actor[] = "auto";

static enum status may_verify(const struct domain *domain, unsigned only, struct fault *fault)
{
    if (only == 0 || (only & TOKEN_BIT) || record_is_verified(domain, RECORD_TOKEN)) {
        return STATUS_OK;
    }
    fault_set(fault, STATUS_REFUSED, "ownership-first",
              _("verify the token of %s first: until then it is not yours"), domain->name);
    fault_detail(fault, "domain", domain->name);
    return STATUS_REFUSED;
}

static unsigned verified_set(const struct domain *domain)
{
    unsigned set = 0;

    for (int record = 0; record < RECORD_COUNT; record++) {
        if (record_is_verified(domain, (enum record)record)) {
            set |= 1u << record;
        }
    }
    return set;
}

static void wanted_from_domain(struct task *task, struct wanted *wanted)
{
    const struct domain *domain = wanted->domain;
    struct check_wanted *check = &wanted->check;

    wanted_from_profile(task, wanted);
    check->only = wanted_only(&task->request);
    check->verified = verified_set(domain);
    check->depth = request_has(&task->request, "quick") ? CHECK_QUICK : CHECK_SOURCE;
    check->token = domain->token;
    check->selector = domain->selector;
    check->dkim = domain->dkim;
    check->old_tokens = (const char *const *)wanted->old_tokens;
    wanted_other_selectors(task, wanted);
}

static bool verify_step(struct task *task, struct book *book)
{
    return wanted_check(task->work, book);
}

static bool looks_at_key(const struct request *request)
{
    unsigned only = wanted_only(request);

    return only == 0 || (only & 1u << RECORD_DKIM);
}

/* The token or the key may have been replaced while DNS was asked: then what was seen says nothing.
 */
static enum status same_registration(const struct task *task, const struct domain *now,
                                     const struct domain *then, struct fault *fault)
{
    if (now->id == then->id && text_equal(now->token, then->token) &&
        (!looks_at_key(&task->request) || text_equal(now->dkim, then->dkim))) {
        return STATUS_OK;
    }
    return fault_set(fault, STATUS_BUSY, "changed-meanwhile",
                     _("%s was changed meanwhile; look at it again"), now->name);
}

/* Only one project can hold a verified name; whoever proves it first has it. */
static enum status still_free(struct task *task, struct db *db, const struct domain *domain,
                              bool had_it, struct fault *fault)
{
    int64_t verifier = 0;
    enum status status = STATUS_OK;

    if (!had_it && record_is_verified(domain, RECORD_TOKEN)) {
        status = domains_verifier(db, domain->name, &verifier, fault);
    }
    if (status == STATUS_OK && verifier != 0 && verifier != task->project.id) {
        status = fault_set(fault, STATUS_REFUSED, "verified-elsewhere",
                           _("%s is verified by another project; only one can hold a name"),
                           domain->name);
        fault_detail(fault, "domain", domain->name);
    }
    return status;
}

static enum status log_check(struct task *task, struct db *db, const char *domain,
                             const struct check_result *seen, unsigned changed, struct fault *fault)
{
    struct detail detail = {0};
    enum status status = STATUS_OK;

    if (changed != 0 || !text_equal(task->request.actor, auto_actor)) {
        detail_add_check(&detail, seen);
        status = task_log(task, db, domain, "verify", detail_end(&detail), fault);
        detail_clear(&detail);
    }
    return status;
}

static enum status save_check(struct task *task, struct db *db, struct domain *domain,
                              const struct wanted *wanted, struct fault *fault)
{
    const struct check_result *seen = wanted->result;
    unsigned only = wanted->check.only ? wanted->check.only : (1u << RECORD_COUNT) - 1;
    struct tidings before;
    unsigned changed;
    struct provider_ids providers = {0};
    enum status status;

    tidings_before(domain, &before);
    changed = domain_apply(domain, seen, only, task_now(task));
    status = still_free(task, db, domain, before.verified & TOKEN_BIT, fault);
    memcpy(providers.ids, seen->providers, sizeof providers.ids);
    status = status ? status
                    : domains_save(db, task->project.id, domain,
                                   providers.ids[0][0] ? &providers : NULL, fault);
    status = status ? status : tidings_write(task, db, domain, &before, fault);
    status = status ? status : log_check(task, db, domain->name, seen, changed, fault);
    return status ? status : task_tell(task, db, domain, EVENT_DOMAIN_CHANGED, fault);
}

/* Mostly nobody has changed the domain since it was read, and it need not be read again. */
static enum status domain_now(struct task *task, struct db *db, struct domain **out,
                              struct fault *fault)
{
    struct wanted *wanted = task->work;
    bool same = false;
    enum status status = domains_same(db, task->project.id, wanted->domain, &same, fault);

    if (status == STATUS_OK && same) {
        *out = wanted->domain;
        return STATUS_OK;
    }
    status = status ? status : find_own(task, db, out, fault);
    return status ? status : same_registration(task, *out, wanted->domain, fault);
}

static enum status verify_change(struct task *task, struct db *db, struct fault *fault)
{
    struct wanted *wanted = task->work;
    struct domain *domain = NULL;
    enum status status = domain_now(task, db, &domain, fault);

    status = status ? status : save_check(task, db, domain, wanted, fault);
    if (domain != wanted->domain) {
        domain_free(domain);
    }
    if (status == STATUS_OK) {
        wanted_reply(wanted, &task->reply);
    }
    return status;
}

static void verify_seen(struct task *task)
{
    struct wanted *wanted = task->work;

    wanted->result->took_ms = task_inquired(task);
    task->sure = true; /* save_check() refuses first, then writes */
    task_write(task, verify_change);
}

/* The domain becomes the task's. */
static void verify_begin(struct task *task, struct domain *domain)
{
    struct db *reader = store_reader(task->local->store);
    struct wanted *wanted = wanted_new();
    struct fault fault = {0};
    enum status status;

    task->work = wanted;
    task->work_clear = wanted_free;
    wanted->domain = domain;
    status = may_verify(domain, wanted_only(&task->request), &fault);
    status = status ? status
                    : domains_past_tokens(reader, domain->id, &wanted->old_tokens,
                                          &wanted->check.old_token_count, &fault);
    if (status == STATUS_OK && !name_parse(domain->name, &wanted->check.domain)) {
        status = fault_set(&fault, STATUS_INTERNAL, "store-damaged", _("the store is damaged"));
    }
    if (status) {
        task_fail(task, &fault);
        return;
    }
    wanted_from_domain(task, wanted);
    task_inquire(task, verify_step, verify_seen);
}

static void verify_now(struct task *task);

/* Without a key there is nothing to look for: it is made, and then all begins anew. */
static void verify_found(struct task *task, struct domain *domain)
{
    if (looks_at_key(&task->request) && !domain->dkim) {
        domain_free(domain);
        task_with_key(task, verify_now);
    } else {
        verify_begin(task, domain);
    }
}

static void verify_now(struct task *task)
{
    struct domain *domain = NULL;
    struct fault fault = {0};

    if (find_own(task, store_reader(task->local->store), &domain, &fault)) {
        task_fail(task, &fault);
    } else {
        verify_found(task, domain);
    }
}

void verify_domain(struct task *task)
{
    patience_begin(task);
    verify_now(task);
}
