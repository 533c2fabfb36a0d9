// SPDX-License-Identifier: MIT
#include "net/library.h"

#include <udns.h>

struct library net_library(void)
{
    return (struct library){"udns", dns_version()};
}
