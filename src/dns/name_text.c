// SPDX-License-Identifier: MIT
#include "dns/name.h"

#include <string.h>

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

/* Sixteen bytes at once, in whatever the processor has for that. */
typedef uint8_t bytes16 __attribute__((vector_size(16)));
typedef uint64_t halves16 __attribute__((vector_size(16)));

/* None of sixteen bytes needs an escape. */
static inline bool are_plain(const char *bytes)
{
    bytes16 sixteen;
    halves16 other;

    memcpy(&sixteen, bytes, sizeof sixteen);
    other = (halves16)(sixteen - '!' > (uint8_t)('~' - '!')) | (halves16)(sixteen == '.') |
            (halves16)(sixteen == '\\');
    return (other[0] | other[1]) == 0;
}

/* Puts the mark between labels that were copied as they stand in wire form, n bytes in all. */
static void labels_part(const struct name *name, size_t n, char mark, char *out)
{
    for (size_t at = name->wire[0]; at < n; at += 1 + (size_t)name->wire[at + 1]) {
        out[at] = mark;
    }
}

/* labels_text() of what needs no escape, as nearly all names. False: something does, or there are
 * not sixteen bytes to look at. */
static bool labels_copy(const struct name *name, size_t labels, char out[NAME_TEXT])
{
    size_t n = 0, at = 0;

    for (size_t i = 0; i < labels; i++) {
        n += 1 + (size_t)name->wire[n];
    }
    if (n <= sizeof(bytes16)) {
        return false;
    }
    n--; /* the first label's length */
    memcpy(out, name->wire + 1, n);
    labels_part(name, n, '-', out);
    while (at + sizeof(bytes16) < n && are_plain(out + at)) {
        at += sizeof(bytes16);
    }
    if (at + sizeof(bytes16) < n || !are_plain(out + n - sizeof(bytes16))) {
        return false;
    }
    labels_part(name, n, '.', out);
    out[n] = '\0';
    return true;
}

/* The first `labels` labels, dots between them. */
static void labels_text(const struct name *name, size_t labels, char out[NAME_TEXT])
{
    const uint8_t *label = name->wire;
    size_t at = 0;

    if (labels_copy(name, labels, out)) {
        return;
    }
    for (size_t i = 0; i < labels; i++) {
        if (i > 0) {
            out[at++] = '.';
        }
        at += label_text(label + 1, *label, out + at);
        label += 1 + *label;
    }
    out[at] = '\0';
}

void name_text(const struct name *name, char out[NAME_TEXT])
{
    labels_text(name, name->labels, out);
    if (name_is_root(name)) {
        memcpy(out, ".", sizeof ".");
    }
}

int name_compare(const struct name *a, const struct name *b)
{
    char a_text[NAME_TEXT];
    char b_text[NAME_TEXT];

    name_text(a, a_text);
    name_text(b, b_text);
    return strcmp(a_text, b_text);
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

/* The dot before `end` is no part of a label: a backslash alone would make it one. */
static bool is_border(const char *name, size_t end)
{
    size_t marks = 0;

    while (marks < end && name[end - marks - 1] == '\\') {
        marks++;
    }
    return end > 0 && marks % 2 == 0;
}

size_t name_text_above(const char *name, const char *ancestor)
{
    size_t n = strlen(name), tail = strlen(ancestor), end;

    if (strcmp(ancestor, ".") == 0) {
        return strcmp(name, ".") == 0 ? 0 : n;
    }
    if (n < tail + 1) {
        return 0;
    }
    end = n - tail - 1;
    return name[end] == '.' && memcmp(name + end + 1, ancestor, tail) == 0 && is_border(name, end)
               ? end
               : 0;
}
