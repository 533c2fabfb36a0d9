// SPDX-License-Identifier: MIT
#pragma once
/* How a failing OpenSSL call becomes a fault. Inside this floor only. */
#include "base/fault.h"

/* STATUS_INTERNAL, code "crypto"; empties OpenSSL's error queue. what is translated. */
enum status crypto_fault(struct fault *fault, const char *what);
