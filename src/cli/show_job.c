// SPDX-License-Identifier: MIT
#include "base/clock.h"
#include "base/words.h"
#include "cli/show_parts.h"

static const char *kind_label(enum job_kind kind)
{
    return kind == JOB_IMPORT ? _("Import") : _("Verification");
}

static const char *state_label(enum job_state state)
{
    static const char *const labels[] = {
        [JOB_RECEIVING] = N_("queued"),    [JOB_QUEUED] = N_("queued"),
        [JOB_RUNNING] = N_("running"),     [JOB_DONE] = N_("done"),
        [JOB_CANCELLED] = N_("cancelled"),
    };

    return _(labels[state]);
}

/* One result: the domain with what came of it, and why. */
static void result_show(struct sheet *sheet, const struct job_result *result)
{
    struct buffer line = {0};
    const char *why = result->message ? result->message : result->codes;

    buffer_printf(&line, "%s", result->result);
    if (why && *why) {
        buffer_printf(&line, ": %s", why);
    }
    sheet_prose(sheet, result->name[0] ? result->name : result->written, buffer_text(&line));
    buffer_clear(&line);
}

void show_reply_job(struct show *show, const struct reply *reply)
{
    const struct reply_job *job = &reply->as.job;
    struct buffer progress = {0};

    buffer_printf(&progress, _("%lld of %lld"), (long long)job->done, (long long)job->total);
    sheet_line(&show->sheet, _("Job"), TONE_STRONG, job->id);
    sheet_line(&show->sheet, _("What"), TONE_PLAIN, kind_label(job->kind));
    sheet_line(&show->sheet, _("State"), job->state == JOB_DONE ? TONE_GOOD : TONE_PLAIN,
               state_label(job->state));
    sheet_line(&show->sheet, _("Done"), TONE_PLAIN, buffer_text(&progress));
    show_time(&show->sheet, _("Created"), job->created_at);
    show_time(&show->sheet, _("Ended"), job->ended_at);
    for (size_t i = 0; i < job->count; i++) {
        result_show(&show->sheet, &job->results[i]);
    }
    sheet_line(&show->sheet, _("Next page"), TONE_DIM, job->next);
    buffer_clear(&progress);
}

void show_reply_backup(struct show *show, const struct reply *reply)
{
    const struct reply_backup *backup = &reply->as.backup;

    sheet_line(&show->sheet, _("Copy"), TONE_STRONG, backup->file);
    sheet_line(&show->sheet, _("State"), TONE_GOOD,
               backup->restored ? _("whole; it is the store now")
                                : _("whole; the master key opens it"));
    sheet_number(&show->sheet, _("Bytes"), (size_t)backup->bytes);
    sheet_number(&show->sheet, _("Schema"), (size_t)backup->schema);
    sheet_number(&show->sheet, _("Projects"), (size_t)backup->projects);
    sheet_number(&show->sheet, _("Domains"), (size_t)backup->domains);
}

void show_reply_rotation(struct show *show, const struct reply *reply)
{
    const struct reply_rotation *rotation = &reply->as.rotation;

    sheet_line(&show->sheet, _("Master key"), TONE_STRONG, rotation->master_key);
    sheet_number(&show->sheet, _("DKIM keys sealed anew"), (size_t)rotation->keys);
    sheet_number(&show->sheet, _("API keys sealed anew"), (size_t)rotation->credentials);
}
