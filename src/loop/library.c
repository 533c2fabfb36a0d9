// SPDX-License-Identifier: MIT
#include "loop/library.h"

#include <uv.h>

struct library loop_library(void)
{
    return (struct library){"libuv", uv_version_string()};
}
