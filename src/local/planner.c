// SPDX-License-Identifier: MIT
#include "local/planner.h"

#include "base/memory.h"
#include "base/text.h"
#include "local/task.h"
#include "local/watchers.h"
#include "store/domains.h"

#include <stdlib.h>

enum { SOONEST_MS = 1000, LATEST_MS = 60000, PUT_OFF_MS = 60 * 60 * 1000 };

struct planner {
    struct local *local;
    struct loop_timer *timer;
    int64_t checking[PLANNER_AT_ONCE]; /* ids under way; 0: a free place */
    struct visit {
        struct planner *planner;
        size_t place;
        uint64_t ticket;
    } visits[PLANNER_AT_ONCE];
};

static void planner_arm(struct planner *planner);

/* A domain that could not be looked at (verified elsewhere meanwhile, say) would be due again at
 * once, before all others. */
static enum status put_off(struct task *task, struct db *db, struct fault *fault)
{
    const int64_t *id = task->work;
    struct owned_domain owned = {0};
    enum status status = domains_load(db, *id, &owned, fault);

    if (status == STATUS_OK) {
        owned.domain->next_check_at = task_now(task) + PUT_OFF_MS;
        status = domains_save(db, owned.project, owned.domain, NULL, fault);
    }
    domain_free(owned.domain);
    return status;
}

static void put_off_later(struct planner *planner, int64_t id)
{
    struct request request;
    struct task *task;

    request_init(&request, VERB_NONE);
    task = task_new(planner->local, &request, NULL, NULL);
    request_clear(&request);
    task->work = mem_dup(&id, sizeof id);
    task->work_clear = free;
    task_write(task, put_off);
}

static void visit_over(void *arg, struct reply *reply)
{
    struct visit *visit = arg;
    struct planner *planner = visit->planner;

    if (reply->status == STATUS_REFUSED || reply->status == STATUS_INTERNAL) {
        put_off_later(planner, planner->checking[visit->place]);
    }
    planner->checking[visit->place] = 0;
    planner_arm(planner);
}

static bool is_under_way(const struct planner *planner, int64_t id)
{
    for (size_t i = 0; i < PLANNER_AT_ONCE; i++) {
        if (planner->checking[i] == id) {
            return true;
        }
    }
    return false;
}

static size_t free_place(const struct planner *planner)
{
    size_t i = 0;

    while (i < PLANNER_AT_ONCE && planner->checking[i] != 0) {
        i++;
    }
    return i;
}

static void visit(struct planner *planner, size_t place, int64_t id)
{
    struct owned_domain owned = {0};
    struct request request;

    if (domains_load(store_reader(planner->local->store), id, &owned, NULL)) {
        return;
    }
    request_init(&request, VERB_DOMAINS_VERIFY);
    text_copy(request.project, sizeof request.project, owned.project_name);
    text_copy(request.actor, sizeof request.actor, "auto");
    request_set(&request, "domain", owned.domain->name);
    request_set(&request, "quick", "");
    planner->checking[place] = id;
    planner->visits[place].ticket =
        engine_submit(&planner->local->base, &request, visit_over, &planner->visits[place]);
    request_clear(&request);
    domain_free(owned.domain);
}

static void planner_turn(void *arg)
{
    struct planner *planner = arg;
    int64_t ids[PLANNER_AT_ONCE];
    size_t count = 0;
    size_t place;

    if (domains_due(store_reader(planner->local->store), local_now(planner->local), PLANNER_AT_ONCE,
                    ids, &count, NULL)) {
        count = 0;
    }
    for (size_t i = 0; i < count && (place = free_place(planner)) < PLANNER_AT_ONCE; i++) {
        if (!is_under_way(planner, ids[i])) {
            visit(planner, place, ids[i]);
        }
    }
    planner_arm(planner);
}

/* At the next due time; at least once a minute, as the wall clock may have been set. */
static void planner_arm(struct planner *planner)
{
    int64_t at = 0;
    int64_t wait = LATEST_MS;

    if (domains_next_due(store_reader(planner->local->store), &at, NULL) == STATUS_OK && at != 0) {
        wait = at - local_now(planner->local);
    }
    if (wait < SOONEST_MS) {
        wait = SOONEST_MS;
    }
    loop_timer_start(planner->timer, (uint64_t)(wait < LATEST_MS ? wait : LATEST_MS), 0);
}

/* What was just registered or looked at changes who is next. */
static void planner_saw(void *arg, const struct event *event)
{
    (void)event;
    planner_arm(arg);
}

struct planner *planner_new(struct local *local)
{
    struct planner *planner = mem_new(sizeof *planner);

    planner->local = local;
    planner->timer = loop_timer_new(local->options.loop, planner_turn, planner);
    for (size_t i = 0; i < PLANNER_AT_ONCE; i++) {
        planner->visits[i] = (struct visit){.planner = planner, .place = i};
    }
    watchers_add(local->watchers, planner_saw, planner);
    planner_arm(planner);
    return planner;
}

void planner_free(struct planner *planner)
{
    if (!planner) {
        return;
    }
    watchers_remove(planner->local->watchers, planner_saw, planner);
    for (size_t i = 0; i < PLANNER_AT_ONCE; i++) {
        if (planner->checking[i] != 0) {
            engine_cancel(&planner->local->base, planner->visits[i].ticket);
        }
    }
    loop_timer_free(planner->timer);
    free(planner);
}
