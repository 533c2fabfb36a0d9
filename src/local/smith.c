// SPDX-License-Identifier: MIT
#include "local/smith.h"

#include "base/memory.h"
#include "keys/dkim_pair.h"
#include "local/task.h"
#include "local/vault.h"
#include "store/dkim_keys.h"
#include "store/domains.h"

#include <stdlib.h>
#include <sys/queue.h>

struct order {
    TAILQ_ENTRY(order) link;
    struct smith *smith;
    smith_done_fn *done; /* NULL: forgotten */
    void *arg;
    struct dkim_pair *pair;
    struct fault fault;
    bool working;
};

TAILQ_HEAD(order_queue, order);

struct smith {
    struct local *local;
    struct order_queue waiting, working;
    unsigned at_work;
    unsigned stocking; /* keys for the stock or imported domains that are being made or written */
};

static void smith_run(struct smith *smith);

struct smith *smith_new(struct local *local)
{
    struct smith *smith = mem_new(sizeof *smith);

    smith->local = local;
    TAILQ_INIT(&smith->waiting);
    TAILQ_INIT(&smith->working);
    return smith;
}

static void pair_free(struct dkim_pair *pair)
{
    if (pair) {
        dkim_pair_clear(pair);
        free(pair);
    }
}

static void order_free(struct order *order)
{
    pair_free(order->pair);
    free(order);
}

void smith_free(struct smith *smith)
{
    struct order *order;

    if (!smith) {
        return;
    }
    while ((order = TAILQ_FIRST(&smith->waiting))) {
        TAILQ_REMOVE(&smith->waiting, order, link);
        order_free(order);
    }
    free(smith);
}

static void order_work(void *arg)
{
    struct order *order = arg;

    order->pair = mem_new(sizeof *order->pair);
    if (dkim_pair_make(order->pair, &order->fault)) {
        free(order->pair);
        order->pair = NULL;
    }
}

static void order_done(void *arg)
{
    struct order *order = arg;
    struct smith *smith = order->smith;
    struct dkim_pair *pair = order->pair;

    TAILQ_REMOVE(&smith->working, order, link);
    smith->at_work--;
    order->pair = NULL;
    if (!smith->local->closing && order->done) {
        order->done(order->arg, pair, &order->fault);
    } else {
        pair_free(pair);
    }
    order_free(order);
    if (!local_release(smith->local)) {
        smith_run(smith);
    }
}

static void smith_run(struct smith *smith)
{
    struct order *order;

    while (!smith->local->closing && smith->at_work < SMITH_AT_ONCE &&
           (order = TAILQ_FIRST(&smith->waiting))) {
        TAILQ_REMOVE(&smith->waiting, order, link);
        TAILQ_INSERT_TAIL(&smith->working, order, link);
        smith->at_work++;
        smith->local->workers++;
        loop_work_start(smith->local->options.loop, order_work, order_done, order);
    }
}

void smith_make(struct smith *smith, smith_done_fn *done, void *arg)
{
    struct order *order = mem_new(sizeof *order);

    order->smith = smith;
    order->done = done;
    order->arg = arg;
    TAILQ_INSERT_TAIL(&smith->waiting, order, link);
    smith_run(smith);
}

static void queue_forget(struct order_queue *queue, const void *arg)
{
    struct order *order;

    TAILQ_FOREACH(order, queue, link)
    {
        if (order->arg == arg) {
            order->done = NULL;
        }
    }
}

void smith_forget(struct smith *smith, const void *arg)
{
    queue_forget(&smith->waiting, arg);
    queue_forget(&smith->working, arg);
}

/* The key goes to the domain that has waited longest, else into the stock. */
static enum status stock_write(struct task *task, struct db *db, struct fault *fault)
{
    struct owned_domain owned = {0};
    int64_t id = 0;
    enum status status = wanted_keys_first(db, &id, fault);

    if (status == STATUS_MISSING) {
        return vault_stock(task->local, db, task->pair, fault);
    }
    status = status ? status : domains_load(db, id, &owned, fault);
    if (status == STATUS_OK) {
        status = vault_give(task->local, db, owned.domain, task->pair, fault);
        status = status ? status : task_tell(task, db, owned.domain, EVENT_KEY_READY, fault);
    }
    domain_free(owned.domain);
    return status;
}

static void stock_written(void *arg, struct reply *reply)
{
    struct smith *smith = arg;

    smith->stocking--;
    if (reply->status == STATUS_OK) {
        smith_look(smith);
    }
}

static void stock_made(void *arg, struct dkim_pair *pair, const struct fault *fault)
{
    struct smith *smith = arg;
    struct request request;
    struct task *task;

    (void)fault;
    if (!pair) {
        smith->stocking--;
        return;
    }
    request_init(&request, VERB_NONE);
    task = task_new(smith->local, &request, stock_written, smith);
    request_clear(&request);
    task->pair = pair;
    task_write(task, stock_write);
}

/* Imported domains wait for keys, which are made on both cores; and an engine that lives long keeps
 * some ahead. */
static bool is_wanted(const struct smith *smith)
{
    struct local *local = smith->local;
    struct db *reader = store_reader(local->store);
    int64_t wanted = 0;
    int64_t spare = 0;

    if (!local->options.schedule || wanted_keys_count(reader, &wanted, NULL) ||
        spare_keys_count(reader, &spare, NULL)) {
        return false;
    }
    return wanted + (spare < SMITH_AHEAD ? SMITH_AHEAD - spare : 0) > smith->stocking;
}

void smith_look(struct smith *smith)
{
    while (smith->local->store && !smith->local->closing && smith->stocking < SMITH_AT_ONCE &&
           is_wanted(smith)) {
        smith->stocking++;
        smith_make(smith, stock_made, smith);
    }
}
