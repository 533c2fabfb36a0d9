// SPDX-License-Identifier: MIT
#pragma once
/* Which udns asks the questions, and which libcurl speaks HTTP. */
#include "base/library.h"

struct library net_library(void);
struct library http_library(void);
