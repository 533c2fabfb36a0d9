// SPDX-License-Identifier: MIT
#pragma once
/* The words of the provider file and their sentences; provider_trap_text() is in domain/provider.h.
 */
#include <stdbool.h>

bool provider_trap_is_known(const char *trap);
/* The msgid of a save word; any other text stands for itself. */
const char *provider_save_text(const char *save);
