// SPDX-License-Identifier: MIT
#pragma once
/* Which libidn2 knows the international names. */
#include "base/library.h"

struct library dns_library(void);
