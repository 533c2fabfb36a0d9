// SPDX-License-Identifier: MIT
#include "net/library.h"

#include <curl/curl.h>
#include <udns.h>

struct library net_library(void)
{
    return (struct library){"udns", dns_version()};
}

struct library http_library(void)
{
    return (struct library){"libcurl", curl_version_info(CURLVERSION_NOW)->version};
}
