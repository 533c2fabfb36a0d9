// SPDX-License-Identifier: MIT
#include "local/importer.h"

#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
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

void import_row_name(const struct import_wish *wish, struct import_row *out)
{
    struct name name;
    char text[NAME_TEXT];

    if (name_from_user(wish->written, &name, NULL) == STATUS_OK) {
        name_text(&name, text);
        text_copy(out->name, sizeof out->name, text);
    }
}

void import_row_twice(struct import_row *out, size_t earlier)
{
    struct buffer message = {0};

    buffer_printf(&message, _("already on line %zu"), earlier);
    out->message = buffer_take(&message);
    text_copy(out->result, sizeof out->result, "twice");
}

enum status import_row(struct task *task, struct db *db, const struct import_wish *wish, bool dry,
                       struct import_row *out, struct fault *fault)
{
    struct newcomer newcomer = {.written = wish->written,
                                .environment = wish->environment,
                                .region = wish->region,
                                .registered_at = wish->registered_at};
    struct domain *domain = NULL;
    struct fault refusal = {0};
    enum status status = newcomer_judge(task, db, &newcomer, &domain, &refusal);

    if (status == STATUS_IO || status == STATUS_INTERNAL) {
        return fault_set(fault, status, refusal.code, "%s", refusal.message);
    }
    out->line = wish->line;
    out->written = mem_text(wish->written);
    out->message = refusal.status ? mem_text(refusal.message) : NULL;
    text_copy(out->result, sizeof out->result, result_word(status, &refusal));
    import_row_name(wish, out);
    status = domain && !dry ? add_row(task, db, domain, fault) : STATUS_OK;
    domain_free(domain);
    return status;
}
