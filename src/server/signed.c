// SPDX-License-Identifier: MIT
#include "server/signed.h"

#include "base/buffer.h"
#include "base/text.h"
#include "base/words.h"
#include "keys/signature.h"

#include <stdlib.h>
#include <string.h>

static enum status unsigned_fault(const char *what, struct fault *fault)
{
    return fault_set(fault, STATUS_REFUSED, "unsigned", _("this request is not signed: %s"), what);
}

static bool is_hash(const char *text)
{
    return strlen(text) == SIGNATURE_HASH - 1 &&
           strspn(text, "0123456789abcdef") == SIGNATURE_HASH - 1;
}

/* The three fields of signature v2 as it is elsewhere. */
static enum status plain_read(const struct heads *heads, struct proof *out, struct fault *fault)
{
    const char *key = heads->values[HEAD_ACCESS_KEY], *signature = heads->values[HEAD_SIGNATURE];
    const char *at = heads->values[HEAD_TIMESTAMP];

    if (!at || !digits_read(at, &out->at)) {
        return unsigned_fault("x-ncp-apigw-timestamp", fault);
    }
    if (!key || !text_copy(out->access_key, sizeof out->access_key, key) || !*key) {
        return unsigned_fault("x-ncp-iam-access-key", fault);
    }
    if (!signature || !text_copy(out->signature, sizeof out->signature, signature)) {
        return unsigned_fault("x-ncp-apigw-signature-v2", fault);
    }
    return STATUS_OK;
}

/* What vouch adds to them: all of it or nothing. */
static enum status added_read(const struct heads *heads, struct proof *out, struct fault *fault)
{
    const char *nonce = heads->values[HEAD_NONCE], *hash = heads->values[HEAD_HASH];

    if (!nonce && !hash) {
        return STATUS_OK;
    }
    if (!hash || !is_hash(hash)) {
        return unsigned_fault("x-vouch-content-sha256", fault);
    }
    if (!nonce || !signature_is_nonce(nonce) || !text_copy(out->nonce, sizeof out->nonce, nonce)) {
        return unsigned_fault("x-vouch-nonce", fault);
    }
    return STATUS_OK;
}

enum status proof_read(const struct heads *heads, const char *method, const char *target,
                       struct proof *out, struct fault *fault)
{
    const struct signed_parts parts = {
        .method = method,
        .target = target,
        .timestamp = heads->values[HEAD_TIMESTAMP],
        .access_key = heads->values[HEAD_ACCESS_KEY],
        .host = heads->values[HEAD_HOST],
        .body_hash = heads->values[HEAD_HASH],
        .nonce = heads->values[HEAD_NONCE],
    };
    struct buffer text = {0};
    enum status status;

    *out = (struct proof){.text = NULL};
    status = plain_read(heads, out, fault);
    status = status ? status : added_read(heads, out, fault);
    if (status == STATUS_OK) {
        signature_text(&parts, &text);
        out->text = buffer_take(&text);
    }
    return status;
}

void proof_clear(struct proof *proof)
{
    free(proof->text);
    *proof = (struct proof){.text = NULL};
}

enum status proof_covers(const struct proof *proof, const struct heads *heads, const char *hash,
                         struct fault *fault)
{
    if (proof->nonce[0] == '\0' || text_equal(hash, heads->values[HEAD_HASH])) {
        return STATUS_OK;
    }
    return fault_set(fault, STATUS_REFUSED, "body-altered",
                     _("the body is not the one that was signed"));
}
