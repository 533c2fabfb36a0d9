// SPDX-License-Identifier: MIT
#pragma once
/* Which SQLite keeps the store. */
#include "base/library.h"

struct library store_library(void);
