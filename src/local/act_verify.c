// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "domain/lifecycle.h"
#include "local/asking.h"
#include "local/find.h"
#include "local/handler.h"
#include "local/keyed.h"
#include "local/patience.h"
#include "local/sighting.h"
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
    const struct domain *domain = wanted->judged.domain;
    struct check_wanted *check = &wanted->check;

    wanted_from_profile(task, wanted);
    check->only = wanted_only(&task->request);
    check->verified = verified_set(domain);
    check->depth = request_has(&task->request, "quick") ? CHECK_QUICK : CHECK_SOURCE;
    check->token = domain->token;
    check->selector = domain->selector;
    check->dkim = domain->dkim;
    check->old_tokens = (const char *const *)wanted->old_tokens;
    wanted_caches(task, wanted);
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

/* What nobody asked for and changed nothing is not told. */
static bool is_told(const struct task *task, unsigned changed)
{
    return changed != 0 || !text_equal(task->request.actor, auto_actor);
}

static unsigned records_of(const struct wanted *wanted)
{
    return wanted->check.only ? wanted->check.only : RECORD_ALL;
}

static struct provider_ids seen_providers(const struct check_result *seen)
{
    struct provider_ids providers;

    memcpy(providers.ids, seen->providers, sizeof providers.ids);
    return providers;
}

/* After the look was written down. */
static enum status tell_check(struct task *task, struct db *db, const struct domain *domain,
                              const struct sighting *sighting, struct fault *fault)
{
    enum status status = sighting_write(task, db, domain->name, sighting, fault);

    return status ? status : task_tell(task, db, domain, EVENT_DOMAIN_CHANGED, fault);
}

static enum status save_check(struct task *task, struct db *db, struct domain *domain,
                              struct fault *fault)
{
    const struct wanted *wanted = task->work;
    const struct check_result *seen = wanted->result;
    struct tidings before;
    struct sighting sighting = {0};
    struct provider_ids providers = seen_providers(seen);
    unsigned changed;
    enum status status;

    tidings_before(domain, &before);
    changed = domain_apply(domain, seen, records_of(wanted), task_now(task));
    status = still_free(task, db, domain, before.verified & TOKEN_BIT, fault);
    status = status ? status
                    : domains_save(db, task->project.id, domain,
                                   providers.ids[0][0] ? &providers : NULL, fault);
    status = status ? status : tidings_write(task, db, domain, &before, fault);
    if (status == STATUS_OK && is_told(task, changed)) {
        status = sighting_make(task, db, NULL, seen, &sighting, fault);
    }
    return status ? status : tell_check(task, db, domain, &sighting, fault);
}

/* The domain was changed since it was read: it is read again, and must be the same registration. */
static enum status save_anew(struct task *task, struct db *db, struct fault *fault)
{
    const struct wanted *wanted = task->work;
    struct domain *domain = NULL;
    enum status status = find_own(task, db, &domain, fault);

    status = status ? status : same_registration(task, domain, wanted->judged.domain, fault);
    status = status ? status : save_check(task, db, domain, fault);
    domain_free(domain);
    return status;
}

/* Whether what was found replaces all that was found before. */
static bool is_whole(const struct wanted *wanted)
{
    const struct check_result *seen = wanted->result;
    unsigned set = records_of(wanted) & seen->only;

    return judged_whole(wanted->judged.domain, set) ||
           (set == RECORD_ALL && seen->records[RECORD_TOKEN].status == CHECK_PASS);
}

/* Without the findings, which are not copied only to be written. */
static unsigned apply_bare(struct wanted *wanted, int64_t now)
{
    struct check_result *seen = wanted->result;
    struct finding_list aside = seen->findings;
    unsigned changed;

    seen->findings = (struct finding_list){0};
    changed = domain_apply(wanted->judged.domain, seen, records_of(wanted), now);
    seen->findings = aside;
    return changed;
}

