// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/random.h"
#include "base/text.h"
#include "base/words.h"
#include "keys/digest.h"
#include "keys/dkim_pair.h"
#include "local/detail.h"
#include "local/find.h"
#include "local/handler.h"
#include "local/newcomer.h"
#include "local/vault.h"
#include "store/offers.h"

#include <stdlib.h>
#include <string.h>

/* The token that `token new` made, or a fresh one. */
static enum status choose_token(struct task *task, struct db *db, char **out, struct fault *fault)
{
    const char *given = request_get(&task->request, "token");
    uint8_t digest[OFFER_DIGEST];
    enum status status;

    if (!given || !*given) {
        *out = newcomer_token(task->local);
        return STATUS_OK;
    }
    digest_sha256(given, strlen(given), digest);
    status = offers_take(db, task->project.id, digest, task_now(task), fault);
    if (status == STATUS_OK) {
        *out = mem_text(given);
    }
    return status;
}

/* A key made for this task, or one of the stock; without either the task must have one made first.
 */
static enum status give_key(struct task *task, struct db *db, struct domain *domain,
                            struct fault *fault)
{
    struct dkim_pair drawn = {0};
    enum status status;

    if (task->pair) {
        return vault_give(task->local, db, domain, task->pair, fault);
    }
    status = vault_draw(task->local, db, &drawn, fault);
    if (status == STATUS_MISSING) {
        task->wants_pair = true;
        return status;
    }
    status = status ? status : vault_give(task->local, db, domain, &drawn, fault);
    dkim_pair_clear(&drawn);
    return status;
}

static enum status register_change(struct task *task, struct db *db, struct fault *fault)
{
    const struct request *request = &task->request;
    struct newcomer newcomer = {.written = request_get(request, "domain"),
                                .environment = request_get(request, "env"),
                                .region = request_get(request, "region"),
                                .registered_at = request_get(request, "registered-at")};
    struct domain *domain = NULL;
    enum status status = newcomer_judge(task, db, &newcomer, &domain, fault);

    status = status ? status : choose_token(task, db, &domain->token, fault);
    status = status ? status : newcomer_add(task, db, domain, "register", fault);
    status = status ? status : give_key(task, db, domain, fault);
    if (status) {
        domain_free(domain);
        return status;
    }
    fill_spf(task->local, domain);
    task->reply.kind = REPLY_DOMAIN;
    task->reply.created = true;
    task->reply.as.domain = domain;
    return STATUS_OK;
}

static void register_again(struct task *task)
{
    task_write(task, register_change);
}

void register_domain(struct task *task)
{
    task->paired = register_again;
    task_write(task, register_change);
}

enum status new_token(struct task *task, struct db *db, struct fault *fault)
{
    char *token = newcomer_token(task->local);
    uint8_t digest[OFFER_DIGEST];
    enum status status;

    digest_sha256(token, strlen(token), digest);
    status = offers_add(db, task->project.id, digest, task_now(task), fault);
    status = status ? status : task_log(task, db, "", "token-new", NULL, fault);
    task->reply.kind = REPLY_TOKEN;
    text_copy(task->reply.as.token, sizeof task->reply.as.token, token);
    free(token);
    return status;
}
