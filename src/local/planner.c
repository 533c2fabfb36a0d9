// SPDX-License-Identifier: MIT
#include "local/planner.h"

#include "base/memory.h"
#include "base/text.h"
#include "local/table.h"
#include "local/task.h"
#include "local/watchers.h"
#include "store/domains.h"
#include "store/visits.h"

#include <stdlib.h>

enum { SOONEST_MS = 50, LATEST_MS = 60000, AGAIN_MS = 10000, PUT_OFF_MS = 60 * 60 * 1000 };

/* One place on the road: a domain that is being looked at, or free. */
struct trip {
    struct planner *planner;
    uint64_t ticket;
    int64_t domain; /* 0: free */
    bool settled;   /* what was seen is written, and the visit with it */
};

struct planner {
    struct local *local;
    struct loop_timer *timer;
    int64_t turn_at; /* monotonic; 0: the timer stands */
    bool claiming;   /* the next ones are being taken */
    struct visit claimed[PLANNER_AT_ONCE];
    size_t count;
    struct trip trips[PLANNER_AT_ONCE];
};

static void planner_arm(struct planner *planner);

static struct task *own_task(struct local *local, reply_fn *done, void *arg)
{
    struct request request;
    struct task *task;

    request_init(&request, VERB_NONE);
    task = task_new(local, &request, done, arg);
    request_clear(&request);
    return task;
}

static struct trip *free_trip(struct planner *planner)
{
    for (size_t i = 0; i < PLANNER_AT_ONCE; i++) {
        if (planner->trips[i].domain == 0) {
            return &planner->trips[i];
        }
    }
    return NULL;
}

static size_t free_trips(const struct planner *planner)
{
    size_t count = 0;

    for (size_t i = 0; i < PLANNER_AT_ONCE; i++) {
        count += planner->trips[i].domain == 0;
    }
    return count;
}

/* In the transaction of what was seen: it ends there, or nothing was seen. */
static enum status end_along(struct task *task, struct db *db, struct fault *fault)
{
    struct trip *trip = task->along_arg;
    struct holder holder = local_holder(task->local, PLANNER_HELD_MS);
    enum status status;

    if (task->reply.status != STATUS_OK) {
        return STATUS_OK; /* it is put off next */
    }
    status = visits_end(db, trip->domain, &holder, fault);
    trip->settled = status == STATUS_OK || status == STATUS_CANCELLED;
    return status;
}

/* A domain that could not be looked at (verified elsewhere meanwhile, say) would be due again at
 * once, before all others. */
static enum status put_off(struct task *task, struct db *db, struct fault *fault)
{
    const struct trip *trip = task->along_arg;
    struct holder holder = local_holder(task->local, PLANNER_HELD_MS);
    struct owned_domain owned = {0};
    enum status status = visits_end(db, trip->domain, &holder, fault);

    status = status ? status : domains_load(db, trip->domain, &owned, fault);
    if (status == STATUS_OK) {
        owned.domain->next_check_at = task_now(task) + PUT_OFF_MS;
        status = domains_save(db, owned.project, owned.domain, NULL, fault);
    }
    domain_free(owned.domain);
    return status;
}

static void trip_end(struct trip *trip)
{
    trip->domain = 0;
    planner_arm(trip->planner);
}

static void was_put_off(void *arg, struct reply *reply)
{
    (void)reply;
    trip_end(arg);
}

static void trip_over(void *arg, struct reply *reply)
{
    struct trip *trip = arg;
    struct task *task;

    if (trip->settled || reply->status == STATUS_OK || reply->status == STATUS_IO) {
        trip_end(trip); /* with the disk's trouble it stays held for a while */
        return;
    }
    task = own_task(trip->planner->local, was_put_off, trip);
    task->along_arg = trip;
    trip->ticket = task->ticket;
    task_write(task, put_off);
}

