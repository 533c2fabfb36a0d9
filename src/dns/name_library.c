// SPDX-License-Identifier: MIT
#include "dns/name_library.h"

#include <idn2.h>

struct library dns_library(void)
{
    return (struct library){"libidn2", idn2_check_version(NULL)};
}
