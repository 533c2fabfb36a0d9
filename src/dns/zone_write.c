// SPDX-License-Identifier: MIT
#include "dns/zone.h"

#include <string.h>

enum { STRING_MAX = 255 };

static void add_escaped(struct buffer *out, const char *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)bytes[i];

        if (c < ' ' || c > '~') {
            buffer_printf(out, "\\%03u", (unsigned)c);
            continue;
        }
        if (c == '"' || c == '\\') {
            buffer_add_byte(out, '\\');
        }
        buffer_add_byte(out, c);
    }
}

void zone_txt_strings(struct buffer *out, const char *value)
{
    size_t left = strlen(value);

    do {
        size_t n = left < STRING_MAX ? left : STRING_MAX;

        buffer_add_byte(out, '"');
        add_escaped(out, value, n);
        buffer_add_text(out, n < left ? "\" " : "\"");
        value += n;
        left -= n;
    } while (left > 0);
}

void zone_txt_line(struct buffer *out, const char *host, uint32_t ttl, const char *value)
{
    buffer_printf(out, "%s %u IN TXT ( ", host, (unsigned)ttl);
    zone_txt_strings(out, value);
    buffer_add_text(out, " )");
}
