// SPDX-License-Identifier: MIT
#include "dns/name.h"

#include "dns/escape.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

static uint8_t byte_lower(uint8_t byte)
{
    return byte >= 'A' && byte <= 'Z' ? (uint8_t)(byte + ('a' - 'A')) : byte;
}

/* Appends one label; false when it, or the name, is too long. The root's zero still has to fit. */
static bool label_add(struct name *name, const uint8_t *bytes, size_t n)
{
    if (n == 0 || n > NAME_LABEL || name->length + 1 + n + 1 > NAME_WIRE) {
        return false;
    }
    name->wire[name->length] = (uint8_t)n;
    for (size_t i = 0; i < n; i++) {
        name->wire[name->length + 1 + i] = byte_lower(bytes[i]);
    }
    name->length = (uint8_t)(name->length + 1 + n);
    name->labels++;
    return true;
}

static void name_start(struct name *name)
{
    memset(name, 0, sizeof *name);
}

/* wire is zeroed, so that the root's label is there already. */
static void name_finish(struct name *name)
{
    name->length++;
}

/* Reads one label up to a dot or the end into label; *n grows to 64 at most, which label_add()
 * refuses. */
static bool label_parse(const char **text, uint8_t label[NAME_LABEL + 1], size_t *n)
{
    const char *at = *text;

    *n = 0;
    while (*at != '\0' && *at != '.') {
        uint8_t byte = (uint8_t)*at++;

        if (byte == '\\') {
            size_t used = escape_read(at, &byte);

            if (used == 0) {
                return false;
            }
            at += used;
        }
        if (*n <= NAME_LABEL) {
            label[(*n)++] = byte;
        }
    }
    *text = at;
    return true;
}

bool name_parse(const char *text, struct name *out)
{
    struct name name;
    uint8_t label[NAME_LABEL + 1];
    size_t n;

    name_start(&name);
    if (strcmp(text, ".") != 0) {
        do {
            if (!label_parse(&text, label, &n) || !label_add(&name, label, n)) {
                return false;
            }
        } while (*text == '.' && *++text != '\0');
    }
    name_finish(&name);
    *out = name;
    return true;
}

bool name_from_bytes(const char *bytes, size_t n, struct name *out)
{
    struct name name;
    size_t start = 0;

    name_start(&name);
    if (n > 0 && bytes[n - 1] == '.') {
        n--;
    }
    for (size_t i = 0; i <= n; i++) {
        if (i == n || bytes[i] == '.') {
            if (!label_add(&name, (const uint8_t *)bytes + start, i - start)) {
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

/* One label in presentation form; returns the characters written. Four times 63 always fit. */
static size_t label_text(const uint8_t *bytes, size_t n, char *out)
{
    size_t at = 0;

    for (size_t i = 0; i < n; i++) {
        uint8_t byte = bytes[i];

        if (byte <= ' ' || byte > '~') {
            out[at++] = '\\';
            out[at++] = (char)('0' + byte / 100);
            out[at++] = (char)('0' + byte / 10 % 10);
            out[at++] = (char)('0' + byte % 10);
            continue;
        }
        if (byte == '.' || byte == '\\') {
            out[at++] = '\\';
        }
        out[at++] = (char)byte;
    }
    return at;
}

/* The first `labels` labels, dots between them. */
static void labels_text(const struct name *name, size_t labels, char out[NAME_TEXT])
{
    const uint8_t *label = name->wire;
    size_t at = 0;

    for (size_t i = 0; i < labels; i++) {
        if (i > 0) {
            out[at++] = '.';
        }
        at += label_text(label + 1, *label, out + at);
        label += 1 + *label;
    }
    out[at] = '\0';
}

/* Eight bytes at a time: a byte from 'A' to 'Z' gets the bit that makes it small. */
static uint64_t eight_lower(uint64_t eight)
{
    const uint64_t each = 0x0101010101010101u, tops = each * 0x80;
    uint64_t low = eight & ~tops;
    uint64_t from_a = low + each * (0x80 - 'A'), past_z = low + each * (0x7f - 'Z');

    return eight | ((from_a & ~past_z & ~eight & tops) >> 2);
}

/* The lengths between the labels are below any letter. */
void name_lower(struct name *name)
{
    size_t at = 0;

    for (; at + sizeof(uint64_t) <= name->length; at += sizeof(uint64_t)) {
        uint64_t eight;

        memcpy(&eight, name->wire + at, sizeof eight);
        eight = eight_lower(eight);
        memcpy(name->wire + at, &eight, sizeof eight);
    }
    for (; at < name->length; at++) {
        name->wire[at] = byte_lower(name->wire[at]);
    }
}

void name_text(const struct name *name, char out[NAME_TEXT])
{
    labels_text(name, name->labels, out);
    if (name_is_root(name)) {
        memcpy(out, ".", sizeof ".");
    }
}

bool name_equal(const struct name *a, const struct name *b)
{
    return a->length == b->length && memcmp(a->wire, b->wire, a->length) == 0;
}

int name_compare(const struct name *a, const struct name *b)
{
    char a_text[NAME_TEXT];
    char b_text[NAME_TEXT];

    name_text(a, a_text);
    name_text(b, b_text);
    return strcmp(a_text, b_text);
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
    struct name suffix;
    size_t at;

    if (labels > name->labels) {
        labels = name->labels;
    }
    at = label_offset(name, name->labels - labels);
    name_start(&suffix);
    suffix.length = (uint8_t)(name->length - at);
    suffix.labels = (uint8_t)labels;
    memcpy(suffix.wire, name->wire + at, suffix.length);
    *out = suffix;
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
    struct name joined;
    size_t head;

    if (a->length == 0 || b->length == 0) {
        return false;
    }
    head = (size_t)a->length - 1;
    if (head + b->length > NAME_WIRE) {
        return false;
    }
    name_start(&joined);
    memcpy(joined.wire, a->wire, head);
    memcpy(joined.wire + head, b->wire, b->length);
    joined.length = (uint8_t)(head + b->length);
    joined.labels = (uint8_t)(a->labels + b->labels);
    *out = joined;
    return true;
}

bool name_prefix(const char *prefix, const struct name *base, struct name *out)
{
    struct name left;

    return name_parse(prefix, &left) && name_join(&left, base, out);
}

bool name_relative(const struct name *name, const struct name *ancestor, char out[NAME_TEXT])
{
    if (!name_is_within(name, ancestor)) {
        return false;
    }
    labels_text(name, (size_t)name->labels - ancestor->labels, out);
    if (name->labels == ancestor->labels) {
        memcpy(out, "@", sizeof "@");
    }
    return true;
}

const uint8_t *name_label(const struct name *name, size_t i, size_t *length)
{
    size_t at = label_offset(name, i);

    assert(i < name->labels);
    *length = name->wire[at];
    return name->wire + at + 1;
}

/* Eight bytes at a time; only for tables in memory. */
uint32_t name_hash(const struct name *name)
{
    uint64_t hash = 14695981039346656037u;

    for (size_t at = 0; at < name->length; at += sizeof hash) {
        size_t n = name->length - at;
        uint64_t eight = 0;

        memcpy(&eight, name->wire + at, n < sizeof eight ? n : sizeof eight);
        hash = (hash ^ eight) * 0x9e3779b97f4a7c15u;
        hash ^= hash >> 32;
    }
    return (uint32_t)hash;
}
