// SPDX-License-Identifier: MIT
#include "local/job_step.h"

#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "local/importer.h"
#include "store/list.h"

#include <stdlib.h>

void job_step_clear(struct job_step *step)
{
    job_row_clear(&step->job);
    job_item_list_clear(&step->items);
    *step = (struct job_step){0};
}

enum status job_filter(const char *text, struct filter *out, struct fault *fault)
{
    struct buffer whole = {0};
    enum status status;

    buffer_printf(&whole, "role:owner %s", text ? text : "");
    status = filter_parse(buffer_text(&whole), out, fault);
    buffer_clear(&whole);
    return status;
}

static enum status page_add(struct db *db, struct job_row *job, const struct reply_domains *page,
                            struct fault *fault)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < page->count && status == STATUS_OK; i++) {
        struct job_item item = {.line = ++job->total, .wish = page->items[i]->name};

        status = job_items_add(db, job->id, &item, fault);
    }
    free(job->place);
    job->place = mem_text(page->next);
    job->gathered = page->next[0] == '\0';
    return status;
}

/* The next page of its domains; where it ended is kept with it. */
static enum status gather(struct db *db, struct job_row *job, struct fault *fault)
{
    struct reply reply;
    struct cursor after;
    struct list_query query = {.project = job->project_id, .limit = STEP_GATHERED};
    enum status status = job_filter(job->filter, &query.filter, fault);

    if (status == STATUS_OK && job->place[0]) {
        if (!cursor_parse(job->place, &after)) {
            return fault_set(fault, STATUS_INTERNAL, "store-damaged", _("the store is damaged"));
        }
        query.after = &after;
    }
    reply_init(&reply);
    reply.kind = REPLY_DOMAINS;
    status = status ? status : list_page(db, &query, &reply.as.domains, fault);
    status = status ? status : page_add(db, job, &reply.as.domains, fault);
    reply_clear(&reply);
    return status;
}

static enum status step_verify(struct task *task, struct db *db, struct job_step *step,
                               struct fault *fault)
{
    struct job_row *job = &step->job;
    enum status status = STATUS_OK;

    (void)task;
    if (!job->gathered && job->total - job->done < (int64_t)(2 * step->places)) {
        status = gather(db, job, fault);
    }
    if (job->gathered && job->done == job->total) {
        job->state = JOB_DONE;
        job->ended_at = step->holder.now;
    }
    status = status ? status : jobs_save(db, job, fault);
    if (status || job_is_over(job->state) || step->places == 0) {
        return status;
    }
    return job_items_claim(db, job->id, &step->holder, step->places, &step->items, fault);
}

static enum status row_do(struct task *task, struct db *db, const struct job_step *step,
                          const struct job_item *item, struct fault *fault)
{
    struct import_wish wish = {.line = (size_t)item->line};
    struct job_result result = {.line = item->line};
    struct import_row row = {0};
    int64_t earlier = 0;
    enum status status = STATUS_OK;

    if (!import_wish_read(item->wish, &wish)) {
        return fault_set(fault, STATUS_INTERNAL, "store-damaged", _("the store is damaged"));
    }
    import_row_name(&wish, &row);
    if (row.name[0] &&
        job_items_twice(db, step->job.id, row.name, item->line, &earlier, NULL) == STATUS_OK) {
        import_row_twice(&row, (size_t)earlier);
    } else {
        status = import_row(task, db, &wish, (step->job.flags & JOB_DRY) != 0, &row, fault);
    }
    text_copy(result.name, sizeof result.name, row.name);
    text_copy(result.result, sizeof result.result, row.result);
    result.message = row.message;
    status = status ? status : job_items_finish(db, step->job.id, &step->holder, &result, fault);
    free(row.written);
    free(row.message);
    return status;
}

/* In the order of the list, so that of two rows with one name the first is registered. */
static enum status step_import(struct task *task, struct db *db, struct job_step *step,
                               struct fault *fault)
{
    struct job_item_list rows = {0};
    enum status status = jobs_save(db, &step->job, fault);

    status =
        status ? status : job_items_claim(db, step->job.id, &step->holder, STEP_ROWS, &rows, fault);
    for (size_t i = 0; i < rows.count && status == STATUS_OK; i++) {
        status = row_do(task, db, step, &rows.items[i], fault);
    }
    step->rows = rows.count;
    job_item_list_clear(&rows);
    return status;
}

typedef enum status step_fn(struct task *task, struct db *db, struct job_step *step,
                            struct fault *fault);
static step_fn *const steps[] = {[JOB_VERIFY] = step_verify, [JOB_IMPORT] = step_import};
_Static_assert(COUNT(steps) == JOB_KIND_COUNT, "every kind of job is worked on");

/* As the step leaves it. */
static enum status job_again(struct db *db, struct job_row *job, struct fault *fault)
{
    struct job_row now = {0};
    enum status status = jobs_find(db, job->project_id, job->key, &now, fault);

    if (status == STATUS_OK) {
        job_row_clear(job);
        *job = now;
    }
    return status;
}

enum status job_step(struct task *task, struct db *db, struct fault *fault)
{
    struct job_step *step = task->along_arg;
    enum status status = jobs_next(db, step->after, &step->job, fault);

    if (status == STATUS_MISSING) {
        return STATUS_OK;
    }
    if (status) {
        return status;
    }
    step->found = true;
    step->job.state = JOB_RUNNING;
    task->project.id = step->job.project_id;
    text_copy(task->project.project.name, sizeof task->project.project.name, step->job.project);
    text_copy(task->request.actor, sizeof task->request.actor, step->job.who);
    status = steps[step->job.kind](task, db, step, fault);
    return status ? status : job_again(db, &step->job, fault);
}
