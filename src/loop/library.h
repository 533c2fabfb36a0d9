// SPDX-License-Identifier: MIT
#pragma once
/* Which libuv the loop runs on. */
#include "base/library.h"

struct library loop_library(void);
