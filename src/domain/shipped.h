// SPDX-License-Identifier: MIT
#pragma once
/* The files of domain/data/ as they are in the program. */
#include <stddef.h>

const char *shipped_profile(size_t *n);
const char *shipped_providers(size_t *n);
