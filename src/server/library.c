// SPDX-License-Identifier: MIT
#include "server/library.h"

#include <microhttpd.h>

struct library server_library(void)
{
    return (struct library){"libmicrohttpd", MHD_get_version()};
}
