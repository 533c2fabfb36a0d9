// SPDX-License-Identifier: MIT
#include "keys/library.h"

#include <openssl/crypto.h>

struct library keys_library(void)
{
    return (struct library){"OpenSSL", OpenSSL_version(OPENSSL_VERSION_STRING)};
}
