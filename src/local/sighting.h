// SPDX-License-Identifier: MIT
#pragma once
/*
 * What the log is told of a look at a domain: all that was seen. Where that is what the row before
 * told, it is not kept again: the new row points to that one. Inside this floor only.
 */
#include "local/task.h"
#include "store/judged.h"

struct sighting {
    const char *detail; /* NULL: nothing is told; borrowed until the next one */
    struct told told;   /* what the domain's row is to hold */
    bool again;         /* it was told before */
};

/* before: NULL where that is not known, and then all is told. Writes nothing. */
enum status sighting_make(struct task *task, struct db *db, const struct told *before,
                          const struct check_result *seen, struct sighting *out,
                          struct fault *fault) MUST_USE;
/* In the same transaction, which wrote nothing else into the log. */
enum status sighting_write(struct task *task, struct db *db, const char *domain,
                           const struct sighting *sighting, struct fault *fault) MUST_USE;
