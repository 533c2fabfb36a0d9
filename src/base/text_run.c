// SPDX-License-Identifier: MIT
#include "base/text.h"

#include <string.h>

#define EACH UINT64_C(0x0101010101010101) /* one in each of eight bytes */
#define TOPS (EACH * 0x80)

/* Whether some byte of the eight is zero. */
static uint64_t has_zero(uint64_t eight)
{
    return (eight - EACH) & ~eight & TOPS;
}

static uint64_t has_byte(uint64_t eight, unsigned char byte)
{
    return has_zero(eight ^ (EACH * byte));
}

static uint64_t has_other(uint64_t eight)
{
    uint64_t below_blank = (eight - EACH * ' ') & ~eight;

    return ((below_blank | eight) & TOPS) | has_byte(eight, 0x7f);
}

static uint64_t has_mark(uint64_t eight)
{
    return has_byte(eight, '"') | has_byte(eight, '\\');
}

static bool is_plain(char c, bool marks)
{
    return c >= ' ' && c <= '~' && (marks || (c != '"' && c != '\\'));
}

/* Eight bytes at a time as long as all of them are plain; which one is not is found by the byte. */
static inline size_t run_of(const char *bytes, size_t n, bool marks)
{
    size_t run = 0;

    while (n - run >= sizeof(uint64_t)) {
        uint64_t eight;

        memcpy(&eight, bytes + run, sizeof eight);
        if (has_other(eight) || (!marks && has_mark(eight))) {
            break;
        }
        run += sizeof eight;
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
