// SPDX-License-Identifier: MIT
#include "mail/spf_fix.h"

#include "base/text.h"
#include "mail/spf_term.h"
#include "mail/spf_word.h"

#include <string.h>

/* Proposes another wording; false when the rule does not apply. */
typedef bool rule_fn(const struct spf_parts *parts, const char *include, struct buffer *out);

bool spf_fix_is_valid(const struct buffer *word)
{
    struct spf_term term;

    if (word->length == 0) {
        return false;
    }
    spf_term_read(word->bytes, word->length, 0, &term);
    bool valid = !term.bad;

    spf_term_clear(&term);
    return valid;
}

bool spf_fix_is_known(const struct buffer *word)
{
    return word->length > 0 && spf_term_is_known(word->bytes, word->length);
}

static void add_qualifier(const struct spf_parts *parts, struct buffer *out)
{
    if (parts->qualifier != 0) {
        buffer_add_byte(out, (unsigned char)parts->qualifier);
    }
}

/* qualifier, name, mark, rest. */
static void compose(const struct spf_parts *parts, const char *name, char mark, const char *rest,
                    size_t n, struct buffer *out)
{
    add_qualifier(parts, out);
    buffer_add_text(out, name);
    buffer_add_byte(out, (unsigned char)mark);
    buffer_add(out, rest, n);
}

static enum spf_mechanism mechanism_of(const struct spf_parts *parts)
{
    return spf_mechanism_from_name(parts->name, parts->name_length);
}

/* "ip4=192.0.2.1", "include=host", "redirect:host". */
static bool fix_mark(const struct spf_parts *parts, const char *include, struct buffer *out)
{
    enum spf_mechanism mechanism = mechanism_of(parts);
    char mark = mechanism == SPF_REDIRECT || mechanism == SPF_EXP ? '=' : ':';

    (void)include;
    if (mechanism == SPF_UNKNOWN || parts->mark == 0 || parts->mark == mark) {
        return false;
    }
    compose(parts, spf_mechanism_name(mechanism), mark, parts->rest, parts->rest_length, out);
    return true;
}

/* "inlcude:host", "ipv4:192.0.2.1", "ip:192.0.2.1". */
static bool fix_name(const struct spf_parts *parts, const char *include, struct buffer *out)
{
    static const struct {
        const char *written, *meant;
    } aliases[] = {{"ipv4", "ip4"}, {"ip", "ip4"}, {"ipv6", "ip6"}};
    const char *name = NULL;

    (void)include;
    if (parts->mark == 0 || mechanism_of(parts) != SPF_UNKNOWN) {
        return false;
    }
    for (size_t i = 0; i < COUNT(aliases); i++) {
        if (strlen(aliases[i].written) == parts->name_length &&
            text_same_nocase(aliases[i].written, parts->name, parts->name_length)) {
            name = aliases[i].meant;
        }
    }
    if (name == NULL && spf_is_nearly_include(parts->name, parts->name_length)) {
        name = "include";
    }
    if (name == NULL) {
        return false;
    }
    compose(parts, name, ':', parts->rest, parts->rest_length, out);
    return true;
}

/* "ip4:2001:db8::1", "a:192.0.2.1", and addresses that stand alone. */
static bool fix_family(const struct spf_parts *parts, const char *include, struct buffer *out)
{
    enum spf_mechanism mechanism = mechanism_of(parts);
    bool alone = mechanism == SPF_UNKNOWN;
    const char *bytes = alone ? parts->name : parts->rest;
    size_t n = (size_t)(parts->rest + parts->rest_length - bytes);

    (void)include;
    if (!alone && mechanism != SPF_A && mechanism != SPF_MX && mechanism != SPF_IP4 &&
        mechanism != SPF_IP6) {
        return false;
    }
    compose(parts, "ip4", ':', bytes, n, out);
    if (!spf_fix_is_known(out)) {
        buffer_reset(out);
        compose(parts, "ip6", ':', bytes, n, out);
    }
    return true;
}

