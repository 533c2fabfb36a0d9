// SPDX-License-Identifier: MIT
#include "local/local.h"

#include "base/memory.h"
#include "base/random.h"
#include "base/text.h"
#include "base/words.h"
#include "keys/seal.h"
#include "local/first_use.h"
#include "local/gate.h"
#include "local/handler.h"
#include "local/hooks.h"
#include "local/planner.h"
#include "local/reader.h"
#include "local/repeat.h"
#include "local/rotation.h"
#include "local/runner.h"
#include "local/scribe.h"
#include "local/smith.h"
#include "local/table.h"
#include "local/vault.h"
#include "local/watchers.h"

#include <stdlib.h>

int64_t local_now(const struct local *local)
{
    return clock_now(local->options.clock);
}

struct holder local_holder(const struct local *local, int64_t held_ms)
{
    int64_t now = local_now(local);

    return (struct holder){.run = local->run, .now = now, .until = now + held_ms};
}

static enum status is_offered(const struct task *task, struct fault *fault)
{
    const struct handler *handler = handler_at(task->request.verb);

    if (handler->read || handler->write || handler->start) {
        return STATUS_OK;
    }
    return fault_set(fault, STATUS_INTERNAL, "no-handler", _("%s is not offered here"),
                     command_at(task->request.verb)->words);
}

/* In a turn all look at the same store, and mostly the same project asks. */
static enum status project_find(struct task *task, struct fault *fault)
{
    struct project_row *last = &task->local->asker;
    const char *name = project_of(&task->request);
    enum status status = STATUS_OK;

    if (last->id == 0 || !text_equal(last->project.name, name)) {
        last->id = 0;
        status = projects_find(store_reader(task->local->store), name, last, fault);
    }
    if (status == STATUS_OK) {
        task->project = *last;
    }
    return status;
}

static enum status may_run(struct task *task, struct fault *fault)
{
    const struct command *command = command_at(task->request.verb);
    enum status status = STATUS_OK;

    if (task->request.proof && task->local->gate) {
        status = gate_admit(task->local->gate, task, fault);
    }
    if (!task->request.knock) {
        status = status ? status : request_check(&task->request, fault);
        status = status ? status : is_offered(task, fault);
    }
    if (status || command->permission == MAY_LOOK) {
        return status;
    }
    if (!task->local->store) {
        return fault_set(fault, STATUS_INTERNAL, "no-store",
                         _("this needs a store, and none is open"));
    }
    if (task->request.proof && command->permission == MAY_OPERATE) {
        return fault_set(fault, STATUS_REFUSED, "operator-only",
                         _("this is done on the engine's own machine only"));
    }
    if (task->request.read_only && command->permission != MAY_READ) {
        return fault_set(fault, STATUS_REFUSED, "read-key", "%s",
                         task->request.proof ? _("this key may only read")
                                             : _("--read-only was given: nothing is changed"));
    }
    return project_find(task, fault);
}

/* Whether its request came before; then it is answered. */
static bool is_repeated(struct task *task)
{
    bool answered = false;
    struct fault fault = {0};

    if (repeat_find(task, store_reader(task->local->store), &answered, &fault)) {
        task_fail(task, &fault);
        return true;
    }
    if (answered) {
        task_answer(task);
    }
    return answered;
}

/* Who knocks is told as whom it would be let in. */
static void answer_knock(struct task *task)
{
    task->reply.kind = REPLY_PROJECT;
    task->reply.as.project = task->project.project;
    task_answer(task);
}

/* What turns out long here goes to a worker. */
static void task_read(struct task *task, const struct handler *handler)
{
    struct store *store = task->local->store;
    struct fault fault = {0};

    if (handler->read(task, store ? store_reader(store) : NULL, &fault) == STATUS_OK) {
        task_answer(task);
    } else if (handler->far && text_equal(fault.code, "query-too-long")) {
        reader_add(task->local->reader, task);
    } else {
        task_fail(task, &fault);
    }
}

static void task_run(struct task *task)
{
    const struct handler *handler = handler_at(task->request.verb);
    struct fault fault = {0};
    enum status status = may_run(task, &fault);

    if (status == STATUS_MISSING && first_use_begins(task)) {
        return;
    }
    if (status) {
        task_fail(task, &fault);
    } else if (task->request.knock) {
        answer_knock(task);
    } else if (task->local->store && is_repeated(task)) {
        return;
    } else if (handler->start) {
        handler->start(task);
    } else if (handler->write) {
        task->heavy = handler->heavy;
        task->sure = handler->sure;
        task_write(task, handler->write);
    } else {
        task_read(task, handler);
    }
}

static void task_begin(struct task *task)
{
    const char *before = task_speak(task);

    task_run(task);
    words_use(before);
}

