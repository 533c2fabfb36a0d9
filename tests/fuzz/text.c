// SPDX-License-Identifier: MIT
/* Whatever comes in, text_safe() gives one line of visible UTF-8 that it would not change again. */
#include "base/text.h"
#include "base/buffer.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void expect(bool truth)
{
    if (!truth) {
        abort();
    }
}

static void check_characters(const char *text, size_t n)
{
    size_t cells = 0;

    for (size_t at = 0; at < n;) {
        uint32_t point;
        size_t length = text_decode(text + at, n - at, &point);
        int wide;

        expect(length > 0);
        wide = text_point_cells(point);
        expect(wide >= 0);
        cells += (size_t)wide;
        at += length;
    }
    expect(text_cells(text) == cells);
}

static void check_copies(const struct buffer *safe, const char *bytes, size_t n)
{
    char copy[40];
    size_t used, fitted = text_fit(safe->bytes, 20, &used);

    expect(used <= 20 && fitted <= safe->length);
    expect(text_is_utf8(safe->bytes, fitted));
    text_safe_copy(copy, sizeof copy, bytes, n);
    expect(strncmp(copy, safe->bytes, strlen(copy)) == 0);
    expect(text_is_utf8(copy, strlen(copy)));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct buffer once = {0}, twice = {0};
    const char *raw = (const char *)bytes;

    text_safe(&once, raw, n);
    if (once.length > 0) {
        text_safe(&twice, once.bytes, once.length);
        expect(twice.length == once.length && memcmp(once.bytes, twice.bytes, once.length) == 0);
        check_characters(once.bytes, once.length);
        check_copies(&once, raw, n);
    }
    buffer_clear(&once);
    buffer_clear(&twice);
    return 0;
}