/* "include:https://user@host/path" */
static bool fix_url(const struct spf_parts *parts, const char *include, struct buffer *out)
{
    enum spf_mechanism mechanism = mechanism_of(parts);
    const char *host = parts->rest;
    size_t n = parts->rest_length;
    const char *scheme = memmem(host, n, "://", 3);

    (void)include;
    if (mechanism != SPF_INCLUDE && mechanism != SPF_REDIRECT) {
        return false;
    }
    if (scheme != NULL) {
        n -= (size_t)(scheme + 3 - host);
        host = scheme + 3;
    }
    const char *at = memchr(host, '@', n);

    if (at != NULL) {
        n -= (size_t)(at + 1 - host);
        host = at + 1;
    }
    const char *slash = memchr(host, '/', n);

    n = slash == NULL ? n : (size_t)(slash - host);
    compose(parts, spf_mechanism_name(mechanism), parts->mark, host, n, out);
    return n < parts->rest_length;
}

static size_t without_digits(const char *bytes, size_t n, char out[256])
{
    size_t kept = 0;

    for (size_t i = 0; i < n && kept < 255; i++) {
        if (bytes[i] < '0' || bytes[i] > '9') {
            out[kept++] = bytes[i];
        }
    }
    out[kept] = '\0';
    return kept;
}

/* _spf1.example.com and _spf2.example.com are two hosts, not a slip of the pen. */
static bool is_numbered_sibling(const char *host, size_t n, const char *include)
{
    char a[256];
    char b[256];

    without_digits(host, n, a);
    without_digits(include, strlen(include), b);
    return text_equal_nocase(a, b);
}

/* "include:spf.exmaple.com" for ours, spf.example.com; "includespf.example.com". */
static bool fix_ours(const struct spf_parts *parts, const char *include, struct buffer *out)
{
    static const size_t name = sizeof "include" - 1;
    const char *host = parts->rest;
    size_t n = parts->rest_length;

    if (include == NULL) {
        return false;
    }
    if (parts->mark == 0 && parts->name_length > name &&
        text_same_nocase(parts->name, "include", name)) {
        host = parts->name + name;
        n = parts->name_length - name;
        compose(parts, "include", ':', host, n, out);
    } else if (mechanism_of(parts) != SPF_INCLUDE) {
        return false;
    }
    if (spf_is_nearly_host(host, n, include) && !is_numbered_sibling(host, n, include)) {
        buffer_reset(out);
        compose(parts, "include", ':', include, strlen(include), out);
    }
    return out->length > 0;
}

/* "include:include:host", "include:ip4:192.0.2.1": the last name counts. */
static bool fix_twice(const struct spf_parts *parts, const char *include, struct buffer *out)
{
    struct spf_parts inner = spf_word_parts(parts->rest, parts->rest_length);

    (void)include;
    if (parts->mark != ':' || inner.mark != ':' || inner.qualifier != 0 ||
        mechanism_of(&inner) == SPF_UNKNOWN) {
        return false;
    }
    add_qualifier(parts, out);
    buffer_add(out, parts->rest, parts->rest_length);
    return true;
}

/* "all.", "mx:", "-all:" */
static bool fix_tail(const struct spf_parts *parts, const char *include, struct buffer *out)
{
    size_t n = parts->name_length;

    (void)include;
    n -= n > 0 && parts->name[n - 1] == '.';
    if (parts->rest_length > 0 || (n == parts->name_length && parts->mark == 0)) {
        return false;
    }
    add_qualifier(parts, out);
    buffer_add(out, parts->name, n);
    return true;
}

/* What the rule makes of the word replaces it when that is a term. */
static void apply(rule_fn *rule, struct buffer *word, const char *include)
{
    struct spf_parts parts = spf_word_parts(buffer_text(word), word->length);
    struct buffer better = {0};

    if (rule(&parts, include, &better) && spf_fix_is_known(&better)) {
        buffer_clear(word);
        *word = better;
    } else {
        buffer_clear(&better);
    }
}

void spf_fix_word(struct buffer *word, const char *include)
{
    static rule_fn *const rules[] = {fix_name, fix_mark, fix_twice, fix_family,
                                     fix_tail, fix_url,  fix_ours};

    for (size_t i = 0; i < COUNT(rules); i++) {
        apply(rules[i], word, include);
    }
}
