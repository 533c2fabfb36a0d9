// SPDX-License-Identifier: MIT
#pragma once
/* Bytes as text and back: base64 (RFC 4648 4), base32 (RFC 4648 6, lower case, unpadded), hex
 * (lower case). Pure. */
#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

void encode_base64(struct buffer *out, const void *bytes, size_t n);
/* Strict: the alphabet, right padding, no white space. On failure false and *bad is the offset of
 * the first bad character (n when the end is wrong); bad may be NULL. out is appended to only on
 * success. */
bool decode_base64(struct buffer *out, const char *text, size_t n, size_t *bad);
void encode_base32(struct buffer *out, const void *bytes, size_t n);
void encode_hex(struct buffer *out, const void *bytes, size_t n);
bool decode_hex(struct buffer *out, const char *text, size_t n);
