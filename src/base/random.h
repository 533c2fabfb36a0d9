// SPDX-License-Identifier: MIT
#pragma once
/* Unpredictable bytes from getrandom(2). Never fails: without entropy the process ends. */
#include <stddef.h>
#include <stdint.h>

void random_bytes(void *out, size_t n);
uint32_t random_below(uint32_t bound); /* uniform in [0, bound), bound > 0 */
/* A lower-case version 4 UUID, 36 characters and NUL. */
void random_uuid(char out[37]);
