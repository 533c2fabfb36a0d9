// SPDX-License-Identifier: MIT
#include "local/asking.h"

#include "base/words.h"
#include "net/inquiry.h"

/* A reply is made anew at every run: a step that is waiting leaves nothing behind. */
static void asking_step(void *arg, struct book *book)
{
    struct task *task = arg;
    const char *before = task_speak(task);

    if (!task->asked) {
        reply_clear(&task->reply);
    }
    (void)task->asking(task, book);
    words_use(before);
}

static void asking_done(void *arg, struct book *book)
{
    struct task *task = arg;
    const char *before = task_speak(task);

    (void)book;
    task->inquiry = NULL;
    if (task->asked) {
        task->asked(task);
    } else {
        task_answer(task);
    }
    words_use(before);
}

void task_inquire(struct task *task, asking_step_fn *step, task_start_fn *done)
{
    task->asking = step;
    task->asked = done;
    task->asking_since = clock_monotonic();
    task->inquiry = inquiry_start(task->local->options.loop, task->local->options.resolver,
                                  asking_step, asking_done, task);
}

int64_t task_inquired(const struct task *task)
{
    return clock_monotonic() - task->asking_since;
}
