// SPDX-License-Identifier: MIT
#pragma once
/* Everything that stands sealed in the store, to be sealed anew. Who seals knows the places. */
#include "base/buffer.h"
#include "store/db.h"

#include <stddef.h>
#include <stdint.h>

enum sealed_kind {
    SEALED_DKIM,       /* id and name of the domain, selector */
    SEALED_SPARE,      /* id */
    SEALED_CREDENTIAL, /* name: the access key */
    SEALED_ANSWER,     /* id of the project, name: the key of the request */
    SEALED_KIND_COUNT
};

struct sealed_row {
    enum sealed_kind kind;
    int64_t id;
    char *name, *selector;
    struct buffer sealed;
};

/* Appends what takes the place of row->sealed. */
typedef enum status sealed_fn(void *arg, const struct sealed_row *row, struct buffer *anew,
                              struct fault *fault);

/* All rows of a kind, also revoked ones; *count of them. */
enum status sealed_rewrite(struct db *db, enum sealed_kind kind, sealed_fn *anew, void *arg,
                           int64_t *count, struct fault *fault) MUST_USE;
