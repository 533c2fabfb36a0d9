// SPDX-License-Identifier: MIT
#include "dns/name.h"

#include "dns/escape.h"

#include <assert.h>
#include <string.h>

static uint8_t byte_lower(uint8_t byte)
{
    return byte >= 'A' && byte <= 'Z' ? (uint8_t)(byte + ('a' - 'A')) : byte;
}

/* Bytes of a label that still fit; the root's zero has to fit, too. */
static size_t label_room(const struct name *name)
{
    size_t taken = (size_t)name->length + 2;
    size_t left = taken < NAME_WIRE ? NAME_WIRE - taken : 0;

    return left < NAME_LABEL ? left : NAME_LABEL;
}

/* The n bytes behind the last label become one. */
static void label_end(struct name *name, size_t n)
{
    name->wire[name->length] = (uint8_t)n;
    name->length = (uint8_t)(name->length + 1 + n);
    name->labels++;
}

static void name_finish(struct name *name)
{
    name->wire[name->length++] = 0;
    name_lower(name);
}

/* Appends the label at *text, up to a dot or the end; false when it is empty or it, or the name, is
 * too long. */
static bool label_parse(const char **text, struct name *name)
{
    uint8_t *label = name->wire + name->length + 1;
    size_t room = label_room(name);
    const char *at = *text;
    size_t n = 0;

    while (*at != '\0' && *at != '.') {
        uint8_t byte = (uint8_t)*at++;

        if (byte == '\\') {
            size_t used = escape_read(at, &byte);

            if (used == 0) {
                return false;
            }
            at += used;
        }
        if (n == room) {
            return false;
        }
        label[n++] = byte;
    }
    *text = at;
    label_end(name, n);
    return n > 0;
}

/* name may hold anything before, and does when this fails. */
static bool labels_parse(const char *text, struct name *name)
{
    name->length = 0;
    name->labels = 0;
    if (strcmp(text, ".") != 0) {
        do {
            if (!label_parse(&text, name)) {
                return false;
            }
        } while (*text == '.' && *++text != '\0');
    }
    name_finish(name);
    return true;
}

bool name_parse(const char *text, struct name *out)
{
    struct name name = {0};

    if (!labels_parse(text, &name)) {
        return false;
    }
    *out = name;
    return true;
}

static bool label_add(struct name *name, const char *bytes, size_t n)
{
    if (n == 0 || n > label_room(name)) {
        return false;
    }
    memcpy(name->wire + name->length + 1, bytes, n);
    label_end(name, n);
    return true;
}

bool name_from_bytes(const char *bytes, size_t n, struct name *out)
{
    struct name name = {0};
    size_t start = 0;

    if (n > 0 && bytes[n - 1] == '.') {
        n--;
    }
    for (size_t i = 0; i <= n; i++) {
        if (i == n || bytes[i] == '.') {
            if (!label_add(&name, bytes + start, i - start)) {
                return false;
            }
            start = i + 1;
        }
    }
    name_finish(&name);
    *out = name;
    return true;
}

bool name_from_wire(const uint8_t *bytes, size_t n, struct name *out)
{
    size_t labels = 0;
    size_t at = 0;

    while (at < n && bytes[at] != 0) {
        if (bytes[at] > NAME_LABEL || at + 1 + bytes[at] >= NAME_WIRE) {
            return false;
        }
        at += 1 + (size_t)bytes[at];
        labels++;
    }
    if (at >= n) {
        return false;
    }
    for (size_t i = 0; i <= at; i++) { /* a length is at most 63, so no letter */
        out->wire[i] = byte_lower(bytes[i]);
    }
    memset(out->wire + at + 1, 0, NAME_WIRE - at - 1);
    out->length = (uint8_t)(at + 1);
    out->labels = (uint8_t)labels;
    return true;
}

/* Eight bytes at a time: a byte from 'A' to 'Z' gets the bit that makes it small. */
static uint64_t eight_lower(uint64_t eight)
{
    const uint64_t each = 0x0101010101010101u, tops = each * 0x80;
    uint64_t low = eight & ~tops;
    uint64_t from_a = low + each * (0x80 - 'A'), past_z = low + each * (0x7f - 'Z');

    return eight | ((from_a & ~past_z & ~eight & tops) >> 2);
}

