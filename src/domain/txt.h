// SPDX-License-Identifier: MIT
#pragma once
/* The values of a TXT RRset, each with its strings joined as receivers do, as one list of bytes. */
#include "base/buffer.h"
#include "dns/answers.h"

enum { TXT_FEW = 4 }; /* more stand at hardly any name */

/* One value, with a NUL behind its bytes. */
struct txt_value {
    const char *text;
    size_t length;
};

/* Not to be copied: the list may stand in it. */
struct txt {
    struct txt_value *items; /* same order as the answers' records */
    size_t count;
    struct txt_value few[TXT_FEW];
    struct buffer joined; /* the values that are more than one string */
};

/* What is one string is borrowed from the answers. */
void txt_read(const struct answers *answers, struct txt *out);
void txt_clear(struct txt *txt);
/* The same values, in any order (RFC 2181 5: a set has none). */
bool txt_equal(const struct txt *a, const struct txt *b);
/* The place of the record that is this value to the letter, however it is split into strings; the
 * answers' count when none is. */
size_t txt_find(const struct answers *answers, const char *value);
/* Bytes that the RRset takes in a message. */
size_t txt_wire_size(const struct answers *answers);
