// SPDX-License-Identifier: MIT
#pragma once
/*
 * An SPF record with its mistakes undone where the meaning is sure: "include: host",
 * "inlcude:host", "ip4=192.0.2.1", "a:192.0.2.1", "include:http://host/", "~allinclude:host",
 * commas, quotes, full width letters. Words that stay bad are left out. Pure; the wording of
 * merging is spf_merge.h.
 */
#include "base/buffer.h"

#include <stdbool.h>

/* Appends "v=spf1" and the good terms in their order, each valid by RFC 7208 12; nothing when
 * nobody meant the bytes as SPF. include: our own host, to know it misspelt; NULL for none. Returns
 * true when words were left out. */
bool spf_mend(const char *bytes, size_t n, const char *include, struct buffer *out);
