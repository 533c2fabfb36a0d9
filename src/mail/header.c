// SPDX-License-Identifier: MIT
#include "mail/header.h"

#include "base/text.h"

#include <stdbool.h>
#include <string.h>

/* The end of the line that begins at `at`, behind its LF. */
static const char *line_end(const char *at, const char *end)
{
    const char *lf = memchr(at, '\n', (size_t)(end - at));

    return lf ? lf + 1 : end;
}

static bool is_empty(const char *at, const char *end)
{
    return at < end && (*at == '\n' || (*at == '\r' && at + 1 < end && at[1] == '\n'));
}

/* The end of a field: the lines behind its first that begin with a blank belong to it. */
static const char *field_end(const char *at, const char *end)
{
    at = line_end(at, end);
    while (at < end && (*at == ' ' || *at == '\t')) {
        at = line_end(at, end);
    }
    return at;
}

static void read_field(const char *at, const char *end, header_field_fn *field, void *arg)
{
    const char *colon = memchr(at, ':', (size_t)(end - at));
    char name[HEADER_NAME];
    size_t n;

    if (!colon || (size_t)(colon - at) >= sizeof name) {
        return;
    }
    n = (size_t)(colon - at);
    memcpy(name, at, n);
    name[n] = '\0';
    if (memchr(name, '\0', n)) {
        return;
    }
    field(arg, text_trim(name), colon + 1, (size_t)(end - colon - 1));
}

/* What editors on Windows write before the text, and is no part of it. */
static size_t byte_order_mark(const char *message, size_t length)
{
    static const char mark[] = "\xef\xbb\xbf";
    size_t n = sizeof mark - 1;

    return length >= n && memcmp(message, mark, n) == 0 ? n : 0;
}

void header_read(const char *message, size_t length, header_field_fn *field, void *arg)
{
    const char *at = message + byte_order_mark(message, length);
    const char *end = message + (length < HEADER_MOST ? length : HEADER_MOST);
    bool begun = false;

    while (at < end) {
        const char *next = field_end(at, end);

        if (is_empty(at, end)) {
            if (begun) {
                return;
            }
            next = line_end(at, end); /* people paste empty lines above, too */
        } else if (begun || next - at < 5 || memcmp(at, "From ", 5) != 0) {
            begun = true;
            read_field(at, next, field, arg);
        }
        at = next;
    }
}
