// SPDX-License-Identifier: MIT
#include "base/array.h"
#include "base/text.h"
#include "engine/import.h"
#include "local/handler.h"
#include "local/newcomer.h"
#include "store/dkim_keys.h"

/* The word for what happened to a row. */
static const char *result_word(enum status status, const struct fault *fault)
{
    if (status == STATUS_OK) {
        return "new";
    }
    if (text_equal(fault->code, "already-registered")) {
        return "here";
    }
    return text_equal(fault->code, "blocked-name") ? "blocked" : "invalid";
}

/* Its key follows: import does not wait for hundreds of them. */
static enum status add_row(struct task *task, struct db *db, struct domain *domain,
                           struct fault *fault)
{
    enum status status;

    domain->token = newcomer_token(task->local);
    status = newcomer_add(task, db, domain, "import", fault);
    return status ? status : wanted_keys_add(db, domain->id, fault);
}

/* A row that cannot be registered is a result; only trouble with the store is a fault. */
static enum status import_row(struct task *task, struct db *db, const struct import_wish *wish,
                              bool dry, struct import_row *out, struct fault *fault)
{
    struct newcomer newcomer = {.written = wish->written,
                                .environment = wish->environment,
                                .region = wish->region,
                                .registered_at = wish->registered_at};
    struct domain *domain = NULL;
    struct fault refusal = {0};
    struct name name;
    char text[NAME_TEXT];
    enum status status = newcomer_judge(task, db, &newcomer, &domain, &refusal);

    if (status == STATUS_IO || status == STATUS_INTERNAL) {
        return fault_set(fault, status, refusal.code, "%s", refusal.message);
    }
    out->line = wish->line;
    out->written = mem_text(wish->written);
    out->message = refusal.status ? mem_text(refusal.message) : NULL;
    text_copy(out->result, sizeof out->result, result_word(status, &refusal));
    if (name_from_user(wish->written, &name, NULL) == STATUS_OK) {
        name_text(&name, text);
        text_copy(out->name, sizeof out->name, text);
    }
    status = domain && !dry ? add_row(task, db, domain, fault) : STATUS_OK;
    domain_free(domain);
    return status;
}

enum status import_rows(struct task *task, struct db *db, struct fault *fault)
{
    struct reply_import *import = &task->reply.as.import;
    bool dry = request_has(&task->request, "dry-run");
    enum status status = STATUS_OK;
    size_t capacity = 0;
    const char *text;

    task->reply.kind = REPLY_IMPORT;
    for (size_t i = 0; status == STATUS_OK && (text = request_get_nth(&task->request, "row", i));
         i++) {
        struct import_wish wish;

        if (import_wish_read(text, &wish)) {
            struct import_row *row = ARRAY_ADD(import->rows, import->count, capacity);

            status = import_row(task, db, &wish, dry, row, fault);
        }
    }
    return status;
}
