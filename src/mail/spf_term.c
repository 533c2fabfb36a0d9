// SPDX-License-Identifier: MIT
#include "mail/spf_term.h"

#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "mail/spf_macro.h"

#include <stdlib.h>
#include <string.h>

enum { BITS4 = 32, BITS6 = 128 };

/* Reads what follows the colon or equals sign; returns what is wrong with it. */
typedef const char *argument_fn(const char *bytes, size_t n, struct spf_term *term);

static argument_fn read_domain, read_ip4, read_ip6;

enum argument { ARGUMENT_NONE, ARGUMENT_MAY, ARGUMENT_MUST };

struct form {
    const char *name;
    bool modifier;
    enum argument argument;
    bool dual; /* may end in /ip4-length//ip6-length */
    argument_fn *read;
};

// clang-format off
static const struct form forms[] = {
    [SPF_UNKNOWN]  = { "unknown",  false, ARGUMENT_NONE, false, NULL        },
    [SPF_ALL]      = { "all",      false, ARGUMENT_NONE, false, NULL        },
    [SPF_INCLUDE]  = { "include",  false, ARGUMENT_MUST, false, read_domain },
    [SPF_A]        = { "a",        false, ARGUMENT_MAY,  true,  read_domain },
    [SPF_MX]       = { "mx",       false, ARGUMENT_MAY,  true,  read_domain },
    [SPF_PTR]      = { "ptr",      false, ARGUMENT_MAY,  false, read_domain },
    [SPF_IP4]      = { "ip4",      false, ARGUMENT_MUST, false, read_ip4    },
    [SPF_IP6]      = { "ip6",      false, ARGUMENT_MUST, false, read_ip6    },
    [SPF_EXISTS]   = { "exists",   false, ARGUMENT_MUST, false, read_domain },
    [SPF_REDIRECT] = { "redirect", true,  ARGUMENT_MUST, false, read_domain },
    [SPF_EXP]      = { "exp",      true,  ARGUMENT_MUST, false, read_domain },
};
// clang-format on
_Static_assert(COUNT(forms) == SPF_MECHANISM_COUNT, "every mechanism has a form");

const char *spf_mechanism_name(enum spf_mechanism mechanism)
{
    return forms[mechanism].name;
}

bool spf_mechanism_needs_argument(enum spf_mechanism mechanism)
{
    return forms[mechanism].argument == ARGUMENT_MUST;
}

enum spf_mechanism spf_mechanism_from_name(const char *bytes, size_t n)
{
    for (size_t i = SPF_UNKNOWN + 1; i < COUNT(forms); i++) {
        if (strlen(forms[i].name) == n && text_same_nocase(forms[i].name, bytes, n)) {
            return (enum spf_mechanism)i;
        }
    }
    return SPF_UNKNOWN;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The digits of a prefix length: no leading zero, at most `most`. */
static const char *read_length(const char *bytes, size_t n, int most, int *out)
{
    int length = 0;

    if (n == 0 || n > 3 || (n > 1 && bytes[0] == '0')) {
        return N_("the prefix length is not a plain number");
    }
    for (size_t i = 0; i < n; i++) {
        if (!is_digit(bytes[i])) {
            return N_("the prefix length is not a plain number");
        }
        length = length * 10 + (bytes[i] - '0');
    }
    if (length > most) {
        return most == BITS4 ? N_("an IPv4 prefix length is at most 32")
                             : N_("an IPv6 prefix length is at most 128");
    }
    *out = length;
    return NULL;
}

/* Where the prefix lengths of a, mx begin: at the first slash of a tail of slashes and digits. No
 * top-level label holds a slash, so nothing of the name is lost. */
static size_t find_dual(const char *bytes, size_t n)
{
    size_t at = n;
    size_t slash = n;

    while (at > 0 && (is_digit(bytes[at - 1]) || bytes[at - 1] == '/')) {
        at--;
        slash = bytes[at] == '/' ? at : slash;
    }
    return slash;
}

/* "/24", "//64", "/24//64" (RFC 7208 5.6 dual-cidr-length). */
static const char *read_dual(const char *bytes, size_t n, struct spf_term *term)
{
    const char *six = n > 0 ? memmem(bytes, n, "//", 2) : NULL;
    size_t four = six == NULL ? n : (size_t)(six - bytes);
    const char *problem = NULL;

    if (four > 0) {
        problem = read_length(bytes + 1, four - 1, BITS4, &term->prefix4);
    }
    if (problem == NULL && six != NULL) {
        problem = read_length(six + 2, n - four - 2, BITS6, &term->prefix6);
    }
    return problem;
}

static const char *read_domain(const char *bytes, size_t n, struct spf_term *term)
{
    const char *problem = spf_domain_problem(bytes, n);

    if (problem == NULL) {
        term->domain_spec = bytes; /* until texts_keep() */
        term->domain_spec_length = n;
        term->has_macro = spf_macro_needs_sender(bytes, n);
    }
    return problem;
}

static bool read_address(const char *bytes, size_t n, enum address_family family,
                         struct address *out)
{
    char text[ADDRESS_TEXT];

    if (n >= sizeof text || memchr(bytes, '\0', n) != NULL) {
        return false;
    }
    memcpy(text, bytes, n);
    text[n] = '\0';
    return address_parse(text, out) && out->family == family;
}

static const char *read_ip(const char *bytes, size_t n, enum address_family family,
                           struct spf_term *term)
{
    const char *slash = n > 0 ? memchr(bytes, '/', n) : NULL;
    size_t length = slash == NULL ? n : (size_t)(slash - bytes);
    bool four = family == ADDRESS_IP4;

