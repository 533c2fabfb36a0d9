// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "engine/import_file.h"
#include "local/detail.h"
#include "local/handler.h"
#include "local/job_reply.h"
#include "store/job_items.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * A list comes in pieces of whole lines, one request each, and a job's place says how far: the
 * lines so far, and the first of them that says something, which may be the header that all later
 * ones are read by.
 */
struct intake {
    struct import_file *file;
    int64_t lines;       /* of the list, before and in this piece */
    int64_t shift;       /* between the list's lines and the reader's */
    char *first;         /* NULL: none yet */
    bool is_first_known; /* a row was found: no later line can be the header */
};

static bool says_something(const char *line, size_t n)
{
    while (n > 0 && (*line == ' ' || *line == '\t')) {
        line++;
        n--;
    }
    return n > 0 && *line != '#';
}

static void intake_open(struct intake *intake, const char *place)
{
    struct import_wish wish;
    size_t twice_of;
    char *end = NULL;

    *intake = (struct intake){.file = import_file_new()};
    intake->lines = intake->shift = place ? strtoll(place, &end, 10) : 0;
    if (end && *end == '\n') {
        intake->first = mem_text(end + 1);
        intake->shift--;
        intake->is_first_known =
            import_file_line(intake->file, intake->first, strlen(intake->first), &wish, &twice_of);
    }
}

static void intake_clear(struct intake *intake)
{
    import_file_free(intake->file);
    free(intake->first);
}

static char *intake_place(const struct intake *intake)
{
    struct buffer place = {0};

    buffer_printf(&place, "%" PRId64, intake->lines);
    if (intake->first) {
        buffer_printf(&place, "\n%s", intake->first);
    }
    return buffer_take(&place);
}

static enum status line_keep(struct intake *intake, struct db *db, struct job_row *job,
                             const char *line, size_t n, struct fault *fault)
{
    struct import_wish wish;
    struct buffer text = {0};
    struct job_item item;
    size_t twice_of;
    bool found = import_file_line(intake->file, line, n, &wish, &twice_of);
    enum status status = STATUS_OK;

    intake->lines++;
    if (!intake->is_first_known && says_something(line, n) && (!found || !intake->first)) {
        free(intake->first);
        intake->first = mem_text_n(line, n);
    }
    intake->is_first_known = intake->is_first_known || found;
    if (found) {
        wish.line = (size_t)intake->lines;
        import_wish_write(&wish, &text);
        item = (struct job_item){.line = intake->lines, .wish = text.bytes};
        status = job_items_add(db, job->id, &item, fault);
        job->total++;
    }
    buffer_clear(&text);
    return status;
}

static enum status lines_keep(struct db *db, struct job_row *job, const char *text,
                              struct fault *fault)
{
    struct intake intake;
    enum status status = STATUS_OK;

    intake_open(&intake, job->place);
    while (text && *text && status == STATUS_OK) {
        size_t n = strcspn(text, "\n");

        status = line_keep(&intake, db, job, text, n > 0 && text[n - 1] == '\r' ? n - 1 : n, fault);
        text += n + (text[n] == '\n');
    }
    free(job->place);
    job->place = intake_place(&intake);
    intake_clear(&intake);
    return status;
}

static enum status list_begin(struct task *task, struct db *db, struct job_row *job,
                              struct fault *fault)
{
    job_row_begin(task, JOB_IMPORT, job);
    job->state = JOB_RECEIVING;
    job->flags = request_has(&task->request, "dry-run") ? JOB_DRY : 0;
    return jobs_add(db, job, fault);
}

static enum status list_find(struct task *task, struct db *db, const char *key, struct job_row *job,
                             struct fault *fault)
{
    enum status status = jobs_find(db, task->project.id, key, job, fault);

    if (status == STATUS_OK && (job->kind != JOB_IMPORT || job->state != JOB_RECEIVING)) {
        status = fault_set(fault, STATUS_REFUSED, "job-begun",
                           _("the list of the job %s is complete"), key);
        fault_detail(fault, "job", key);
    }
    return status;
}

/* The list is complete: now it is worked on. */
static enum status list_end(struct task *task, struct db *db, struct job_row *job,
                            struct fault *fault)
{
    struct detail detail = {0};
    char rows[24];
    enum status status;

    snprintf(rows, sizeof rows, "%" PRId64, job->total);
    job->gathered = true;
    job->state = job->total > 0 ? JOB_QUEUED : JOB_DONE;
    job->ended_at = job->total > 0 ? 0 : task_now(task);
    detail_add(&detail, "job", job->key);
    detail_add(&detail, "rows", rows);
    status = task_log(task, db, "", "job-import", detail_end(&detail), fault);
    task_tell_job(task, job->key);
    detail_clear(&detail);
    return status;
}

enum status receive_list(struct task *task, struct db *db, struct fault *fault)
{
    const char *key = request_get(&task->request, "job");
    struct job_row job = {0};
    enum status status =
        key ? list_find(task, db, key, &job, fault) : list_begin(task, db, &job, fault);

    status = status ? status : lines_keep(db, &job, request_get(&task->request, "file"), fault);
    if (status == STATUS_OK && !request_has(&task->request, "more")) {
        status = list_end(task, db, &job, fault);
    }
    status = status ? status : jobs_save(db, &job, fault);
    if (status == STATUS_OK) {
        job_reply(task, &job);
        task->reply.accepted = true;
    }
    job_row_clear(&job);
    return status;
}
