// SPDX-License-Identifier: MIT
#include "mail/spf_macro.h"

#include "base/words.h"
#include "mail/spf_piece.h"

#include <string.h>

static const char letters[] = SPF_MACRO_NAMES;
static const char delimiters[] = ".-+,/_=";

enum { DIGITS_MOST = 100000 };

static bool is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static char lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

/* The inside of the braces: letter, digits, r, delimiters. */
static const char *read_inside(const char *bytes, size_t n, struct spf_piece *out)
{
    size_t at = 1;

    if (n == 0 || !is_alpha(bytes[0]) || strchr(letters, lower(bytes[0])) == NULL) {
        return N_("there is no macro of this letter");
    }
    out->letter = lower(bytes[0]);
    out->escape = bytes[0] != out->letter;
    for (; at < n && is_digit(bytes[at]); at++) {
        out->keep = out->keep * 10 + (size_t)(bytes[at] - '0');
        out->keep = out->keep > DIGITS_MOST ? DIGITS_MOST : out->keep;
    }
    if (at > 1 && out->keep == 0) {
        return N_("a macro cannot keep 0 parts");
    }
    if (at < n && lower(bytes[at]) == 'r') {
        out->reverse = true;
        at++;
    }
    out->delimiters = bytes + at;
    out->delimiter_count = n - at;
    for (; at < n; at++) {
        if (bytes[at] == '\0' || strchr(delimiters, bytes[at]) == NULL) {
            return N_("a macro holds a character that does not belong there");
        }
    }
    return NULL;
}

static const char *read_macro(const char *bytes, size_t n, struct spf_piece *out)
{
    const char *end = memchr(bytes, '}', n);

    if (end == NULL) {
        return N_("a macro is not closed by '}'");
    }
    out->length = (size_t)(end - bytes) + 1;
    return read_inside(bytes + 2, out->length - 3, out);
}

static const char *read_percent(const char *bytes, size_t n, struct spf_piece *out)
{
    static const struct {
        char mark;
        const char *becomes;
    } escapes[] = {{'%', "%"}, {'_', " "}, {'-', "%20"}};

    if (n > 1 && bytes[1] == '{') {
        return read_macro(bytes, n, out);
    }
    for (size_t i = 0; n > 1 && i < COUNT(escapes); i++) {
        if (bytes[1] == escapes[i].mark) {
            out->literal = escapes[i].becomes;
            out->literal_length = strlen(escapes[i].becomes);
            out->length = 2;
            return NULL;
        }
    }
    return N_("'%' must be followed by '{', '%', '-' or '_'");
}

const char *spf_piece_read(const char *bytes, size_t n, enum spf_place place, struct spf_piece *out)
{
    memset(out, 0, sizeof *out);
    if (bytes[0] == '%') {
        const char *problem = read_percent(bytes, n, out);

        if (problem == NULL && place == SPF_IN_NAME && out->literal == NULL &&
            strchr("crt", out->letter) != NULL) {
            return N_("the macros c, r and t are for explanations only");
        }
        return problem;
    }
    while (out->length < n && bytes[out->length] != '%') {
        char c = bytes[out->length++];

        if (c < 0x20 || c > 0x7e || (c == ' ' && place == SPF_IN_NAME)) {
            return N_("it holds a character that is not allowed");
        }
    }
    out->literal = bytes;
    out->literal_length = out->length;
    return NULL;
}

const char *spf_macro_problem(const char *bytes, size_t n, enum spf_place place)
{
    struct spf_piece piece;

    for (size_t at = 0; at < n; at += piece.length) {
        const char *problem = spf_piece_read(bytes + at, n - at, place, &piece);

        if (problem != NULL) {
            return problem;
        }
    }
    return NULL;
}

static bool is_label_end(char c)
{
    return is_alpha(c) || is_digit(c);
}

/* RFC 7208 12 toplabel: letters, digits and inner dashes, not digits alone. */
static const char *toplabel_problem(const char *bytes, size_t n)
{
    size_t digits = 0;

    if (n == 0 || !is_label_end(bytes[0]) || !is_label_end(bytes[n - 1])) {
        return N_("the name does not end in a top-level domain");
    }
    for (size_t i = 0; i < n; i++) {
        if (!is_label_end(bytes[i]) && bytes[i] != '-') {
            return N_("the name does not end in a top-level domain");
        }
        digits += is_digit(bytes[i]);
    }
    return digits == n ? N_("the last label is a number; an IP address needs ip4: or ip6:") : NULL;
}

/* bytes: what follows the last macro, not empty. */
static const char *domain_end_problem(const char *bytes, size_t n)
{
    size_t end = n - (bytes[n - 1] == '.');
    size_t at = end;

    while (at > 0 && bytes[at - 1] != '.') {
        at--;
    }
    if (at == 0) {
        return N_("a single label is not a domain name");
    }
    return toplabel_problem(bytes + at, end - at);
}

const char *spf_domain_problem(const char *bytes, size_t n)
{
    struct spf_piece piece = {0};
    size_t at = 0;

    if (n == 0) {
        return N_("the domain name is missing");
    }
    for (; at < n; at += piece.length) {
        const char *problem = spf_piece_read(bytes + at, n - at, SPF_IN_NAME, &piece);

        if (problem != NULL) {
            return problem;
        }
    }
    at -= piece.length;
    return bytes[at] == '%' ? NULL : domain_end_problem(bytes + at, n - at);
}

bool spf_macro_uses(const char *bytes, size_t n, char letter)
{
    struct spf_piece piece;

    for (size_t at = 0; at < n; at += piece.length) {
        if (spf_piece_read(bytes + at, n - at, SPF_IN_TEXT, &piece) != NULL) {
            return false;
        }
        if (piece.literal == NULL && piece.letter == letter) {
            return true;
        }
    }
    return false;
}

bool spf_macro_needs_sender(const char *bytes, size_t n)
{
    if (memchr(bytes, '%', n) == NULL) { /* as nearly all are */
        return false;
    }
    for (const char *letter = "slipvh"; *letter != '\0'; letter++) {
        if (spf_macro_uses(bytes, n, *letter)) {
            return true;
        }
    }
    return false;
}
