// SPDX-License-Identifier: MIT
#include "local/vault.h"

#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "domain/domain.h"
#include "keys/master.h"
#include "keys/seal.h"
#include "local/rotation.h"
#include "store/dkim_keys.h"
#include "store/projects.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char proof_name[] = "master-key-proof";
static const char proof_text[] = "vouch";
static const char stock_place[] = "dkim|spare";

/* Sealed once, opened at every start: another master key does not open it. */
enum status vault_prove(const struct key_ring *ring, struct db *db, struct fault *fault)
{
    struct buffer sealed = {0};
    enum status status =
        seal(ring, SEAL_PROOF, proof_name, proof_text, sizeof proof_text, &sealed, fault);

    status = status ? status : store_meta_put(db, proof_name, sealed.bytes, sealed.length, fault);
    buffer_clear(&sealed);
    return status;
}

static enum status proof_write(struct local *local, struct fault *fault)
{
    enum status status = store_begin(local->store, fault);

    if (status == STATUS_OK) {
        status = vault_prove(local->ring, store_writer(local->store), fault);
        status = status ? status : store_commit(local->store, fault);
        if (status) {
            store_rollback(local->store);
        }
    }
    return status;
}

static enum status proof_check(const struct key_ring *ring, const struct buffer *sealed,
                               struct fault *fault)
{
    struct secret plain = {0};
    enum status status =
        unseal(ring, SEAL_PROOF, proof_name, sealed->bytes, sealed->length, &plain, NULL);

    secret_clear(&plain);
    if (status) {
        return fault_set(
            fault, STATUS_REFUSED, "master-key-other",
            _("this is not the master key the store was sealed with; nothing was changed"));
    }
    return STATUS_OK;
}

static enum status ring_load(const struct master_source *source, struct key_ring **out,
                             struct fault *fault)
{
    struct master_key master = {0};
    enum status status = master_key_load(source, &master, fault);

    status = status ? status : key_ring_new(&master, out, fault);
    master_key_clear(&master);
    return status;
}

/* The ring of a key that opens the proof, or none. */
static enum status ring_open(const struct master_source *source, const struct buffer *proof,
                             struct key_ring **out, struct fault *fault)
{
    struct key_ring *ring = NULL;
    enum status status = ring_load(source, &ring, fault);

    status = status ? status : proof_check(ring, proof, fault);
    if (status) {
        key_ring_free(ring);
        return status;
    }
    *out = ring;
    return STATUS_OK;
}

enum status vault_opens(const struct master_source *source, const struct buffer *proof,
                        struct fault *fault)
{
    struct key_ring *ring = NULL;
    enum status status = ring_open(source, proof, &ring, fault);

    key_ring_free(ring);
    return status;
}

/* A rotation may have ended between its transaction and its file's new name, or before the one:
 * then the key that waits is the key, or nothing. */
static enum status ring_open_or_settle(struct local *local, const struct master_source *source,
                                       const struct buffer *proof, struct fault *fault)
{
    char *path = master_key_path(source), *file = rotation_waiting(path);
    struct master_source waiting = {.file = file, .folder = source->folder};
    struct fault refusal = {0};
    enum status status = ring_open(source, proof, &local->ring, &refusal);

    if (status == STATUS_OK) {
        unlink(file);
    } else if (ring_open(&waiting, proof, &local->ring, NULL) == STATUS_OK) {
        status = rotation_settle(path, local_now(local), fault);
    } else {
        fault_set(fault, status, refusal.code, "%s", refusal.message);
    }
    free(path);
    free(file);
    return status;
}

enum status vault_open(struct local *local, struct fault *fault)
{
    struct buffer proof = {0};
    enum status known = store_meta_get(store_reader(local->store), proof_name, &proof, fault);
    struct master_source source = {.file = local->options.master_key_file,
                                   .folder = local->folder,
                                   .may_make = known == STATUS_MISSING};
    enum status status = known == STATUS_MISSING ? STATUS_OK : known;

    if (known == STATUS_OK) {
        status = ring_open_or_settle(local, &source, &proof, fault);
    } else if (status == STATUS_OK) {
        status = ring_load(&source, &local->ring, fault);
        status = status ? status : proof_write(local, fault);
    }
    buffer_clear(&proof);
    return status;
}

void vault_domain_place(int64_t id, const char *name, const char *selector, struct buffer *out)
{
    buffer_printf(out, "dkim|%lld|%s|%s", (long long)id, name, selector);
}

void vault_stock_place(struct buffer *out)
{
    buffer_add_text(out, stock_place);
}

static void domain_place(const struct domain *domain, struct buffer *out)
{
    vault_domain_place(domain->id, domain->name, domain->selector, out);
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

/* While the master key changes, what is read may be sealed with the one or the other. */
enum status vault_unseal(struct local *local, enum seal_purpose purpose, const char *place,
                         const struct buffer *sealed, struct secret *out, struct fault *fault)
{
    const struct key_ring *next = rotation_ring(local->rotation);

    if (next &&
        unseal(next, purpose, place, sealed->bytes, sealed->length, out, NULL) == STATUS_OK) {
        return STATUS_OK;
    }
    return unseal(local->ring, purpose, place, sealed->bytes, sealed->length, out, fault);
}

void vault_credential_place(const char *access_key, struct buffer *out)
{
    buffer_printf(out, "credential|%s", access_key);
}

enum status vault_seal_credential(struct local *local, const char *access_key,
                                  const char *secret_key, struct buffer *out, struct fault *fault)
{
    struct buffer place = {0};
    enum status status;

    vault_credential_place(access_key, &place);
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

    vault_credential_place(row->credential.access_key, &place);
    status = vault_unseal(local, SEAL_CREDENTIAL, buffer_text(&place), &row->sealed, out, fault);
    buffer_clear(&place);
    return status;
}