static uint64_t local_submit(struct engine *engine, const struct request *request, reply_fn *done,
                             void *arg)
{
    struct local *local = (struct local *)engine;
    struct task *task = task_new(local, request, done, arg);

    task_table_queue(local->tasks, task);
    return task->ticket;
}

/* A change that is being written is written; only its answer is not wanted any more. */
static void local_cancel(struct engine *engine, uint64_t ticket)
{
    struct local *local = (struct local *)engine;
    struct task *task = task_table_find(local->tasks, ticket);

    if (!task) {
        return;
    }
    task->done = NULL;
    if (task->far ? reader_drop(local->reader, task)
                  : !task->change || (local->scribe && scribe_drop(local->scribe, task))) {
        task_free(task);
    }
}

static void local_watch(struct engine *engine, event_fn *seen, void *arg)
{
    watchers_add(((struct local *)engine)->watchers, seen, arg);
}

static void local_unwatch(struct engine *engine, event_fn *seen, void *arg)
{
    watchers_remove(((struct local *)engine)->watchers, seen, arg);
}

static void local_free(struct local *local)
{
    gate_free(local->gate);
    hooks_free(local->hooks);
    runner_free(local->runner);
    rotation_free(local->rotation);
    reader_free(local->reader);
    scribe_free(local->scribe);
    smith_free(local->smith);
    watchers_free(local->watchers);
    key_ring_free(local->ring);
    store_close(local->store);
    detail_clear(&local->detail);
    standard_clear(&local->standard);
    spares_clear(&local->tasks_spent);
    spares_clear(&local->wanted_spent);
    spares_clear(&local->results_spent);
    free(local->folder);
    free(local);
}

/* Everything that can call back ends at once; the rest waits for the workers. */
static void local_close(struct engine *engine)
{
    struct local *local = (struct local *)engine;

    local->closing = true;
    planner_free(local->planner);
    hooks_stop(local->hooks);
    local->planner = NULL;
    reader_stop(local->reader);
    task_table_free(local->tasks);
    local->tasks = NULL;
    resolver_close(local->options.resolver);
    if (local->workers == 0) {
        local_free(local);
    }
}

bool local_release(struct local *local)
{
    local->workers--;
    if (local->workers == 0 && local->closing) {
        local_free(local);
        return true;
    }
    return local->closing;
}

/* 0 is nobody. */
static int64_t run_make(void)
{
    int64_t run = 0;

    random_bytes(&run, sizeof run);
    return (run & INT64_MAX) | 1;
}

static enum status pantry_open(struct local *local, struct fault *fault)
{
    struct store_options options = {.folder = local->folder,
                                    .program = "vouch",
                                    .wait_ms = local->options.no_wait ? 0 : STORE_WAIT_MS};
    enum status status = STATUS_OK;

    local->store = local->options.store;
    if (!local->store) {
        status = store_open(&options, &local->store, fault);
    }
    status = status ? status : vault_open(local, fault);
    if (status == STATUS_OK) {
        local->gate = gate_new(local);
        local->reader = reader_new(local);
        local->runner = runner_new(local);
        status = hooks_new(local, &local->options.hooks, &local->hooks, fault);
    }
    return status;
}

enum status local_hooks_set(struct engine *engine, const struct local_hooks *hooks,
                            struct fault *fault)
{
    struct local *local = (struct local *)engine;

    return local->hooks ? hooks_set(local->hooks, hooks, fault) : STATUS_OK;
}

void local_caches_set(struct engine *engine, const struct local_caches *caches)
{
    ((struct local *)engine)->options.caches = *caches;
}

static const struct engine_ops local_ops = {local_submit, local_cancel, local_watch, local_unwatch,
                                            local_close};

enum status local_engine_new(const struct local_options *options, struct engine **out,
                             struct fault *fault)
{
    struct local *local = mem_new(sizeof *local);
    enum status status = STATUS_OK;

    local->base.ops = &local_ops;
    local->tasks_spent.most = local->wanted_spent.most = local->results_spent.most = LOCAL_SPARES;
    local->options = *options;
    standard_make(&local->standard, options->profile);
    local->folder = mem_text(options->folder);
    local->run = run_make();
    local->watchers = watchers_new(local_now(local));
    local->tasks = task_table_new(local, task_begin);
    local->smith = smith_new(local);
    local->scribe = scribe_new(local);
    if (local->folder) {
        status = pantry_open(local, fault);
    }
    if (status) {
        local_close(&local->base);
        return status;
    }
    if (options->schedule && local->store) {
        local->planner = planner_new(local);
        smith_look(local->smith);
        runner_wake(local->runner);
    }
    *out = &local->base;
    return STATUS_OK;
}
