// SPDX-License-Identifier: MIT
#pragma once
/* The one writer of JSON strings (RFC 8259), for the log, the activity log and the wire. Pure. */
#include "base/buffer.h"

/* Appends n bytes in quotes. What text_safe() would escape stands as \uXXXX; bytes that are no
 * UTF-8, or have a NUL among them, go through text_safe() first. */
void json_quote(struct buffer *out, const char *bytes, size_t n);
