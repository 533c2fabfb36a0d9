// SPDX-License-Identifier: MIT
#include "base/buffer.h"
#include "local/asking.h"
#include "local/handler.h"
#include "local/wanted.h"

enum { NO_DATE = 99999999 };

/* What the command line says wins over the profile. */
static void wanted_from_arguments(struct task *task, struct wanted *wanted)
{
    const struct request *request = &task->request;
    const char *include = request_get(request, "spf-include");
    const char *selector = request_get(request, "selector");
    struct check_wanted *check = &wanted->check;

    wanted_from_profile(task, wanted);
    if (include) {
        struct buffer spf = {0};

        profile_spf_of(include, &spf);
        wanted->spf = buffer_take(&spf);
        check->include = include;
        check->spf = wanted->spf;
    }
    if (!selector) {
        selector =
            profile_selector(task->local->options.profile, ENVIRONMENT_PUBLIC, REGION_KR, NO_DATE);
    }
    check->token = request_get(request, "token");
    check->selector = selector;
    check->dkim = request_get(request, "dkim-key");
    check->dkim_bits = (unsigned)request_number(request, "dkim-bits", check->dkim_bits);
    check->only = wanted_only(request);
    check->depth = request_has(request, "quick") ? CHECK_QUICK : CHECK_SOURCE;
    wanted_caches(task, wanted);
    wanted_other_selectors(task, wanted);
}

static bool check_step(struct task *task, struct book *book)
{
    return wanted_check(task->work, book);
}

static void check_seen(struct task *task)
{
    struct wanted *wanted = task->work;

    wanted->result->took_ms = task_inquired(task);
    wanted_reply(wanted, &task->reply);
    task_answer(task);
}

void look_check(struct task *task)
{
    struct wanted *wanted = wanted_new(task->local);
    struct fault fault = {0};

    task->work = wanted;
    task->work_clear = wanted_free;
    if (task_name(task, &wanted->check.domain, NULL, &fault)) {
        task_fail(task, &fault);
        return;
    }
    wanted_from_arguments(task, wanted);
    task_inquire(task, check_step, check_seen);
}
