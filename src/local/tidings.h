// SPDX-License-Identifier: MIT
#pragma once
/* What people's own programs are told: that a record is lost, or is verified now. Written into the
 * outbox in the transaction of the change, for each who is to be told. Inside this floor only. */
#include "local/task.h"

struct tidings {
    unsigned verified, lost; /* sets of 1u << RECORD_* before the change */
};

enum { TIDINGS_ID = 37 };

/* A message's own id, the same whenever it is brought; false, and "": it has none. */
bool tidings_id(const char *body, char out[TIDINGS_ID]);
void tidings_before(const struct domain *domain, struct tidings *out);
enum status tidings_write(struct task *task, struct db *db, const struct domain *domain,
                          const struct tidings *before, struct fault *fault) MUST_USE;
