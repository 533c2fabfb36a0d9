// SPDX-License-Identifier: MIT
#pragma once
/* The values of a TXT RRset, each with its strings joined as receivers do, as one list of bytes. */
#include "base/buffer.h"
#include "dns/answers.h"

struct txt {
    struct buffer *items; /* same order as the answers' records */
    size_t count;
};

void txt_read(const struct answers *answers, struct txt *out);
void txt_clear(struct txt *txt);
/* The same values, in any order (RFC 2181 5: a set has none). */
bool txt_equal(const struct txt *a, const struct txt *b);
/* The place of the record that is this value to the letter, however it is split into strings; the
 * answers' count when none is. */
size_t txt_find(const struct answers *answers, const char *value);
/* Bytes that the RRset takes in a message. */
size_t txt_wire_size(const struct answers *answers);
