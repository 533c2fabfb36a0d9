// SPDX-License-Identifier: MIT
#pragma once
/* Which jansson writes the JSON. */
#include "base/library.h"

struct library wire_library(void);