static void trip_start(struct trip *trip, const struct visit *visit)
{
    struct local *local = trip->planner->local;
    struct request request;
    struct task *task;

    request_init(&request, VERB_DOMAINS_VERIFY);
    text_copy(request.project, sizeof request.project, visit->project);
    text_copy(request.actor, sizeof request.actor, "auto");
    request_set(&request, "domain", visit->name);
    request_set(&request, "quick", "");
    task = task_new(local, &request, trip_over, trip);
    request_clear(&request);
    task->along = end_along;
    task->along_arg = trip;
    trip->domain = visit->domain;
    trip->settled = false;
    trip->ticket = task->ticket;
    task_table_queue(local->tasks, task);
}

static enum status claim(struct task *task, struct db *db, struct fault *fault)
{
    struct planner *planner = task->along_arg;
    struct holder holder = local_holder(task->local, PLANNER_HELD_MS);

    return visits_claim(db, &holder, free_trips(planner), planner->claimed, &planner->count, fault);
}

static void turn_in(struct planner *planner, int64_t wait)
{
    planner->turn_at = clock_monotonic() + wait;
    loop_timer_start(planner->timer, (uint64_t)wait, 0);
}

static void claim_done(void *arg, struct reply *reply)
{
    struct planner *planner = arg;

    planner->claiming = false;
    for (size_t i = 0; reply->status == STATUS_OK && i < planner->count; i++) {
        trip_start(free_trip(planner), &planner->claimed[i]);
    }
    if (reply->status) {
        turn_in(planner, AGAIN_MS);
    } else {
        planner_arm(planner);
    }
}

/* When the next one that nobody is at is due; 0: none is. */
static int64_t next_due(const struct planner *planner)
{
    struct holder holder = local_holder(planner->local, PLANNER_HELD_MS);
    int64_t at = 0;

    return visits_next(store_reader(planner->local->store), &holder, &at, NULL) ? 0 : at;
}

static void planner_turn(void *arg)
{
    struct planner *planner = arg;
    int64_t at = next_due(planner);
    struct task *task;

    planner->turn_at = 0;
    if (planner->claiming || !free_trip(planner)) {
        return; /* the end of either comes back here */
    }
    if (at == 0 || at > local_now(planner->local)) {
        planner_arm(planner);
        return;
    }
    planner->claiming = true;
    planner->count = 0;
    task = own_task(planner->local, claim_done, planner);
    task->along_arg = planner;
    task_write(task, claim);
}

/* At the next due time; at least once a minute, as the wall clock may have been set. What happens
 * all the time never puts a turn off. */
static void planner_arm(struct planner *planner)
{
    int64_t at = next_due(planner);
    int64_t wait = at ? at - local_now(planner->local) : LATEST_MS;

    wait = wait < SOONEST_MS ? SOONEST_MS : wait < LATEST_MS ? wait : LATEST_MS;
    if (planner->turn_at == 0 || clock_monotonic() + wait < planner->turn_at) {
        turn_in(planner, wait);
    }
}

/* What was just registered or looked at changes who is next. Many changes make one turn, which
 * finds out: to ask the store after each would cost as much as some of them. */
static void planner_saw(void *arg, const struct event *event)
{
    struct planner *planner = arg;

    (void)event;
    if (planner->turn_at == 0 || clock_monotonic() + SOONEST_MS < planner->turn_at) {
        turn_in(planner, SOONEST_MS);
    }
}

struct planner *planner_new(struct local *local)
{
    struct planner *planner = mem_new(sizeof *planner);

    planner->local = local;
    planner->timer = loop_timer_new(local->options.loop, planner_turn, planner);
    for (size_t i = 0; i < PLANNER_AT_ONCE; i++) {
        planner->trips[i].planner = planner;
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
        if (planner->trips[i].domain != 0) {
            engine_cancel(&planner->local->base, planner->trips[i].ticket);
        }
    }
    loop_timer_free(planner->timer);
    free(planner);
}
