// SPDX-License-Identifier: MIT
#include "local/gate.h"

#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "engine/limits.h"
#include "keys/signature.h"
#include "local/allowance.h"
#include "local/known_keys.h"
#include "local/nonces.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

struct gate {
    struct local *local;
    struct known_keys *keys;
    struct nonces *nonces;
    bool knows_nonces; /* those of a process before this one, too */
    struct allowance *verifications;
};

struct gate *gate_new(struct local *local)
{
    struct gate *gate = mem_new(sizeof *gate);

    gate->local = local;
    gate->keys = known_keys_new(local);
    gate->nonces = nonces_new(NONCES_MOST);
    gate->verifications = allowance_new(LIMIT_VERIFICATIONS);
    return gate;
}

void gate_free(struct gate *gate)
{
    if (gate) {
        known_keys_free(gate->keys);
        nonces_free(gate->nonces);
        allowance_free(gate->verifications);
        free(gate);
    }
}

void gate_forget(struct gate *gate)
{
    known_keys_forget(gate->keys);
}

enum status gate_write(struct gate *gate, struct db *db, struct fault *fault)
{
    return nonces_write(gate->nonces, db, local_now(gate->local), fault);
}

void gate_written(struct gate *gate)
{
    nonces_written(gate->nonces);
}

static enum status too_many(struct fault *fault, int64_t wait_ms)
{
    char seconds[24];

    snprintf(seconds, sizeof seconds, "%" PRId64, (wait_ms + 999) / 1000);
    fault_set(fault, STATUS_BUSY, "too-many", _("too many at once; try again in %s s"), seconds);
    fault_detail(fault, "retry_after", seconds);
    return STATUS_BUSY;
}

/* A key that does not exist is told apart from a wrong signature by nobody. */
static enum status check_signature(const struct known_key *key, const struct proof *proof,
                                   struct fault *fault)
{
    bool same = signer_matches(key->signer, proof->text, proof->signature);

    if (same && key->exists) {
        return STATUS_OK;
    }
    return fault_set(fault, STATUS_REFUSED, "bad-signature",
                     _("the signature is not right: access key, secret or what was signed"));
}

static enum status check_time(const struct gate *gate, const struct proof *proof,
                              struct fault *fault)
{
    int64_t now = local_now(gate->local);
    char text[CLOCK_TEXT];

    if (proof->at >= now - LIMIT_WINDOW_MS && proof->at <= now + LIMIT_WINDOW_MS) {
        return STATUS_OK;
    }
    clock_rfc3339(now, text);
    fault_set(fault, STATUS_REFUSED, "late-signature",
              _("this was signed more than %d minutes from now; here it is %s"),
              LIMIT_WINDOW_MS / 60000, text);
    fault_detail(fault, "now", text);
    return STATUS_REFUSED;
}

static enum status take_nonce(struct gate *gate, const struct task *task, bool is_change,
                              struct fault *fault)
{
    const struct proof *proof = task->request.proof;
    struct nonce_mark mark = nonce_mark_of(proof->access_key, proof->nonce);

    switch (nonces_take(gate->nonces, &mark, task_now(task))) {
    case NONCE_FRESH:
        if (is_change) {
            nonces_note(gate->nonces, &mark, task_now(task));
        }
        return STATUS_OK;
    case NONCE_USED:
        return fault_set(fault, STATUS_REFUSED, "replayed", _("this request came before"));
    default:
        return too_many(fault, LIMIT_WINDOW_MS);
    }
}

static enum status check_nonce(struct gate *gate, const struct task *task, struct fault *fault)
{
    bool is_change = command_at(task->request.verb)->permission == MAY_MANAGE;
    enum status status = STATUS_OK;

    if (task->request.proof->nonce[0] == '\0') {
        return !is_change
                   ? STATUS_OK
                   : fault_set(fault, STATUS_REFUSED, "plain-signature",
                               _("what changes anything must also sign host, body and a nonce"));
    }
    if (!gate->knows_nonces) {
        status = nonces_load(gate->nonces, store_reader(gate->local->store), task_now(task), fault);
        gate->knows_nonces = status == STATUS_OK;
    }
    return status ? status : take_nonce(gate, task, is_change, fault);
}

static enum status check_pace(struct gate *gate, const struct task *task, struct fault *fault)
{
    int64_t wait = 0;

    if (task->request.verb == VERB_DOMAINS_VERIFY) { /* what follows a knock brings no proof */
        wait = allowance_take(gate->verifications, task->request.project, clock_monotonic());
    }
    return wait ? too_many(fault, wait) : STATUS_OK;
}

enum status gate_admit(struct gate *gate, struct task *task, struct fault *fault)
{
    struct request *request = &task->request;
    const struct known_key *key;
    enum status status;

    if (!request->proof) {
        return STATUS_OK;
    }
    key = known_keys_find(gate->keys, request->proof->access_key, fault);
    if (!key) {
        return fault->status;
    }
    status = check_signature(key, request->proof, fault);
    status = status ? status : check_time(gate, request->proof, fault);
    status = status ? status : check_nonce(gate, task, fault);
    if (status) {
        return status;
    }
    text_copy(request->project, sizeof request->project, key->project);
    text_copy(request->actor, sizeof request->actor, key->access_key);
    request->read_only = key->read_only;
    return check_pace(gate, task, fault);
}
