// SPDX-License-Identifier: MIT
#pragma once
/* The tables, and how an older store becomes the present one: each step one transaction. */
#include "store/sql.h"

enum { STORE_APPLICATION = 0x766f7563 }; /* "vouc", in the file's header */

int schema_newest(void);
/* Is this file ours, and not newer than we are? Looks only. *version 0: empty.
 * code "store-newer", "store-foreign". */
enum status schema_check(struct db *db, int *version, struct fault *fault) MUST_USE;
enum status schema_migrate(struct db *db, int version, struct fault *fault) MUST_USE;
