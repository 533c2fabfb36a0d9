// SPDX-License-Identifier: MIT
#pragma once
/*
 * Another master key: everything sealed is sealed anew in one transaction, on a worker. The key's
 * file stands beside the old one before that, and takes its place after it, so that at any moment
 * the store can be opened: what was left undone is finished when it is opened next. Inside this
 * floor only.
 */
#include "keys/master.h"
#include "local/task.h"

struct rotation;

void rotation_free(struct rotation *rotation); /* NULL allowed */
/* While it is under way: what may be sealed with the next key already. NULL: with none. */
const struct key_ring *rotation_ring(const struct rotation *rotation);
/* The file where the key waits that takes the place of the one at path; the caller's. */
char *rotation_waiting(const char *path);
/* The key that waits becomes the one at path; the old one is kept beside it, under a name with the
 * time: older copies of the store need it. */
enum status rotation_settle(const char *path, int64_t now, struct fault *fault) MUST_USE;
