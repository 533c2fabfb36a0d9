// SPDX-License-Identifier: MIT
#pragma once
/* Who works on something, and until when nobody else may. One process has the store, so another
 * run's claim is void; the time is for what got stuck in this one. */
#include <stdint.h>

struct holder {
    int64_t run;        /* of this run of the program; never 0 */
    int64_t now, until; /* milliseconds */
};
