// SPDX-License-Identifier: MIT
#include "local/runner.h"

#include "base/memory.h"
#include "base/text.h"
#include "local/errand.h"
#include "local/job_step.h"
#include "local/watchers.h"

#include <stdlib.h>
#include <sys/queue.h>

enum {
    TOLD = 16,
    AGAIN_MS = 10000,
    PRUNE_MS = 60000,
    PRUNE_ON_MS = 50,
    PRUNES = 4,
    FEW = RUNNER_AT_ONCE / 4
};

struct place {
    LIST_ENTRY(place) link;
    struct errand errand;
};

LIST_HEAD(place_list, place);

struct runner {
    struct local *local;
    struct loop_timer *timer, *pruner;
    bool awake;        /* it works at all */
    bool stepping;     /* a step is being written */
    bool again;        /* something changed since that began */
    bool prune_more;   /* the last pruning was not done */
    int64_t last;      /* the job that had its turn */
    int64_t dry_since; /* since this one no job had anything to do; 0: some had */
    struct job_step step;
    struct errand errands[RUNNER_AT_ONCE];
    struct place_list places; /* of errands that began as something else */
    struct told {
        int64_t job, at;
    } told[TOLD];
};

static size_t free_places(const struct runner *runner)
{
    size_t count = 0;

    for (size_t i = 0; i < RUNNER_AT_ONCE; i++) {
        count += !runner->errands[i].busy;
    }
    return count;
}

static void runner_arm(struct runner *runner, uint64_t after_ms)
{
    if (runner->awake) {
        loop_timer_start(runner->timer, after_ms, 0);
    }
}

/* How far a job is, once a second; that it is over, always. */
static void tell(struct runner *runner, const struct job_row *job)
{
    struct told *told = &runner->told[job->id % TOLD];
    struct event event = {.at = local_now(runner->local), .kind = EVENT_JOB_CHANGED};
    int64_t now = clock_monotonic();

    if (!job_is_over(job->state) && told->job == job->id && now - told->at < RUNNER_TOLD_MS) {
        return;
    }
    *told = (struct told){job->id, now};
    text_copy(event.project, sizeof event.project, job->project);
    text_copy(event.job, sizeof event.job, job->key);
    watchers_tell(runner->local->watchers, &event);
}

/* Its place is free, and its job is further. */
static void errand_over(void *arg, const struct errand *errand)
{
    struct runner *runner = arg;
    struct job_row job = {0};

    if (jobs_find(store_reader(runner->local->store), errand->project, errand->key, &job, NULL) ==
        STATUS_OK) {
        tell(runner, &job);
    }
    job_row_clear(&job);
    if (free_places(runner) >= FEW) {
        runner_arm(runner, 0);
    }
}

static void place_free(struct place *place)
{
    LIST_REMOVE(place, link);
    free(place);
}

static void place_over(void *arg, const struct errand *errand)
{
    struct runner *runner = arg;
    struct place *place = LIST_FIRST(&runner->places);

    errand_over(runner, errand);
    while (place && &place->errand != errand) {
        place = LIST_NEXT(place, link);
    }
    if (place) {
        place_free(place);
    }
}

struct errand *runner_place(struct runner *runner)
{
    struct place *place = mem_new(sizeof *place);

    LIST_INSERT_HEAD(&runner->places, place, link);
    errand_init(&place->errand, runner->local, place_over, runner);
    return &place->errand;
}

static struct errand *free_errand(struct runner *runner)
{
    size_t i = 0;

    while (i + 1 < RUNNER_AT_ONCE && runner->errands[i].busy) {
        i++;
    }
    return &runner->errands[i];
}

static bool is_dry(const struct job_step *step)
{
    return step->items.count == 0 && step->rows == 0 && !job_is_over(step->job.state);
}

/* After a job that had something to do, and until nobody had: the next one at once. */
static void next_turn(struct runner *runner)
{
    const struct job_step *step = &runner->step;

    if (!is_dry(step) || runner->again) {
        runner->dry_since = 0;
        runner_arm(runner, 0);
    } else if (runner->dry_since == step->job.id) {
        runner->dry_since = 0;
        runner_arm(runner, AGAIN_MS);
    } else {
        runner->dry_since = runner->dry_since ? runner->dry_since : step->job.id;
        runner_arm(runner, 0);
    }
}

