// SPDX-License-Identifier: MIT
#include "keys/crypto.h"

#include <openssl/err.h>

enum status crypto_fault(struct fault *fault, const char *what)
{
    char reason[160] = "?";

    ERR_error_string_n(ERR_get_error(), reason, sizeof reason);
    ERR_clear_error();
    return fault_set(fault, STATUS_INTERNAL, "crypto", "%s (%s)", what, reason);
}
