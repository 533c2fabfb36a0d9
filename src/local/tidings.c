// SPDX-License-Identifier: MIT
#include "local/tidings.h"

#include "base/clock.h"
#include "domain/lifecycle.h"
#include "local/detail.h"
#include "store/outbox.h"

void tidings_before(const struct domain *domain, struct tidings *out)
{
    *out = (struct tidings){0};
    for (int record = 0; record < RECORD_COUNT; record++) {
        if (record_is_verified(domain, (enum record)record)) {
            out->verified |= 1u << record;
        }
        if (record_state(domain, (enum record)record) == STATE_LOST) {
            out->lost |= 1u << record;
        }
    }
}

/* {"event":"lost","project":...,"domain":...,"records":"spf dkim","at":...} */
static enum status message_add(struct task *task, struct db *db, const struct domain *domain,
                               const char *event, unsigned records, struct fault *fault)
{
    struct detail detail = {0};
    struct buffer words = {0};
    char at[CLOCK_TEXT];
    enum status status;

    if (records == 0) {
        return STATUS_OK;
    }
    for (int record = 0; record < RECORD_COUNT; record++) {
        if (records & 1u << record) {
            buffer_printf(&words, "%s%s", words.length ? " " : "",
                          record_word((enum record)record));
        }
    }
    clock_rfc3339(task_now(task), at);
    detail_add(&detail, "event", event);
    detail_add(&detail, "project", task->project.project.name);
    detail_add(&detail, "domain", domain->name);
    detail_add(&detail, "records", buffer_text(&words));
    detail_add(&detail, "at", at);
    status = outbox_add(db, OUTBOX_COMMAND, detail_end(&detail), task_now(task), fault);
    detail_clear(&detail);
    buffer_clear(&words);
    return status;
}

enum status tidings_write(struct task *task, struct db *db, const struct domain *domain,
                          const struct tidings *before, struct fault *fault)
{
    struct tidings now;
    enum status status;

    if (!task->local->options.hooks.command) {
        return STATUS_OK;
    }
    tidings_before(domain, &now);
    status = message_add(task, db, domain, "lost", now.lost & ~before->lost, fault);
    return status
               ? status
               : message_add(task, db, domain, "verified", now.verified & ~before->verified, fault);
}
