// SPDX-License-Identifier: MIT
#include "base/encode.h"

#include <string.h>

static const char base64_digits[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
static const char base32_digits[] = "abcdefghijklmnopqrstuvwxyz234567";
static const char hex_digits[] = "0123456789abcdef";

static int digit_value(const char *digits, char c)
{
    const char *at = c == '\0' ? NULL : strchr(digits, c);

    return at == NULL ? -1 : (int)(at - digits);
}

void encode_base64(struct buffer *out, const void *bytes, size_t n)
{
    const unsigned char *in = bytes;

    for (size_t i = 0; i < n; i += 3) {
        size_t left = n - i;
        uint32_t group = (uint32_t)in[i] << 16 | (uint32_t)(left > 1 ? in[i + 1] : 0) << 8 |
                         (uint32_t)(left > 2 ? in[i + 2] : 0);
        char four[4] = {
            base64_digits[group >> 18],
            base64_digits[group >> 12 & 63],
            left > 1 ? base64_digits[group >> 6 & 63] : '=',
            left > 2 ? base64_digits[group & 63] : '=',
        };

        buffer_add(out, four, sizeof four);
    }
}

/* Read by the thousand: every DKIM key is base64. One more than the value; 0: no digit. */
// clang-format off
static const unsigned char base64_places[256] = {
    ['A'] = 1,  ['B'] = 2,  ['C'] = 3,  ['D'] = 4,  ['E'] = 5,  ['F'] = 6,  ['G'] = 7,  ['H'] = 8,
    ['I'] = 9,  ['J'] = 10, ['K'] = 11, ['L'] = 12, ['M'] = 13, ['N'] = 14, ['O'] = 15, ['P'] = 16,
    ['Q'] = 17, ['R'] = 18, ['S'] = 19, ['T'] = 20, ['U'] = 21, ['V'] = 22, ['W'] = 23, ['X'] = 24,
    ['Y'] = 25, ['Z'] = 26, ['a'] = 27, ['b'] = 28, ['c'] = 29, ['d'] = 30, ['e'] = 31, ['f'] = 32,
    ['g'] = 33, ['h'] = 34, ['i'] = 35, ['j'] = 36, ['k'] = 37, ['l'] = 38, ['m'] = 39, ['n'] = 40,
    ['o'] = 41, ['p'] = 42, ['q'] = 43, ['r'] = 44, ['s'] = 45, ['t'] = 46, ['u'] = 47, ['v'] = 48,
    ['w'] = 49, ['x'] = 50, ['y'] = 51, ['z'] = 52, ['0'] = 53, ['1'] = 54, ['2'] = 55, ['3'] = 56,
    ['4'] = 57, ['5'] = 58, ['6'] = 59, ['7'] = 60, ['8'] = 61, ['9'] = 62, ['+'] = 63, ['/'] = 64,
};
// clang-format on

static int base64_value(char c)
{
    return base64_places[(unsigned char)c] - 1;
}

/* The number of digits before the padding, or the offset of what is wrong. */
static bool base64_is_sound(const char *text, size_t n, size_t *digits, size_t *bad)
{
    size_t i = 0;

    while (i < n && base64_value(text[i]) >= 0) {
        i++;
    }
    *digits = i;
    if (i % 4 >= 2) {
        size_t padded = i + (4 - i % 4);

        while (i < n && i < padded && text[i] == '=') {
            i++;
        }
    }
    *bad = i;
    return i == n && n % 4 == 0;
}

/* Sixteen digits at once, in whatever the processor has for that. */
typedef unsigned char bytes16 __attribute__((vector_size(16)));
typedef uint64_t halves16 __attribute__((vector_size(16)));

/* All ones where the byte is from first to last. */
static inline bytes16 are_between(bytes16 bytes, unsigned char first, unsigned char last)
{
    return (bytes16)(bytes - first <= (unsigned char)(last - first));
}

/* False: not all of them are digits. */
static inline bool sixteen_values(const char *text, halves16 *values)
{
    bytes16 bytes, upper, lower, digit, plus, slash;
    halves16 sound;

    memcpy(&bytes, text, sizeof bytes);
    upper = are_between(bytes, 'A', 'Z');
    lower = are_between(bytes, 'a', 'z');
    digit = are_between(bytes, '0', '9');
    plus = (bytes16)(bytes == '+');
    slash = (bytes16)(bytes == '/');
    sound = (halves16)(upper | lower | digit | plus | slash);
    *values = (halves16)(bytes - (upper & 'A') - (lower & ('a' - 26)) + (digit & (52 - '0')) +
                         (plus & (62 - '+')) + (slash & (63 - '/')));
    return (sound[0] & sound[1]) == UINT64_MAX;
}

/* Eight bytes of memory as one number, the first on top, and back. */
static inline uint64_t eight_turn(uint64_t eight)
{
    return __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? __builtin_bswap64(eight) : eight;
}

/* Eight values of six bits, a byte each, to six bytes; two more behind them are written, too. */
static inline void eight_pack(uint64_t values, char *to)
{
    uint64_t eight = eight_turn(values);

    eight = (eight & 0x3f003f003f003f00u) >> 2 | (eight & 0x003f003f003f003fu);
    eight = (eight & 0x0fff00000fff0000u) >> 4 | (eight & 0x00000fff00000fffu);
    eight = eight_turn(eight >> 32 << 40 | (eight & UINT32_MAX) << 16);
    memcpy(to, &eight, sizeof eight);
}

/* A key is hundreds of digits. The last ones are left, as there is no room for more than what they
 * become. */
static size_t sixteens_decode(const char *text, size_t n, char *to)
{
    halves16 values;
    size_t at = 0;

    while (n - at >= 20 && sixteen_values(text + at, &values)) {
        eight_pack(values[0], to);
        eight_pack(values[1], to + 6);
        to += 12;
        at += 16;
    }
    return at;
}

/* As many whole groups of four digits as there are, to three bytes each; the digits read. */
static size_t groups_decode(const char *text, size_t n, char *to)
{
    size_t at = sixteens_decode(text, n, to);

    to += at / 4 * 3;
    while (n - at >= 4) {
        int a = base64_value(text[at]), b = base64_value(text[at + 1]);
        int c = base64_value(text[at + 2]), d = base64_value(text[at + 3]);

        if ((a | b | c | d) < 0) {
            break;
        }
        *to++ = (char)(a << 2 | b >> 4);
        *to++ = (char)(b << 4 | c >> 2);
        *to++ = (char)(c << 6 | d);
        at += 4;
    }
    return at;
}

/* What is left of a group that is padded: sound digits, to a byte less than there are. */
static void digits_decode(const char *text, size_t digits, struct buffer *out)
{
    int a = base64_value(text[0]), b = base64_value(text[1]);

    buffer_add_byte(out, (unsigned char)(a << 2 | b >> 4));
    if (digits == 3) {
        buffer_add_byte(out, (unsigned char)(b << 4 | base64_value(text[2]) >> 2));
    }
}

bool decode_base64(struct buffer *out, const char *text, size_t n, size_t *bad)
{
    size_t before = out->length, read = 0, digits, wrong;

    if (n >= 4) {
        read = groups_decode(text, n, buffer_extend(out, n / 4 * 3));
        buffer_cut(out, before + read / 4 * 3);
    }
    if (!base64_is_sound(text + read, n - read, &digits, &wrong)) {
        buffer_cut(out, before);
        if (bad != NULL) {
            *bad = read + wrong;
        }
        return false;
    }
    if (digits > 0) {
        digits_decode(text + read, digits, out);
    }
    return true;
}

void encode_base32(struct buffer *out, const void *bytes, size_t n)
{
    const unsigned char *in = bytes;
    uint32_t bits = 0;
    unsigned held = 0;

    for (size_t i = 0; i < n; i++) {
        bits = bits << 8 | in[i];
        for (held += 8; held >= 5; held -= 5) {
            buffer_add_byte(out, (unsigned char)base32_digits[bits >> (held - 5) & 31]);
        }
    }
    if (held > 0) {
        buffer_add_byte(out, (unsigned char)base32_digits[bits << (5 - held) & 31]);
    }
}

void encode_hex(struct buffer *out, const void *bytes, size_t n)
{
    const unsigned char *in = bytes;

    for (size_t i = 0; i < n; i++) {
        buffer_add_byte(out, (unsigned char)hex_digits[in[i] >> 4]);
        buffer_add_byte(out, (unsigned char)hex_digits[in[i] & 15]);
    }
}

static int hex_value(char c)
{
    return digit_value(hex_digits, c >= 'A' && c <= 'F' ? (char)(c | 0x20) : c);
}

bool decode_hex(struct buffer *out, const char *text, size_t n)
{
    size_t before = out->length;

    if (n % 2 != 0) {
        return false;
    }
    for (size_t i = 0; i < n; i += 2) {
        int high = hex_value(text[i]), low = hex_value(text[i + 1]);

        if (high < 0 || low < 0) {
            buffer_cut(out, before);
            return false;
        }
        buffer_add_byte(out, (unsigned char)(high << 4 | low));
    }
    return true;
}
