// SPDX-License-Identifier: MIT
#include "domain/share.h"

#include "base/text.h"

#include <string.h>

/* Appends a character, or one blank for any white space that does not stand first. */
static void letter_add(struct buffer *kept, const char *bytes, size_t n, uint32_t point)
{
    bool blank = point == ' ' || point == '\t' || point == '\n' || point == '\r';
    bool after_blank = kept->length == 0 || buffer_text(kept)[kept->length - 1] == ' ';

    if (blank && !after_blank) {
        buffer_add_byte(kept, ' ');
    } else if (!blank && text_point_cells(point) >= 0) {
        buffer_add(kept, bytes, n);
    }
}

static size_t letters(const char *text)
{
    size_t count = 0;

    for (; *text; text++) {
        count += ((unsigned char)*text & 0xC0u) != 0x80u;
    }
    return count;
}

bool share_label_read(const char *typed, char out[SHARE_LABEL_TEXT])
{
    struct buffer kept = {0};
    size_t left = strlen(typed);
    bool fits;

    if (!text_is_utf8(typed, left)) {
        return false;
    }
    while (left > 0) {
        uint32_t point;
        size_t n = text_decode(typed, left, &point);

        letter_add(&kept, typed, n, point);
        typed += n;
        left -= n;
    }
    buffer_add_byte(&kept, '\0');
    fits = letters(text_trim(kept.bytes)) <= SHARE_LABEL_LETTERS;
    if (fits) {
        text_copy(out, SHARE_LABEL_TEXT, text_trim(kept.bytes));
    }
    buffer_clear(&kept);
    return fits;
}
