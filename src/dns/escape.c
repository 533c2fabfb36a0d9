// SPDX-License-Identifier: MIT
#include "dns/escape.h"

size_t escape_read(const char *text, uint8_t *byte)
{
    unsigned value = 0;
    size_t digits = 0;

    while (digits < 3 && text[digits] >= '0' && text[digits] <= '9') {
        value = value * 10 + (unsigned)(text[digits] - '0');
        digits++;
    }
    if (digits == 3) {
        *byte = (uint8_t)value;
        return value <= 255 ? 3 : 0;
    }
    *byte = (uint8_t)text[0];
    return digits == 0 && text[0] != '\0' ? 1 : 0;
}