/* The lengths between the labels are below any letter. What stands behind the name may change,
 * too. */
void name_lower(struct name *name)
{
    size_t at = 0;

    for (; at < name->length && at + sizeof(uint64_t) <= NAME_WIRE; at += sizeof(uint64_t)) {
        uint64_t eight;

        memcpy(&eight, name->wire + at, sizeof eight);
        eight = eight_lower(eight);
        memcpy(name->wire + at, &eight, sizeof eight);
    }
    for (; at < name->length; at++) {
        name->wire[at] = byte_lower(name->wire[at]);
    }
}

bool name_equal(const struct name *a, const struct name *b)
{
    return a->length == b->length && memcmp(a->wire, b->wire, a->length) == 0;
}

/* Where the label with this many labels to its left starts. */
static size_t label_offset(const struct name *name, size_t skipped)
{
    size_t at = 0;

    for (size_t i = 0; i < skipped; i++) {
        at += 1 + (size_t)name->wire[at];
    }
    return at;
}

bool name_is_within(const struct name *name, const struct name *ancestor)
{
    size_t at;

    if (ancestor->length == 0 || name->length == 0 || name->labels < ancestor->labels) {
        return false;
    }
    at = label_offset(name, (size_t)name->labels - ancestor->labels);
    return name->length - at == ancestor->length &&
           memcmp(name->wire + at, ancestor->wire, ancestor->length) == 0;
}

bool name_is_root(const struct name *name)
{
    return name->length == 1;
}

void name_suffix(const struct name *name, size_t labels, struct name *out)
{
    size_t at, n;

    if (labels > name->labels) {
        labels = name->labels;
    }
    at = label_offset(name, name->labels - labels);
    n = name->length - at;
    memmove(out->wire, name->wire + at, n); /* out may be name */
    out->length = (uint8_t)n;
    out->labels = (uint8_t)labels;
}

bool name_parent(const struct name *name, struct name *out)
{
    if (name->labels == 0) {
        return false;
    }
    name_suffix(name, (size_t)name->labels - 1, out);
    return true;
}

bool name_join(const struct name *a, const struct name *b, struct name *out)
{
    size_t head = (size_t)a->length - 1;
    size_t tail = b->length;
    unsigned labels = (unsigned)a->labels + b->labels;

    if (a->length == 0 || tail == 0 || head + tail > NAME_WIRE) {
        return false;
    }
    memmove(out->wire + head, b->wire, tail); /* first, since out may be b; it may be a as well */
    memmove(out->wire, a->wire, head);
    out->length = (uint8_t)(head + tail);
    out->labels = (uint8_t)labels;
    return true;
}

bool name_prefix(const char *prefix, const struct name *base, struct name *out)
{
    struct name left __attribute__((uninitialized)); /* its length says how much is there */

    return labels_parse(prefix, &left) && name_join(&left, base, out);
}

const uint8_t *name_label(const struct name *name, size_t i, size_t *length)
{
    size_t at = label_offset(name, i);

    assert(i < name->labels);
    *length = name->wire[at];
    return name->wire + at + 1;
}

static uint64_t hash_eight(uint64_t hash, const uint8_t *bytes, size_t n)
{
    uint64_t eight = 0;

    memcpy(&eight, bytes, n);
    hash = (hash ^ eight) * 0x9e3779b97f4a7c15u;
    return hash ^ hash >> 32;
}

/* Eight bytes at a time, the last ones overlapping those before; only for tables in memory. */
uint32_t name_hash(const struct name *name)
{
    uint64_t hash = 14695981039346656037u;
    size_t n = name->length;

    if (n < sizeof hash) {
        return (uint32_t)hash_eight(hash, name->wire, n);
    }
    for (size_t at = 0; at + sizeof hash < n; at += sizeof hash) {
        hash = hash_eight(hash, name->wire + at, sizeof hash);
    }
    return (uint32_t)hash_eight(hash, name->wire + n - sizeof hash, sizeof hash);
}
