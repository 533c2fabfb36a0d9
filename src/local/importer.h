// SPDX-License-Identifier: MIT
#pragma once
/* One row of a list to register, for a request with rows and for a job alike. Inside this floor
 * only. */
#include "engine/import.h"
#include "local/task.h"

/* Registers it, unless dry; what came of it goes into the row, which is the caller's (written,
 * message). A row that cannot be registered is a result; only trouble with the store is a fault. */
enum status import_row(struct task *task, struct db *db, const struct import_wish *wish, bool dry,
                       struct import_row *out, struct fault *fault) MUST_USE;
/* Its normalised name, when it has one. */
void import_row_name(const struct import_wish *wish, struct import_row *out);
/* An earlier line had the same name. */
void import_row_twice(struct import_row *out, size_t earlier);