    if (!read_address(bytes, length, family, &term->address)) {
        return four ? N_("this is not an IPv4 address") : N_("this is not an IPv6 address");
    }
    if (slash == NULL) {
        return NULL;
    }
    return read_length(slash + 1, n - length - 1, four ? BITS4 : BITS6,
                       four ? &term->prefix4 : &term->prefix6);
}

static const char *read_ip4(const char *bytes, size_t n, struct spf_term *term)
{
    return read_ip(bytes, n, ADDRESS_IP4, term);
}

static const char *read_ip6(const char *bytes, size_t n, struct spf_term *term)
{
    return read_ip(bytes, n, ADDRESS_IP6, term);
}

/* bytes: what follows a mechanism's name. */
static const char *read_rest(const struct form *form, const char *bytes, size_t n,
                             struct spf_term *term)
{
    if (form->argument == ARGUMENT_NONE && n > 0) {
        return N_("nothing may follow this mechanism");
    }
    if (form->dual) {
        size_t end = find_dual(bytes, n);
        const char *problem = read_dual(bytes + end, n - end, term);

        if (problem != NULL) {
            return problem;
        }
        n = end;
    }
    if (n == 0) {
        return form->argument == ARGUMENT_MUST ? N_("the part after ':' is missing") : NULL;
    }
    return bytes[0] == ':' ? form->read(bytes + 1, n - 1, term)
                           : N_("this mechanism takes no prefix length");
}

/* RFC 7208 12 name: a letter, then letters, digits, '-', '_', '.'. */
static size_t name_length(const char *bytes, size_t n)
{
    size_t at = 0;

    while (at < n && (is_alpha(bytes[at]) ||
                      (at > 0 && (is_digit(bytes[at]) ||
                                  (bytes[at] != '\0' && strchr("-_.", bytes[at]) != NULL))))) {
        at++;
    }
    return at;
}

static const char *read_modifier(const char *bytes, size_t n, size_t name, struct spf_term *term)
{
    enum spf_mechanism known = spf_mechanism_from_name(bytes, name);
    const char *value = bytes + name + 1;

    term->modifier = true;
    if (term->qualifier != 0) {
        return N_("'+', '-', '~' and '?' stand before mechanisms only");
    }
    if (!forms[known].modifier) {
        return spf_macro_problem(value, n - name - 1, SPF_IN_NAME);
    }
    term->mechanism = known;
    return read_domain(value, n - name - 1, term);
}

static const char *read_mechanism(const char *bytes, size_t n, size_t name, struct spf_term *term)
{
    enum spf_mechanism known = spf_mechanism_from_name(bytes, name);

    if (known == SPF_UNKNOWN) {
        return N_("there is no such mechanism");
    }
    if (forms[known].modifier) {
        return N_("redirect and exp take '=', not ':'");
    }
    term->mechanism = known;
    term->qualifier = term->qualifier == 0 ? '+' : term->qualifier;
    return read_rest(&forms[known], bytes + name, n - name, term);
}

static void mark_bad(struct spf_term *term, const char *problem)
{
    term->bad = true;
    term->problem = problem;
    term->mechanism = SPF_UNKNOWN;
}

/* What was borrowed becomes the term's own, in one piece of memory. */
static void texts_keep(struct spf_term *term, const char *bytes, size_t n)
{
    const char *spec = term->domain_spec;
    size_t room = spec ? term->domain_spec_length + 1 : 0;
    struct buffer safe = {0};
    char *place;

    if (text_plain_run(bytes, n) < n) {
        text_safe(&safe, bytes, n);
        bytes = buffer_text(&safe);
        n = safe.length;
    }
    term->text = mem_resize(NULL, n + 1 + room, 1);
    memcpy(term->text, bytes, n);
    term->text[n] = '\0';
    if (spec) {
        place = memcpy(term->text + n + 1, spec, room - 1);
        place[room - 1] = '\0';
        term->domain_spec = place;
    }
    buffer_clear(&safe);
}

void spf_term_read(const char *bytes, size_t n, size_t offset, struct spf_term *out)
{
    const char *whole = bytes, *problem;
    size_t length = n;

    *out = (struct spf_term){.offset = offset, .prefix4 = BITS4, .prefix6 = BITS6};
    if (strchr("+-~?", bytes[0]) != NULL && bytes[0] != '\0') {
        out->qualifier = bytes[0];
        bytes++;
        n--;
    }
    size_t name = name_length(bytes, n);

    if (name > 0 && name < n && bytes[name] == '=') {
        problem = read_modifier(bytes, n, name, out);
    } else {
        problem = read_mechanism(bytes, n, name, out);
    }
    if (problem != NULL) {
        mark_bad(out, problem);
    }
    texts_keep(out, whole, length);
}

void spf_term_clear(struct spf_term *term)
{
    free(term->text);
    *term = (struct spf_term){0};
}

bool spf_term_is_known(const char *bytes, size_t n)
{
    struct spf_term term;

    spf_term_read(bytes, n, 0, &term);
    bool known = !term.bad && term.mechanism != SPF_UNKNOWN;

    spf_term_clear(&term);
    return known;
}
