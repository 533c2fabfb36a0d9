// SPDX-License-Identifier: MIT
#pragma once
/* Which libmicrohttpd the server runs on. */
#include "base/library.h"

struct library server_library(void);
