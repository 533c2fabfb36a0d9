// SPDX-License-Identifier: MIT
#include "tests/support/mutate.h"

uint32_t mutate_dice(uint32_t *seed, uint32_t bound)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (uint32_t)((uint64_t)*seed * bound >> 32);
}

size_t mutate(uint32_t *seed, uint8_t *bytes, size_t n)
{
    for (uint32_t changes = 1 + mutate_dice(seed, 6); changes > 0; changes--) {
        size_t kept = mutate_dice(seed, 4) ? 4 : 0;

        bytes[kept + mutate_dice(seed, (uint32_t)(n - kept))] = (uint8_t)mutate_dice(seed, 256);
    }
    return mutate_dice(seed, 4) ? n : mutate_dice(seed, (uint32_t)n);
}