static void step_done(void *arg, struct reply *reply)
{
    struct runner *runner = arg;
    struct job_step *step = &runner->step;

    runner->stepping = false;
    if (reply->status) {
        runner_arm(runner, AGAIN_MS);
    } else if (step->found) {
        runner->last = step->job.id;
        for (size_t i = 0; i < step->items.count; i++) {
            errand_start(free_errand(runner), &step->job, &step->items.items[i]);
        }
        next_turn(runner);
        tell(runner, &step->job);
    }
    job_step_clear(step);
}

/* A task of our own, for a change that a worker makes. */
static struct task *heavy_task(struct runner *runner, reply_fn *done)
{
    struct request request;
    struct task *task;

    request_init(&request, VERB_NONE);
    task = task_new(runner->local, &request, done, runner);
    request_clear(&request);
    task->heavy = true;
    return task;
}

static void runner_turn(void *arg)
{
    struct runner *runner = arg;
    struct task *task;

    runner->again = runner->stepping;
    if (runner->stepping || runner->local->closing) {
        return;
    }
    runner->stepping = true;
    runner->step = (struct job_step){.after = runner->last,
                                     .places = free_places(runner),
                                     .holder = local_holder(runner->local, RUNNER_HELD_MS)};
    task = heavy_task(runner, step_done);
    task->along_arg = &runner->step;
    task_write(task, job_step);
}

static enum status prune(struct task *task, struct db *db, struct fault *fault)
{
    struct runner *runner = task->along_arg;
    enum status status = STATUS_OK;

    runner->prune_more = true;
    for (int i = 0; i < PRUNES && runner->prune_more && status == STATUS_OK; i++) {
        status = jobs_prune(db, task_now(task), &runner->prune_more, fault);
    }
    return status;
}

static void pruned(void *arg, struct reply *reply)
{
    struct runner *runner = arg;
    bool more = runner->prune_more && reply->status == STATUS_OK;

    loop_timer_start(runner->pruner, more ? PRUNE_ON_MS : PRUNE_MS, 0);
}

static void pruner_turn(void *arg)
{
    struct runner *runner = arg;
    struct task *task;

    if (!runner->local->closing) {
        task = heavy_task(runner, pruned);
        task->along_arg = runner;
        task_write(task, prune);
    }
}

/* Before any list of this run: changes are made in the order they are asked for. */
static enum status cut_off(struct task *task, struct db *db, struct fault *fault)
{
    (void)task;
    return jobs_cut_off(db, fault);
}

static void runner_saw(void *arg, const struct event *event)
{
    struct runner *runner = arg;

    if (event->kind == EVENT_JOB_CHANGED) {
        runner->awake = true;
        runner_arm(runner, 0);
    }
}

struct runner *runner_new(struct local *local)
{
    struct runner *runner = mem_new(sizeof *runner);

    runner->local = local;
    runner->timer = loop_timer_new(local->options.loop, runner_turn, runner);
    runner->pruner = loop_timer_new(local->options.loop, pruner_turn, runner);
    for (size_t i = 0; i < RUNNER_AT_ONCE; i++) {
        errand_init(&runner->errands[i], local, errand_over, runner);
    }
    watchers_add(local->watchers, runner_saw, runner);
    return runner;
}

void runner_free(struct runner *runner)
{
    if (runner) {
        loop_timer_free(runner->timer);
        loop_timer_free(runner->pruner);
        while (!LIST_EMPTY(&runner->places)) {
            place_free(LIST_FIRST(&runner->places));
        }
        job_step_clear(&runner->step);
        free(runner);
    }
}

void runner_wake(struct runner *runner)
{
    runner->awake = true;
    runner_arm(runner, 0);
    task_write(heavy_task(runner, NULL), cut_off);
    loop_timer_start(runner->pruner, 0, 0);
}
