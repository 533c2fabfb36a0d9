// SPDX-License-Identifier: MIT
#pragma once
/*
 * A domain name (RFC 1034 3.1, RFC 8499) as a sequence of labels of any bytes, in wire form,
 * lower-cased (ASCII only) so that two names are equal when their bytes are. Pure values of fixed
 * size: copied by assignment, owned by nobody. Most use a tenth of it, and name_copy() touches no
 * more.
 */
#include "base/fault.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { NAME_WIRE = 255, NAME_LABEL = 63, NAME_TEXT = 1024 };

struct name {
    uint8_t length; /* bytes used in wire, with the root's zero; 0: no name at all */
    uint8_t labels; /* without the root */
    uint8_t wire[NAME_WIRE];
};

static inline void name_reset(struct name *name)
{
    name->length = name->labels = 0;
}

static inline void name_copy(struct name *to, const struct name *from)
{
    memcpy(to, from, offsetof(struct name, wire) + from->length);
}

/* From presentation form: \DDD and \X escapes understood, trailing dot optional, "." is the root.
 * Bytes above 0x7e are taken as they are. False: empty label, label over 63, name over 255. */
bool name_parse(const char *text, struct name *out) MUST_USE;
/* From n raw bytes split at dots, no escapes: what SPF macros make. */
bool name_from_bytes(const char *bytes, size_t n, struct name *out) MUST_USE;
/* From uncompressed wire form; reads at most n bytes. */
bool name_from_wire(const uint8_t *bytes, size_t n, struct name *out) MUST_USE;
/* What a person typed or pasted as "my domain": trimmed; scheme, user, port, path, mail address and
 * trailing dot removed; IDN to A-labels by UTS 46 (libidn2, non-transitional). Refuses single
 * labels, IP addresses, characters a host name may not have, names too long. code: "invalid-name".
 */
enum status name_from_user(const char *text, struct name *out, struct fault *fault) MUST_USE;

/* Makes wire form that was put together by hand a name: ASCII letters to lower case. */
void name_lower(struct name *name);

/* Presentation form without a trailing dot ("." for the root); bytes outside printable ASCII as
 * \DDD. */
void name_text(const struct name *name, char out[NAME_TEXT]);
/* The same with U-labels where they convert back to the same A-labels, made safe (text_safe); else
 * as name_text(). */
void name_unicode(const struct name *name, char out[NAME_TEXT]);

bool name_equal(const struct name *a, const struct name *b);
int name_compare(const struct name *a,
                 const struct name *b); /* byte order of name_text(), for sorting */
/* True for the ancestor itself and everything below it, on label boundaries. */
bool name_is_within(const struct name *name, const struct name *ancestor);
bool name_is_root(const struct name *name);
/* Drops the leftmost label; false at the root. */
bool name_parent(const struct name *name, struct name *out) MUST_USE;
/* Keeps the rightmost `labels` labels. */
void name_suffix(const struct name *name, size_t labels, struct name *out);
/* prefix is presentation text, one or more labels ("_dmarc", "s1._domainkey"); false when too long.
 */
bool name_prefix(const char *prefix, const struct name *base, struct name *out) MUST_USE;
/* a's labels, then b's (name_join(x.y, z.w) = x.y.z.w). */
bool name_join(const struct name *a, const struct name *b, struct name *out) MUST_USE;
/* The part of name above ancestor as text ("s1._domainkey"), "@" when equal; false when not within.
 */
bool name_relative(const struct name *name, const struct name *ancestor,
                   char out[NAME_TEXT]) MUST_USE;
/* The same of two texts by name_text(): how much of the first stands above the other, without the
 * dot between them; 0: it is not below it. */
size_t name_text_above(const char *name, const char *ancestor);
/* The i-th label from the left as bytes. */
const uint8_t *name_label(const struct name *name, size_t i, size_t *length);
uint32_t name_hash(const struct name *name);
