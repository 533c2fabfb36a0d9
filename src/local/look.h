// SPDX-License-Identifier: MIT
#pragma once
/* What the looking verbs share: they take any name, need no store, and keep nothing. Inside this
 * floor only. */
#include "dns/book.h"
#include "local/task.h"

/* The domain argument as it stands, for protocols whose names need not be host names. False: no
 * name at all. */
bool look_name(const struct task *task, struct name *out) MUST_USE;
