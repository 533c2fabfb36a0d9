// SPDX-License-Identifier: MIT
#pragma once
/*
 * One connection to the store. Everybody else's queries take one: the store's reader for what is
 * only looked at, its writer inside a transaction (store/store.h).
 */
#include "base/fault.h"

#include <stdbool.h>
#include <stdint.h>

struct db;

/* From now on a query that runs longer is given up with code "query-too-long"; 0: no limit. */
void db_budget(struct db *db, int64_t ms);
/* While it is stopped, queries are given up with the same code. Any thread may say so. */
void db_stop(struct db *db, bool stop);
