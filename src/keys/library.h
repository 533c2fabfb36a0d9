// SPDX-License-Identifier: MIT
#pragma once
/* Which OpenSSL makes the keys. */
#include "base/library.h"

struct library keys_library(void);