/* What another project holds is a refusal only when nobody has changed ours meanwhile. */
static enum status free_or_changed(struct task *task, struct db *db, bool had_it, bool *same,
                                   struct fault *fault)
{
    const struct wanted *wanted = task->work;
    const struct domain *domain = wanted->judged.domain;
    enum status status = still_free(task, db, domain, had_it, fault);

    *same = true;
    if (status == STATUS_REFUSED &&
        domains_same(db, task->project.id, domain, same, NULL) == STATUS_OK && !*same) {
        fault_clear(fault);
        return STATUS_OK;
    }
    return status;
}

/* Mostly nobody has changed the domain since it was read, and it need not be read again; *same is
 * false, and nothing is written, when somebody has. */
static enum status save_judged(struct task *task, struct db *db, bool *same, struct fault *fault)
{
    struct wanted *wanted = task->work;
    struct domain *domain = wanted->judged.domain;
    bool whole = is_whole(wanted);
    struct provider_ids providers = seen_providers(wanted->result);
    struct judgement judgement = {.providers = providers.ids[0][0] ? &providers : NULL};
    struct sighting sighting = {0};
    struct tidings before;
    unsigned changed;
    enum status status;

    tidings_before(domain, &before);
    changed = whole ? apply_bare(wanted, task_now(task))
                    : domain_apply(domain, wanted->result, records_of(wanted), task_now(task));
    judgement.findings = whole ? &wanted->result->findings : &domain->findings;
    status = free_or_changed(task, db, before.verified & TOKEN_BIT, same, fault);
    if (status == STATUS_OK && *same && is_told(task, changed)) {
        status = sighting_make(task, db, &wanted->judged.told, wanted->result, &sighting, fault);
        judgement.told = &sighting.told;
    }
    if (status == STATUS_OK && *same) {
        status = judged_save(db, &wanted->judged, &judgement, same, fault);
    }
    if (status || !*same) {
        return status;
    }
    status = tidings_write(task, db, domain, &before, fault);
    return status ? status : tell_check(task, db, domain, &sighting, fault);
}

static enum status verify_change(struct task *task, struct db *db, struct fault *fault)
{
    struct wanted *wanted = task->work;
    bool same = true;
    enum status status = save_judged(task, db, &same, fault);

    if (status == STATUS_OK && !same) {
        status = save_anew(task, db, fault);
    }
    if (status == STATUS_OK) {
        wanted_reply(wanted, &task->reply);
    }
    return status;
}

static void verify_seen(struct task *task)
{
    struct wanted *wanted = task->work;

    wanted_checked(wanted);
    wanted->result->took_ms = task_inquired(task);
    task->sure = true; /* a save refuses first, then writes */
    task->apart = true;
    task_write(task, verify_change);
}

/* The domain becomes the task's. */
static void verify_begin(struct task *task, const struct judged *judged)
{
    const struct domain *domain = judged->domain;
    struct wanted *wanted = wanted_new(task->local);
    struct fault fault = {0};
    enum status status;

    task->work = wanted;
    task->work_clear = wanted_free;
    wanted->judged = *judged;
    status = may_verify(domain, wanted_only(&task->request), &fault);
    if (status == STATUS_OK && judged->had_tokens) {
        status = domains_past_tokens(store_reader(task->local->store), domain->id,
                                     &wanted->old_tokens, &wanted->check.old_token_count, &fault);
    }
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
static void verify_found(struct task *task, const struct judged *judged)
{
    if (looks_at_key(&task->request) && !judged->domain->dkim) {
        domain_free(judged->domain);
        task_with_key(task, verify_now);
    } else {
        verify_begin(task, judged);
    }
}

static void verify_now(struct task *task)
{
    unsigned only = wanted_only(&task->request);
    struct judged judged;
    struct fault fault = {0};

    if (find_judged(task, store_reader(task->local->store), only ? only : RECORD_ALL, &judged,
                    &fault)) {
        task_fail(task, &fault);
    } else {
        verify_found(task, &judged);
    }
}

void verify_domain(struct task *task)
{
    patience_begin(task);
    verify_now(task);
}
