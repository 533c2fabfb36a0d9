// SPDX-License-Identifier: MIT
#pragma once
/*
 * Secrets of the store: opened with the master key, sealed to the place they stand in. Inside this
 * floor only.
 */
#include "keys/dkim_pair.h"
#include "keys/seal.h"
#include "keys/secret.h"
#include "local/inside.h"

struct domain;
struct master_source;

/* Where things are sealed to. */
void vault_domain_place(int64_t id, const char *name, const char *selector, struct buffer *out);
void vault_stock_place(struct buffer *out);
void vault_credential_place(const char *access_key, struct buffer *out);

/* Writes the proof of the ring's master key. */
enum status vault_prove(const struct key_ring *ring, struct db *db, struct fault *fault) MUST_USE;
/* Whether the master key that would be loaded opens this proof. code "master-key-other". */
enum status vault_opens(const struct master_source *source, const struct buffer *proof,
                        struct fault *fault) MUST_USE;

/* Loads the master key and proves that it is the one this store was sealed with. */
enum status vault_open(struct local *local, struct fault *fault) MUST_USE;

/* Writes a pair as this domain's; domain->dkim is set. */
enum status vault_give(struct local *local, struct db *db, struct domain *domain,
                       const struct dkim_pair *pair, struct fault *fault) MUST_USE;
/* Keeps a pair for later. */
enum status vault_stock(struct local *local, struct db *db, const struct dkim_pair *pair,
                        struct fault *fault) MUST_USE;
/* The oldest pair of the stock. STATUS_MISSING without a fault: it is empty. */
enum status vault_draw(struct local *local, struct db *db, struct dkim_pair *out,
                       struct fault *fault) MUST_USE;
/* The private half of a domain's pair. */
enum status vault_private_key(struct local *local, struct db *db, const struct domain *domain,
                              struct secret *out, struct fault *fault) MUST_USE;
/* What was sealed for a purpose at a place. */
enum status vault_unseal(struct local *local, enum seal_purpose purpose, const char *place,
                         const struct buffer *sealed, struct secret *out,
                         struct fault *fault) MUST_USE;

struct credential_row;
/* A credential's secret, sealed to its access key. */
enum status vault_seal_credential(struct local *local, const char *access_key,
                                  const char *secret_key, struct buffer *out,
                                  struct fault *fault) MUST_USE;
enum status vault_open_credential(struct local *local, const struct credential_row *row,
                                  struct secret *out, struct fault *fault) MUST_USE;
