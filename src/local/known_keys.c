// SPDX-License-Identifier: MIT
#include "local/known_keys.h"

#include "base/memory.h"
#include "base/random.h"
#include "base/text.h"
#include "keys/api_key.h"
#include "keys/secret.h"
#include "local/vault.h"
#include "store/projects.h"

#include <stdlib.h>

struct known_keys {
    struct local *local;
    struct known_key items[KNOWN_KEYS];
    uint64_t turn;
};

struct known_keys *known_keys_new(struct local *local)
{
    struct known_keys *keys = mem_new(sizeof *keys);

    keys->local = local;
    return keys;
}

static void known_key_clear(struct known_key *key)
{
    signer_free(key->signer);
    *key = (struct known_key){.used = 0};
}

void known_keys_forget(struct known_keys *keys)
{
    for (size_t i = 0; i < KNOWN_KEYS; i++) {
        known_key_clear(&keys->items[i]);
    }
}

void known_keys_free(struct known_keys *keys)
{
    if (keys) {
        known_keys_forget(keys);
        free(keys);
    }
}

/* The key, or the place that was longest without use. */
static struct known_key *place_of(struct known_keys *keys, const char *access_key)
{
    struct known_key *oldest = &keys->items[0];

    for (size_t i = 0; i < KNOWN_KEYS; i++) {
        struct known_key *item = &keys->items[i];

        if (item->used != 0 && text_equal(item->access_key, access_key)) {
            return item;
        }
        if (item->used < oldest->used) {
            oldest = item;
        }
    }
    return oldest;
}

static enum status open_known(struct local *local, const struct credential_row *row,
                              struct known_key *out, struct fault *fault)
{
    struct project_row project;
    struct secret secret = {0};
    enum status status =
        projects_find_id(store_reader(local->store), row->project_id, &project, fault);

    status = status ? status : vault_open_credential(local, row, &secret, fault);
    if (status == STATUS_OK) {
        out->signer = signer_new(secret.bytes, secret.length);
        text_copy(out->project, sizeof out->project, project.project.name);
        out->read_only = row->credential.read_only;
        out->exists = true;
    }
    secret_clear(&secret);
    return status;
}

/* As long as a real one, and never the same twice. */
static void open_unknown(struct known_key *out)
{
    struct secret secret = {0};

    secret_make(&secret, API_SECRET_KEY - 1);
    random_bytes(secret.bytes, secret.length);
    out->signer = signer_new(secret.bytes, secret.length);
    secret_clear(&secret);
}

static enum status known_key_open(struct local *local, const char *access_key,
                                  struct known_key *out, struct fault *fault)
{
    struct credential_row row = {0};
    struct fault missing = {0};
    enum status status = credentials_find(store_reader(local->store), access_key, &row, &missing);

    if (status == STATUS_MISSING) {
        open_unknown(out);
        status = STATUS_OK;
    } else if (status == STATUS_OK) {
        status = open_known(local, &row, out, fault);
    } else {
        *fault = missing;
    }
    buffer_clear(&row.sealed);
    text_copy(out->access_key, sizeof out->access_key, access_key);
    return status;
}

const struct known_key *known_keys_find(struct known_keys *keys, const char *access_key,
                                        struct fault *fault)
{
    struct known_key *place = place_of(keys, access_key);

    if (place->used == 0 || !text_equal(place->access_key, access_key)) {
        known_key_clear(place);
        if (known_key_open(keys->local, access_key, place, fault)) {
            known_key_clear(place);
            return NULL;
        }
    }
    place->used = ++keys->turn;
    return place;
}
