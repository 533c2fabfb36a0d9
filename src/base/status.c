// SPDX-License-Identifier: MIT
#include "base/status.h"

// clang-format off
static const char *const names[] = {
    [STATUS_OK]        = "ok",
    [STATUS_INVALID]   = "invalid",
    [STATUS_MISSING]   = "missing",
    [STATUS_REFUSED]   = "refused",
    [STATUS_UNSURE]    = "unsure",
    [STATUS_BUSY]      = "busy",
    [STATUS_IO]        = "io",
    [STATUS_INTERNAL]  = "internal",
    [STATUS_CANCELLED] = "cancelled",
};
// clang-format on
_Static_assert(COUNT(names) == STATUS_COUNT, "every status has a name");

const char *status_name(enum status status)
{
    return status < STATUS_COUNT ? names[status] : "unknown";
}
