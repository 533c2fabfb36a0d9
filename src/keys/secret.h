// SPDX-License-Identifier: MIT
#pragma once
/*
 * Bytes that must not outlive their use: overwritten before they are freed. Owned by whoever
 * embeds it; never copied by assignment.
 */
#include <stddef.h>

struct secret {
    unsigned char *bytes; /* NULL: empty */
    size_t length;
};

/* Room for n zeroed bytes; what was there before is wiped. */
void secret_make(struct secret *secret, size_t n);
void secret_set(struct secret *secret, const void *bytes, size_t n);
void secret_clear(struct secret *secret);
/* Moves: from is empty afterwards. */
void secret_take(struct secret *to, struct secret *from);
