// SPDX-License-Identifier: MIT
#pragma once
/*
 * Copies of a store: made while it is at work, looked through, and made the store again. All of it
 * takes as long as the disk needs, so it belongs on a worker; nothing here uses a connection of the
 * store that is open. A copy holds everything sealed as it was.
 */
#include "base/buffer.h"
#include "base/fault.h"

#include <stdbool.h>
#include <stdint.h>

struct copy_facts {
    int64_t bytes, domains, projects;
    int schema;
    struct buffer proof; /* of the master key (store_meta_get); the caller's */
};

/* Whether it is whole, ours and not newer than we are. Codes: store-damaged, store-foreign,
 * store-newer, no-file. */
enum status copy_check(const char *file, struct copy_facts *out, struct fault *fault) MUST_USE;
/* Copies the store of a folder, or another copy; only its owner may read it (0600). It is there
 * whole or not at all. STATUS_REFUSED, code "file-exists". */
enum status copy_make(const char *from, const char *file, struct fault *fault) MUST_USE;
/* The path of a folder's store; the caller's. */
char *copy_store(const char *folder);
/* Makes a copy the folder's store, at once or not at all. A store that is there is refused (code
 * "store-exists") unless it may be replaced; then it is kept beside the new one, under a name with
 * the time. Nobody else has it meanwhile (code "store-held"). */
enum status copy_restore(const char *file, const char *folder, bool replace, int64_t now,
                         struct fault *fault) MUST_USE;
