// SPDX-License-Identifier: MIT
#include "cli/complete.h"

#include "base/status.h"
#include "base/text.h"
#include "cli/complete_shells.h"

// clang-format off
static const struct { const char *shell; void (*write)(struct buffer *out); } shells[] = {
    {"bash", complete_bash},
    {"zsh",  complete_zsh},
    {"fish", complete_fish},
};
// clang-format on

bool complete_write(const char *shell, struct buffer *out)
{
    for (size_t i = 0; i < COUNT(shells); i++) {
        if (text_equal(shell, shells[i].shell)) {
            shells[i].write(out);
            return true;
        }
    }
    return false;
}
