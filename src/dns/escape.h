// SPDX-License-Identifier: MIT
#pragma once
/* Escapes of presentation form (RFC 1035 5.1). */
#include <stddef.h>
#include <stdint.h>

/* The byte that stands behind a backslash as \DDD or \X; text starts behind the backslash. Returns
 * the characters read, 0 when it is no escape. */
size_t escape_read(const char *text, uint8_t *byte);
