// SPDX-License-Identifier: MIT
#include "local/tidings.h"

#include "base/clock.h"
#include "base/random.h"
#include "base/text.h"
#include "dns/name.h"
#include "domain/lifecycle.h"
#include "local/detail.h"
#include "local/hooks.h"
#include "store/outbox.h"

#include <string.h>

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

static const char id_begins[] = "{\"id\":\"";

bool tidings_id(const char *body, char out[TIDINGS_ID])
{
    bool has = text_starts(body, id_begins) && strlen(body) >= strlen(id_begins) + TIDINGS_ID;

    text_copy(out, TIDINGS_ID, has ? body + strlen(id_begins) : "");
    return has;
}

/* To each who is to be told. */
static enum status messages_add(struct task *task, struct db *db, const char *body,
                                struct fault *fault)
{
    enum status status = STATUS_OK;

    for (int i = 0; status == STATUS_OK && i < OUTBOX_TARGET_COUNT; i++) {
        if (hooks_has(task->local->hooks, (enum outbox_target)i)) {
            status = outbox_add(db, (enum outbox_target)i, body, task_now(task), fault);
        }
    }
    return status;
}

/* {"id":...,"event":"lost","project":...,"domain":...,"unicode":...,"records":"spf dkim","at":...}
 */
static enum status message_add(struct task *task, struct db *db, const struct domain *domain,
                               const char *event, unsigned records, struct fault *fault)
{
    struct detail detail = {0};
    struct buffer words = {0};
    char at[CLOCK_TEXT], id[TIDINGS_ID], shown[NAME_TEXT];
    struct name name;
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
    random_uuid(id);
    text_copy(shown, sizeof shown, domain->name);
    if (name_parse(domain->name, &name)) {
        name_unicode(&name, shown);
    }
    detail_add(&detail, "id", id);
    detail_add(&detail, "event", event);
    detail_add(&detail, "project", task->project.project.name);
    detail_add(&detail, "domain", domain->name);
    detail_add(&detail, "unicode", shown);
    detail_add(&detail, "records", buffer_text(&words));
    detail_add(&detail, "at", at);
    status = messages_add(task, db, detail_end(&detail), fault);
    detail_clear(&detail);
    buffer_clear(&words);
    return status;
}

enum status tidings_write(struct task *task, struct db *db, const struct domain *domain,
                          const struct tidings *before, struct fault *fault)
{
    struct tidings now;
    enum status status;

    if (!hooks_has(task->local->hooks, OUTBOX_WEBHOOK) &&
        !hooks_has(task->local->hooks, OUTBOX_COMMAND)) {
        return STATUS_OK;
    }
    tidings_before(domain, &now);
    status = message_add(task, db, domain, "lost", now.lost & ~before->lost, fault);
    return status
               ? status
               : message_add(task, db, domain, "verified", now.verified & ~before->verified, fault);
}
