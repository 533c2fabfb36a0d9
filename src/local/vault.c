// SPDX-License-Identifier: MIT
#include "local/vault.h"

#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "domain/domain.h"
#include "keys/master.h"
#include "keys/seal.h"
#include "store/dkim_keys.h"
#include "store/projects.h"

#include <stdlib.h>
#include <string.h>

static const char proof_name[] = "master-key-proof";
static const char proof_text[] = "vouch";
static const char stock_place[] = "dkim|spare";

/* Sealed once, opened at every start: another master key does not open it. */
static enum status proof_write(struct local *local, struct fault *fault)
{
    struct buffer sealed = {0};
    enum status status =
        seal(local->ring, SEAL_PROOF, proof_name, proof_text, sizeof proof_text, &sealed, fault);

    status = status ? status : store_begin(local->store, fault);
    if (status == STATUS_OK) {
        status = store_meta_put(store_writer(local->store), proof_name, sealed.bytes, sealed.length,
                                fault);
        status = status ? status : store_commit(local->store, fault);
        if (status) {
            store_rollback(local->store);
        }
    }
    buffer_clear(&sealed);
    return status;
}

static enum status proof_check(struct local *local, const struct buffer *sealed,
                               struct fault *fault)
{
    struct secret plain = {0};
    enum status status =
        unseal(local->ring, SEAL_PROOF, proof_name, sealed->bytes, sealed->length, &plain, NULL);

    secret_clear(&plain);
    if (status) {
        return fault_set(
            fault, STATUS_REFUSED, "master-key-other",
            _("this is not the master key the store was sealed with; nothing was changed"));
    }
    return STATUS_OK;
}

enum status vault_open(struct local *local, struct fault *fault)
{
    struct buffer sealed = {0};
    struct master_key master = {0};
    enum status known = store_meta_get(store_reader(local->store), proof_name, &sealed, fault);
    struct master_source source = {.file = local->options.master_key_file,
                                   .folder = local->folder,
                                   .may_make = known == STATUS_MISSING};
    enum status status = known == STATUS_MISSING ? STATUS_OK : known;

    status = status ? status : master_key_load(&source, &master, fault);
    status = status ? status : key_ring_new(&master, &local->ring, fault);
    master_key_clear(&master);
    if (status == STATUS_OK) {
        status = known ? proof_write(local, fault) : proof_check(local, &sealed, fault);
    }
    buffer_clear(&sealed);
    return status;
}

static void domain_place(const struct domain *domain, struct buffer *out)
{
    buffer_printf(out, "dkim|%lld|%s|%s", (long long)domain->id, domain->name, domain->selector);
}

enum status vault_give(struct local *local, struct db *db, struct domain *domain,
                       const struct dkim_pair *pair, struct fault *fault)
{
    struct buffer place = {0};
    struct buffer sealed = {0};
    enum status status;

    domain_place(domain, &place);
    status = seal(local->ring, SEAL_DKIM, buffer_text(&place), pair->private_key.bytes,
                  pair->private_key.length, &sealed, fault);
    status = status ? status
                    : dkim_keys_put(db, domain->id, pair->public_key, sealed.bytes, sealed.length,
                                    fault);
    if (status == STATUS_OK) {
        free(domain->dkim);
        domain->dkim = mem_text(pair->public_key);
        domain->revision++;
    }
    buffer_clear(&place);
    buffer_clear(&sealed);
    return status;
}

enum status vault_stock(struct local *local, struct db *db, const struct dkim_pair *pair,
                        struct fault *fault)
{
    struct buffer sealed = {0};
    enum status status = seal(local->ring, SEAL_DKIM, stock_place, pair->private_key.bytes,
                              pair->private_key.length, &sealed, fault);

    status =
        status ? status : spare_keys_add(db, pair->public_key, sealed.bytes, sealed.length, fault);
    buffer_clear(&sealed);
    return status;
}

enum status vault_draw(struct local *local, struct db *db, struct dkim_pair *out,
                       struct fault *fault)
{
    struct spare_key spare = {0};
    enum status status = spare_keys_take(db, &spare, fault);

    if (status) {
        return status;
    }
    status = vault_unseal(local, SEAL_DKIM, stock_place, &spare.sealed, &out->private_key, fault);
    if (status == STATUS_OK) {
        out->public_key = spare.public_key;
        spare.public_key = NULL;
    }
    free(spare.public_key);
    buffer_clear(&spare.sealed);
    return status;
}

enum status vault_private_key(struct local *local, struct db *db, const struct domain *domain,
                              struct secret *out, struct fault *fault)
{
    struct buffer place = {0};
    struct buffer sealed = {0};
    enum status status = dkim_keys_get(db, domain->id, &sealed, fault);

    domain_place(domain, &place);
    status =
        status ? status : vault_unseal(local, SEAL_DKIM, buffer_text(&place), &sealed, out, fault);
    buffer_clear(&place);
    buffer_clear(&sealed);
    return status;
}

enum status vault_unseal(struct local *local, enum seal_purpose purpose, const char *place,
                         const struct buffer *sealed, struct secret *out, struct fault *fault)
{
    return unseal(local->ring, purpose, place, sealed->bytes, sealed->length, out, fault);
}

static void credential_place(const char *access_key, struct buffer *out)
{
    buffer_printf(out, "credential|%s", access_key);
}

enum status vault_seal_credential(struct local *local, const char *access_key,
                                  const char *secret_key, struct buffer *out, struct fault *fault)
{
    struct buffer place = {0};
    enum status status;

    credential_place(access_key, &place);
    status = seal(local->ring, SEAL_CREDENTIAL, buffer_text(&place), secret_key, strlen(secret_key),
                  out, fault);
    buffer_clear(&place);
    return status;
}

enum status vault_open_credential(struct local *local, const struct credential_row *row,
                                  struct secret *out, struct fault *fault)
{
    struct buffer place = {0};
    enum status status;

    credential_place(row->credential.access_key, &place);
    status = unseal(local->ring, SEAL_CREDENTIAL, buffer_text(&place), row->sealed.bytes,
                    row->sealed.length, out, fault);
    buffer_clear(&place);
    return status;
}
