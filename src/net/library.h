// SPDX-License-Identifier: MIT
#pragma once
/* Which udns asks the questions. */
#include "base/library.h"

struct library net_library(void);
