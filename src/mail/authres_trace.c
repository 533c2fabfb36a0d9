// SPDX-License-Identifier: MIT
#include "mail/authres_trace.h"

#include "base/status.h"
#include "base/text.h"
#include "dns/name.h"
#include "mail/authres_scan.h"

#include <string.h>

enum { FAMILY_NAMES = 5 };

// clang-format off
/* Operators whose hosts and authserv-ids stand under several names. */
static const char *const families[][FAMILY_NAMES] = {
    { "google.com", "googlemail.com", "gmail.com" },
    { "outlook.com", "office365.com", "exchangelabs.com", "hotmail.com", "microsoft.com" },
    { "icloud.com", "apple.com", "me.com", "mac.com" },
    { "yahoo.com", "yahoodns.net", "aol.com" },
    { "naver.com", "navercorp.com", "worksmobile.com", "ncloud.com" },
    { "kakao.com", "daum.net", "hanmail.net" },
    { "messagingengine.com", "fastmail.com" },
};
/* Names nobody has on the internet: a receiver's inner hosts. */
static const char *const inner[] = { "internal", "local", "localdomain", "lan" };
// clang-format on

/* The word behind `keyword`, once. */
static void read_host(struct authres_scan *scan, char host[AUTHRES_HOST])
{
    struct buffer word = {0};

    if (authres_scan_skip(scan) && authres_scan_word(scan, "", &word) && host[0] == '\0') {
        text_safe_copy(host, AUTHRES_HOST, buffer_text(&word), word.length);
        text_lower(host);
    }
    buffer_clear(&word);
}

/* "from A (...) by B (...) with C ...; date" */
void authres_trace_add(struct authres_trace *trace, const char *body, size_t n)
{
    struct authres_scan scan = {.at = body, .end = body + n};
    struct buffer word = {0};
    size_t hop = trace->count++;

    while (hop < AUTHRES_HOPS && authres_scan_skip(&scan) && !authres_scan_ended(&scan) &&
           !authres_scan_is_at(&scan, ';')) {
        buffer_reset(&word);
        if (!authres_scan_word(&scan, "", &word)) {
            break;
        }
        if (text_equal_nocase(buffer_text(&word), "from")) {
            read_host(&scan, trace->hops[hop].from);
        } else if (text_equal_nocase(buffer_text(&word), "by")) {
            read_host(&scan, trace->hops[hop].by);
        }
    }
    buffer_clear(&word);
    buffer_clear(&scan.comment);
}

/* An address literal, a bare host name or an inner one says nothing about who it is. */
static bool is_telling(const char *host)
{
    const char *top = strrchr(host, '.');

    if (!top || strpbrk(host, ":[") || (top[1] >= '0' && top[1] <= '9')) {
        return false;
    }
    for (size_t i = 0; i < COUNT(inner); i++) {
        if (text_equal_nocase(top + 1, inner[i])) {
            return false;
        }
    }
    return true;
}

/* The last two labels, or three below what looks like co.kr or com.au. */
static bool operator_name(const char *host, struct name *out)
{
    size_t top, second, labels = 2;
    struct name name;

    if (!name_parse(host, &name)) {
        return false;
    }
    if (name.labels > 2) {
        name_label(&name, name.labels - 1u, &top);
        name_label(&name, name.labels - 2u, &second);
        labels = top == 2 && second <= 3 ? 3 : 2;
    }
    name_suffix(&name, labels, out);
    return true;
}

static bool is_family(const char *const names[FAMILY_NAMES], const struct name *operator)
{
    char text[NAME_TEXT];

    name_text(operator, text);
    for (size_t i = 0; i < FAMILY_NAMES && names[i]; i++) {
        if (text_equal(text, names[i])) {
            return true;
        }
    }
    return false;
}

bool authres_same_operator(const char *a, const char *b)
{
    struct name a_name, b_name;

    if (!operator_name(a, &a_name) || !operator_name(b, &b_name)) {
        return false;
    }
    for (size_t i = 0; i < COUNT(families); i++) {
        if (is_family(families[i], &a_name) && is_family(families[i], &b_name)) {
            return true;
        }
    }
    return name_equal(&a_name, &b_name);
}

/* Whoever wrote the topmost line is the receiver, whatever it calls itself. */
static bool is_own(const struct authres_trace *trace, const char *host, const char *const *own,
                   size_t n)
{
    bool mine = !is_telling(host) || authres_same_operator(host, trace->hops[0].by);

    for (size_t i = 0; i < n && !mine; i++) {
        mine = authres_same_operator(host, own[i]);
    }
    return mine;
}

bool authres_trace_is_foreign(const struct authres_trace *trace, const char *const *own, size_t n)
{
    bool came_in = false;

    for (size_t i = 0; i < trace->count; i++) {
        if (i == AUTHRES_HOPS || came_in || !is_own(trace, trace->hops[i].by, own, n)) {
            return true;
        }
        came_in = !is_own(trace, trace->hops[i].from, own, n);
    }
    return false;
}
