// SPDX-License-Identifier: MIT
#include "local/hooks.h"

#include "base/memory.h"
#include "local/courier.h"
#include "local/porter.h"

#include <stdatomic.h>
#include <stdlib.h>

struct hooks {
    struct local *local;
    atomic_bool has[OUTBOX_TARGET_COUNT];          /* a worker that writes looks, too */
    struct courier *couriers[OUTBOX_TARGET_COUNT]; /* NULL: nothing is brought by this run */
};

enum status local_hooks_check(const struct local_hooks *hooks, struct fault *fault)
{
    struct porter *porter = NULL;
    enum status status = STATUS_OK;

    if (hooks->url) {
        status = porter_webhook_new(NULL, NULL, hooks, &porter, fault);
        porter_free(porter);
    }
    return status;
}

static enum status porters_new(struct local *local, const struct local_hooks *wanted,
                               struct porter *porters[OUTBOX_TARGET_COUNT], struct fault *fault)
{
    const struct local_options *options = &local->options;
    enum status status = STATUS_OK;

    if (wanted->url) {
        status = porter_webhook_new(options->loop, options->clock, wanted, &porters[OUTBOX_WEBHOOK],
                                    fault);
    }
    if (status == STATUS_OK && wanted->command) {
        porters[OUTBOX_COMMAND] = porter_command_new(options->loop, wanted->command);
    }
    return status;
}

enum status hooks_set(struct hooks *hooks, const struct local_hooks *wanted, struct fault *fault)
{
    struct porter *porters[OUTBOX_TARGET_COUNT] = {0};
    bool brings = hooks->local->options.schedule;
    enum status status = brings ? porters_new(hooks->local, wanted, porters, fault) : STATUS_OK;

    if (status) {
        return status;
    }
    hooks->has[OUTBOX_WEBHOOK] = wanted->url != NULL;
    hooks->has[OUTBOX_COMMAND] = wanted->command != NULL;
    for (int i = 0; brings && i < OUTBOX_TARGET_COUNT; i++) {
        courier_use(hooks->couriers[i], porters[i]);
    }
    return STATUS_OK;
}

enum status hooks_new(struct local *local, const struct local_hooks *wanted, struct hooks **out,
                      struct fault *fault)
{
    struct hooks *hooks = mem_new(sizeof *hooks);
    enum status status;

    hooks->local = local;
    for (int i = 0; local->options.schedule && i < OUTBOX_TARGET_COUNT; i++) {
        hooks->couriers[i] = courier_new(local, (enum outbox_target)i);
    }
    status = hooks_set(hooks, wanted, fault);
    if (status) {
        hooks_free(hooks);
        return status;
    }
    *out = hooks;
    return STATUS_OK;
}

void hooks_stop(struct hooks *hooks)
{
    for (int i = 0; hooks && i < OUTBOX_TARGET_COUNT; i++) {
        courier_free(hooks->couriers[i]);
        hooks->couriers[i] = NULL;
    }
}

void hooks_free(struct hooks *hooks)
{
    hooks_stop(hooks);
    free(hooks);
}

bool hooks_has(const struct hooks *hooks, enum outbox_target target)
{
    return hooks && hooks->has[target];
}
