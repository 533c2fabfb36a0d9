// SPDX-License-Identifier: MIT
#pragma once
/* The same mutations on every machine. */
#include <stddef.h>
#include <stdint.h>

/* A number below bound; *seed moves on. */
uint32_t mutate_dice(uint32_t *seed, uint32_t bound);
/* Changes a few bytes, mostly behind the first four (a DNS id and flags), sometimes cuts the end
 * off; returns the length. */
size_t mutate(uint32_t *seed, uint8_t *bytes, size_t n);
