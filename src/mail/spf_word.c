// SPDX-License-Identifier: MIT
#include "mail/spf_word.h"

#include "base/memory.h"
#include "base/text.h"
#include "mail/spf_term.h"

#include <stdlib.h>
#include <string.h>

enum { HOST_MOST = 300 };

static bool is_one_of(char c, const char *set)
{
    return c != '\0' && strchr(set, c) != NULL;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t skip(const char *bytes, size_t n, size_t at, const char *set)
{
    while (at < n && is_one_of(bytes[at], set)) {
        at++;
    }
    return at;
}

/* "spf", "sfp", "psf" at the offset: the offset behind it, or 0. */
static size_t read_spf(const char *bytes, size_t n, size_t at)
{
    static const char *const spellings[] = {"spf", "sfp", "psf"};

    for (size_t i = 0; i < COUNT(spellings); i++) {
        if (n - at >= 3 && text_same_nocase(bytes + at, spellings[i], 3)) {
            return at + 3;
        }
    }
    return 0;
}

/* "1", "l", "2", "1.0", " 1": the offset behind them. */
static size_t read_number(const char *bytes, size_t n, size_t at)
{
    size_t digit = skip(bytes, n, at, " ");
    size_t end = skip(bytes, n, digit, "0123456789.");

    if (digit == at && at < n && bytes[at] == 'l' && (at + 1 == n || !is_letter(bytes[at + 1]))) {
        return at + 1;
    }
    if (digit == at) {
        return end;
    }
    return end == digit + 1 && (end == n || is_one_of(bytes[end], " ;,")) ? end : at;
}

static bool has_known_term(const char *bytes, size_t n)
{
    struct spf_word word;

    for (size_t at = 0; spf_word_next(bytes, n, &at, &word);) {
        if (spf_term_is_known(bytes + word.offset, word.length)) {
            return true;
        }
    }
    return false;
}

size_t spf_version_length(const char *bytes, size_t n)
{
    size_t start = n > 0 && is_one_of(bytes[0], "vV") ? 1 : 0;
    size_t equals = skip(bytes, n, skip(bytes, n, start, " "), "=:;-");
    size_t spf = read_spf(bytes, n, skip(bytes, n, equals, " "));

    if (spf == 0 || (n >= 5 && text_same_nocase(bytes, "spf2.", 5))) {
        return 0;
    }
    size_t end = skip(bytes, n, read_number(bytes, n, spf), ";,:");
    bool marked = start > 0 && is_one_of(bytes[equals - 1], "=:;-");

    return marked || has_known_term(bytes + end, n - end) ? end : 0;
}

bool spf_word_next(const char *bytes, size_t n, size_t *at, struct spf_word *out)
{
    size_t start = skip(bytes, n, *at, " ,;");
    size_t end = start;
    bool inside = false;

    while (end < n && bytes[end] != ' ' && (inside || !is_one_of(bytes[end], ",;"))) {
        inside = bytes[end] == '{' || (inside && bytes[end] != '}');
        end++;
    }
    *out = (struct spf_word){.offset = start, .length = end - start, .separator = ' '};
    out->gap = skip(bytes, n, end, " ");
    if (out->gap < n && is_one_of(bytes[out->gap], ",;")) {
        out->separator = bytes[out->gap];
    }
    *at = end;
    return end > start;
}

struct spf_parts spf_word_parts(const char *bytes, size_t n)
{
    struct spf_parts parts = {0};
    size_t at = 0;

    if (n > 0 && is_one_of(bytes[0], "+-~?")) {
        parts.qualifier = bytes[0];
        bytes++;
        n--;
    }
    while (at < n && (is_letter(bytes[at]) || is_digit(bytes[at]) || is_one_of(bytes[at], "-_."))) {
        at++;
    }
    parts.name = bytes;
    parts.name_length = at;
    if (at < n && is_one_of(bytes[at], ":=")) {
        parts.mark = bytes[at++];
    }
    parts.rest = bytes + at;
    parts.rest_length = n - at;
    return parts;
}

/* At most two edits apart, letter case apart; short texts only. */
static size_t distance(const char *bytes, size_t n, const char *text)
{
    char *copy = mem_text_n(bytes, n);
    size_t edits = strlen(copy) == n ? text_distance(copy, text, 2) : 3;

    free(copy);
    return edits;
}

bool spf_is_nearly_include(const char *name, size_t n)
{
    return n >= 5 && n <= 9 && is_one_of(name[0], "iInN") && distance(name, n, "include") <= 2;
}

bool spf_is_nearly_host(const char *host, size_t n, const char *include)
{
    size_t length = strlen(include);
    size_t most = length >= 12 ? 2 : length >= 8 ? 1 : 0;

    if (n == 0 || n > HOST_MOST || length > HOST_MOST) {
        return false;
    }
    n -= host[n - 1] == '.';
    size_t edits = distance(host, n, include);

    return edits > 0 && edits <= most;
}
