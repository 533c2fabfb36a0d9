// SPDX-License-Identifier: MIT
#include "base/address.h"
#include "base/text.h"
#include "base/words.h"
#include "dns/name.h"
#include "dns/name_idna.h"

#include <string.h>

enum { TYPED_MAX = 2048 };

/* White space that people paste along: ideographic and no-break spaces, zero-width marks, the byte
 * order mark. */
static const char *const blanks[] = {
    " ",      "\t",     "\r",     "\n",     "\v",     "\f",     "\u3000",
    "\u00a0", "\u200b", "\u200e", "\u200f", "\u2060", "\ufeff",
};

static size_t blank_at(const char *text)
{
    for (size_t i = 0; i < COUNT(blanks); i++) {
        if (text_starts(text, blanks[i])) {
            return strlen(blanks[i]);
        }
    }
    return 0;
}

static size_t blank_before(const char *text, size_t end)
{
    for (size_t i = 0; i < COUNT(blanks); i++) {
        size_t n = strlen(blanks[i]);

        if (end >= n && memcmp(text + end - n, blanks[i], n) == 0) {
            return n;
        }
    }
    return 0;
}

static char *trim(char *text)
{
    size_t end;
    size_t n;

    while ((n = blank_at(text)) > 0) {
        text += n;
    }
    end = strlen(text);
    while ((n = blank_before(text, end)) > 0) {
        end -= n;
    }
    text[end] = '\0';
    return text;
}

/* "Some Body <a@example.com>": what is inside the brackets. */
static char *strip_brackets(char *text)
{
    char *open = strchr(text, '<');
    char *close = open ? strchr(open, '>') : NULL;

    if (!close) {
        return text;
    }
    *close = '\0';
    return open + 1;
}

static char *strip_scheme(char *text)
{
    char *scheme = strstr(text, "://");

    if (scheme) {
        return scheme + 3;
    }
    return text_starts_nocase(text, "mailto:") ? text + 7 : text;
}

static char *strip_user(char *text)
{
    char *at = strrchr(text, '@');

    return at ? at + 1 : text;
}

/* ":443"; an IPv6 address keeps its colons, to be refused as what it is. */
static void strip_port(char *text)
{
    char *colon = strrchr(text, ':');

    if (colon && colon == strchr(text, ':') &&
        strspn(colon + 1, "0123456789") == strlen(colon + 1)) {
        *colon = '\0';
    }
}

static char *strip_typed(char *text)
{
    text = strip_scheme(strip_brackets(trim(text)));
    text[strcspn(text, "/?#\\")] = '\0';
    text = trim(strip_user(text));
    strip_port(text);
    return trim(text);
}

/* why is a sentence of its own, so that the name stands before it in every language. */
static enum status refuse(struct fault *fault, const char *typed, const char *why)
{
    char safe[160];

    text_safe_copy(safe, sizeof safe, typed, strlen(typed));
    fault_set(fault, STATUS_INVALID, "invalid-name", "\"%s\": %s", safe, why);
    fault_detail(fault, "name", safe);
    return STATUS_INVALID;
}

static bool is_address(const char *text)
{
    char bare[ADDRESS_TEXT];
    struct address address;

    if (text[0] == '[') {
        text_copy(bare, sizeof bare, text + 1);
        bare[strcspn(bare, "]")] = '\0';
        text = bare;
    }
    return address_parse(text, &address);
}

static bool has_a_label(const char *text)
{
    for (; *text; text++) {
        if (text_starts_nocase(text, "xn--")) {
            return true;
        }
    }
    return false;
}

/* A name's letters as ASCII; pure ASCII without A-labels is left alone, since UTS 46 refuses names
 * that DNS has. */
static bool to_ascii(const char *text, struct buffer *out)
{
    if (text_is_ascii(text, strlen(text)) && !has_a_label(text)) {
        buffer_add_text(out, text);
        return true;
    }
    return text_is_utf8(text, strlen(text)) && idna_to_ascii(text, out);
}

/* What a host name may not be (RFC 952, RFC 1123 2.1), NULL: nothing wrong. */
static const char *label_complaint(const uint8_t *label, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        uint8_t c = label[i];

        if (c == '_') {
            return N_("a domain name has no underscore; type the domain itself, not the host of a "
                      "record.");
        }
        if (c == ' ') {
            return N_("there is a space inside the name.");
        }
        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-') {
            return N_("there is a character that a domain name cannot have.");
        }
    }
    if (label[0] == '-' || label[n - 1] == '-') {
        return N_("a part of the name begins or ends with a hyphen.");
    }
    return NULL;
}

static bool is_numeric(const uint8_t *label, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (label[i] < '0' || label[i] > '9') {
            return false;
        }
    }
    return true;
}

static const char *host_complaint(const struct name *name)
{
    const uint8_t *label = NULL;
    size_t n = 0;

    for (size_t i = 0; i < name->labels; i++) {
        const char *complaint;

        label = name_label(name, i, &n);
        complaint = label_complaint(label, n);
        if (complaint) {
            return complaint;
        }
    }
    if (name->labels < 2) {
        return N_("a domain has at least two parts, such as example.com.");
    }
    if (is_numeric(label, n)) {
        return N_("a domain name does not end in a number.");
    }
    return NULL;
}

/* Why name_from_bytes() refused this ASCII text. */
static const char *shape_complaint(const char *ascii)
{
    if (ascii[0] == '.' || strstr(ascii, "..")) {
        return N_("there is nothing between two dots.");
    }
    return N_("a part has at most 63 characters, and a name at most 253.");
}

static enum status name_from_typed(const char *typed, struct name *out, struct fault *fault)
{
    enum status status = STATUS_OK;
    struct buffer ascii = {0};
    const char *complaint = NULL;
    struct name name;

    if (typed[0] == '\0') {
        status = fault_set(fault, STATUS_INVALID, "invalid-name", "%s",
                           _("type a domain name, such as example.com."));
    } else if (is_address(typed)) {
        status = refuse(fault, typed, _("this is an IP address, not a domain name."));
    } else if (!to_ascii(typed, &ascii)) {
        status = refuse(fault, typed, _("this is not a valid international domain name."));
    } else if (!name_from_bytes(buffer_text(&ascii), ascii.length, &name)) {
        status = refuse(fault, typed, _(shape_complaint(buffer_text(&ascii))));
    } else if ((complaint = host_complaint(&name))) {
        status = refuse(fault, typed, _(complaint));
    } else {
        *out = name;
    }
    buffer_clear(&ascii);
    return status;
}

/* What nearly every name is: in lower case, in ASCII, nothing around it, no IP address. */
static bool name_from_plain(const char *text, struct name *out)
{
    size_t n = strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-.");
    struct name name;

    if (n == 0 || text[n] != '\0' || text[n - 1] < 'a' || strstr(text, "xn--") ||
        !name_from_bytes(text, n, &name) || host_complaint(&name)) {
        return false;
    }
    *out = name;
    return true;
}

enum status name_from_user(const char *text, struct name *out, struct fault *fault)
{
    char typed[TYPED_MAX];

    if (name_from_plain(text, out)) {
        return STATUS_OK;
    }
    if (!text_copy(typed, sizeof typed, text)) {
        return refuse(fault, text, _("a part has at most 63 characters, and a name at most 253."));
    }
    return name_from_typed(strip_typed(typed), out, fault);
}
