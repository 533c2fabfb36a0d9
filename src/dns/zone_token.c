// SPDX-License-Identifier: MIT
#include "base/text.h"
#include "dns/escape.h"
#include "dns/record.h"
#include "dns/zone_lexer.h"

#include <string.h>

bool zone_token_is(const struct zone_token *token, const char *word)
{
    return token && !token->quoted && token->n == strlen(word) &&
           text_same_nocase(token->text, word, token->n);
}

bool zone_token_bytes(const struct zone_token *token, struct buffer *out)
{
    const char *at = token->text;
    const char *end = token->text + token->n;

    while (at < end) {
        uint8_t byte = (uint8_t)*at++;

        if (byte == '\\') {
            size_t used = at < end ? escape_read(at, &byte) : 0;

            if (used == 0) {
                return false;
            }
            at += used;
        }
        buffer_add_byte(out, byte);
    }
    return true;
}

bool zone_token_number(const struct zone_token *token, uint32_t *out)
{
    static const struct {
        char letter;
        uint32_t seconds;
    } units[] = {{'w', 604800}, {'d', 86400}, {'h', 3600}, {'m', 60}, {'s', 1}};
    uint64_t total = 0;
    uint64_t value = 0;

    if (!token || token->quoted || token->n == 0 || token->text[0] < '0' || token->text[0] > '9') {
        return false;
    }
    for (size_t i = 0; i < token->n && total + value <= UINT32_MAX; i++) {
        size_t unit = 0;

        if (token->text[i] >= '0' && token->text[i] <= '9') {
            value = value * 10 + (uint64_t)(token->text[i] - '0');
            continue;
        }
        while (unit < COUNT(units) && (token->text[i] | 0x20) != units[unit].letter) {
            unit++;
        }
        if (unit == COUNT(units)) {
            return false;
        }
        total += value * units[unit].seconds;
        value = 0;
    }
    *out = (uint32_t)(total + value);
    return total + value <= UINT32_MAX;
}

bool zone_token_name(const struct name *origin, const struct zone_token *token, struct name *out)
{
    char text[NAME_TEXT];
    struct name name;
    bool absolute;

    if (!token || token->quoted || token->n == 0 || token->n >= sizeof text) {
        return false;
    }
    if (zone_token_is(token, "@")) {
        *out = *origin;
        return true;
    }
    memcpy(text, token->text, token->n);
    text[token->n] = '\0';
    absolute = text[token->n - 1] == '.' && (token->n < 2 || text[token->n - 2] != '\\');
    if (!name_parse(text, &name)) {
        return false;
    }
    if (absolute) {
        *out = name;
        return true;
    }
    return name_join(&name, origin, out);
}

bool zone_token_type(const struct zone_token *token, uint16_t *type)
{
    char text[16];

    if (!token || token->quoted || token->n >= sizeof text) {
        return false;
    }
    for (size_t i = 0; i < token->n; i++) {
        char c = token->text[i];

        text[i] = (char)(c >= 'a' && c <= 'z' ? c - ('a' - 'A') : c);
    }
    text[token->n] = '\0';
    return rr_type_parse(text, type);
}
