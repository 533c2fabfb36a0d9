// SPDX-License-Identifier: MIT
#include "base/text.h"

#include <string.h>

/* Sixteen bytes at once, in whatever the processor has for that. */
typedef unsigned char bytes16 __attribute__((vector_size(16)));
typedef uint64_t halves16 __attribute__((vector_size(16)));

static bool is_plain(char c, bool marks)
{
    return c >= ' ' && c <= '~' && (marks || (c != '"' && c != '\\'));
}

/* is_plain() of all sixteen. */
static inline bool are_plain(const char *bytes, bool marks)
{
    bytes16 sixteen;
    halves16 other;

    memcpy(&sixteen, bytes, sizeof sixteen);
    other = (halves16)(sixteen - ' ' > (unsigned char)('~' - ' '));
    if (!marks) {
        other |= (halves16)(sixteen == '"') | (halves16)(sixteen == '\\');
    }
    return (other[0] | other[1]) == 0;
}

/* Which of sixteen is not plain is found by the byte. The last sixteen are mostly plain as well: to
 * look at some of them twice is less than to look at each. */
static inline size_t run_of(const char *bytes, size_t n, bool marks)
{
    size_t run = 0;

    while (n - run >= sizeof(bytes16) && are_plain(bytes + run, marks)) {
        run += sizeof(bytes16);
    }
    if (run > 0 && n - run < sizeof(bytes16) && are_plain(bytes + n - sizeof(bytes16), marks)) {
        return n;
    }
    while (run < n && is_plain(bytes[run], marks)) {
        run++;
    }
    return run;
}

size_t text_plain_run(const char *bytes, size_t n)
{
    return run_of(bytes, n, true);
}

size_t text_quotable_run(const char *bytes, size_t n)
{
    return run_of(bytes, n, false);
}
