// SPDX-License-Identifier: MIT
#include "mail/dmarc_uri.h"

#include "base/memory.h"
#include "base/text.h"
#include "mail/dkim_tag.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Bytes that are being looked at, not ours. */
struct span {
    const char *at;
    size_t n;
};

static bool is_in(char c, const char *set)
{
    return c != '\0' && strchr(set, c) != NULL;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_alnum(char c)
{
    return is_letter(c) || (c >= '0' && c <= '9');
}

static bool is_hex(char c)
{
    return is_in(c, "0123456789abcdefABCDEF");
}

static struct span span_trim(struct span span)
{
    while (span.n > 0 && is_in(span.at[0], DMARC_BLANKS)) {
        span.at++;
        span.n--;
    }
    while (span.n > 0 && is_in(span.at[span.n - 1], DMARC_BLANKS)) {
        span.n--;
    }
    return span;
}

/* The part before c (all of it when c is not there); *after becomes what is behind c. */
static struct span span_until(struct span span, char c, struct span *after)
{
    const char *found = memchr(span.at, c, span.n);
    struct span before = {.at = span.at, .n = found ? (size_t)(found - span.at) : span.n};

    *after = (struct span){.at = span.at + before.n, .n = span.n - before.n};
    if (found) {
        after->at++;
        after->n--;
    }
    return before;
}

/* What a URI may hold besides letters and digits: #$%&'()*+-./ and some more. */
static bool is_uri_mark(char c)
{
    return (c >= '#' && c <= '/' && c != ',') || c == ':' || c == '=' || c == '?' || c == '@' ||
           c == '[' || c == ']' || c == '_' || c == '~';
}

/* Only characters a URI may hold (RFC 3986 2), and every "%" followed by two hex digits. */
static bool is_uri_text(struct span span)
{
    for (size_t i = 0; i < span.n; i++) {
        char c = span.at[i];

        if (c == '%' && (i + 2 >= span.n || !is_hex(span.at[i + 1]) || !is_hex(span.at[i + 2]))) {
            return false;
        }
        if (!is_alnum(c) && !is_uri_mark(c)) {
            return false;
        }
    }
    return span.n > 0;
}

static bool is_scheme(struct span span)
{
    for (size_t i = 1; i < span.n; i++) {
        if (!is_alnum(span.at[i]) && !is_in(span.at[i], "+-.")) {
            return false;
        }
    }
    return span.n > 0 && is_letter(span.at[0]);
}

/* A host name: labels of letters, digits and dashes. */
static bool is_host(struct span host, size_t labels_least)
{
    size_t labels = 0, length = 0;

    if (host.n > 0 && host.at[host.n - 1] == '.') {
        host.n--;
    }
    for (size_t i = 0; i <= host.n; i++) {
        if (i < host.n && host.at[i] != '.') {
            if (++length > NAME_LABEL || (!is_alnum(host.at[i]) && host.at[i] != '-')) {
                return false;
            }
        } else if (length > 0) {
            labels++;
            length = 0;
        } else {
            return false;
        }
    }
    return host.n + 2 <= NAME_WIRE && labels >= labels_least;
}

/* The address of a mailto: URI, its header fields ("?subject=...") left out. */
static bool mailto_read(struct span rest, struct span *host)
{
    struct span fields;
    struct span local = span_until(span_until(rest, '?', &fields), '@', host);

    return is_uri_text(rest) && local.n > 0 && is_host(*host, 1);
}

/* The host of "//user@host:port/path"; none when there is no authority. */
static struct span authority_host(struct span rest)
{
    struct span none = {.at = rest.at, .n = 0}, after;
    struct span authority;

    if (rest.n < 2 || memcmp(rest.at, "//", 2) != 0) {
        return none;
    }
    authority = span_until((struct span){.at = rest.at + 2, .n = rest.n - 2}, '/', &after);
    if (memchr(authority.at, '@', authority.n)) {
        span_until(authority, '@', &authority);
    }
    return span_until(authority, ':', &after);
}

static enum dmarc_uri_flaw uri_judge(struct span uri, struct span *host)
{
    struct span rest;
    struct span scheme = span_until(uri, ':', &rest);

    *host = (struct span){.at = uri.at, .n = 0};
    if (scheme.n == uri.n || !is_scheme(scheme)) {
        return DMARC_URI_NO_SCHEME;
    }
    if (scheme.n == 6 && text_starts_nocase(scheme.at, "mailto")) {
        return mailto_read(rest, host) ? DMARC_URI_NO_FLAW : DMARC_URI_BAD_MAILTO;
    }
    if (!is_uri_text(rest)) {
        return DMARC_URI_NO_SCHEME;
    }
    *host = authority_host(rest);
    return DMARC_URI_NO_MAILTO;
}

/* "10m", "500": RFC 7489 6.4, which let no more be said. */
static bool is_size(struct span size)
{
    size_t digits = 0;

    while (digits < size.n && size.at[digits] >= '0' && size.at[digits] <= '9') {
        digits++;
    }
    size = span_trim((struct span){.at = size.at + digits, .n = size.n - digits});
    return digits > 0 && (size.n == 0 || (size.n == 1 && is_in(size.at[0], "kmgtKMGT")));
}

/* Both texts, made safe, in one piece of memory. */
static void texts_keep(struct dmarc_uri *out, struct span uri, struct span host)
{
    struct buffer texts = {0};
    size_t behind;

    buffer_reserve(&texts, uri.n + 1 + host.n);
    text_safe(&texts, uri.at, uri.n);
    buffer_add_byte(&texts, '\0');
    behind = texts.length;
    text_safe(&texts, host.at, host.n);
    out->text = buffer_take(&texts);
    out->host = out->text + behind;
    text_lower(out->host);
}

enum dmarc_uri_flaw dmarc_uri_read(const char *item, size_t n, struct dmarc_uri *out)
{
    struct span size, host;
    struct span uri = span_until(span_trim((struct span){.at = item, .n = n}), '!', &size);
    bool sized = uri.at + uri.n != item + n && uri.at[uri.n] == '!';
    enum dmarc_uri_flaw flaw;

    uri = span_trim(uri);
    flaw = uri_judge(uri, &host);
    texts_keep(out, uri, host);
    out->valid = flaw == DMARC_URI_NO_FLAW || flaw == DMARC_URI_NO_MAILTO;
    if (sized && out->valid) {
        flaw = is_size(span_trim(size)) ? DMARC_URI_HAS_SIZE : DMARC_URI_BAD_SIZE;
        out->valid = flaw == DMARC_URI_HAS_SIZE;
    }
    return flaw;
}

/* The address is what stands around the "@", up to characters no address has. */
void dmarc_uri_hint(const char *item, size_t n, char *to, size_t size)
{
    const char *at = memchr(item, '@', n);
    const char *from = at, *end = at;

    to[0] = '\0';
    while (from && from > item && !is_in(from[-1], " \t:/=<,;\"'")) {
        from--;
    }
    while (end && end < item + n && !is_in(*end, " \t!>,;?\"'")) {
        end++;
    }
    if (at && from < at && is_host((struct span){.at = at + 1, .n = (size_t)(end - at) - 1}, 2) &&
        is_uri_text((struct span){.at = from, .n = (size_t)(end - from)})) {
        snprintf(to, size, "mailto:%.*s", (int)(end - from), from);
    }
}

void dmarc_uri_clear(struct dmarc_uri *uri)
{
    free(uri->text);
    *uri = (struct dmarc_uri){0};
}
