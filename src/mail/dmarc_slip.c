// SPDX-License-Identifier: MIT
#include "mail/dmarc_slip.h"

#include "base/text.h"
#include "mail/dkim_tag.h"

#include <string.h>

enum { HEAD_MOST = 24, SLIPS_MOST = 2 };

static const char version[] = "v=DMARC1";

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

bool dmarc_tag_begins(const char *bytes, size_t n)
{
    while (n > 0 && is_blank(bytes[0])) {
        bytes++;
        n--;
    }
    for (enum dmarc_tag tag = 0; tag < DMARC_TAG_COUNT; tag++) {
        size_t length = strlen(dmarc_tag_name(tag)), i = length;

        if (n <= length || !text_starts_nocase(bytes, dmarc_tag_name(tag))) {
            continue;
        }
        while (i < n && is_blank(bytes[i])) {
            i++;
        }
        if (i < n && bytes[i] == '=') {
            return true;
        }
    }
    return false;
}

/* How far the version reaches: up to a separator, or to a blank in front of the next tag. */
static size_t head_length(const char *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (bytes[i] == ';' || bytes[i] == ',' || bytes[i] == '|') {
            return i;
        }
        if (is_blank(bytes[i]) && i > 0 && dmarc_tag_begins(bytes + i, n - i)) {
            return i;
        }
    }
    return n;
}

/* The first n bytes without blanks, up to the second blank run's start when first_word; false when
 * that is too long. */
static bool head_squeeze(const char *bytes, size_t n, char out[HEAD_MOST])
{
    size_t length = 0;

    for (size_t i = 0; i < n; i++) {
        if (is_blank(bytes[i])) {
            continue;
        }
        if (length + 1 == HEAD_MOST || bytes[i] == '\0') {
            return false;
        }
        out[length++] = bytes[i];
    }
    out[length] = '\0';
    return true;
}

static bool is_nearly_version(const char *bytes, size_t n)
{
    char head[HEAD_MOST];

    return head_squeeze(bytes, n, head) && text_distance(head, version, SLIPS_MOST) <= SLIPS_MOST;
}

static size_t word_length(const char *bytes, size_t n)
{
    size_t i = 0;

    while (i < n && !is_blank(bytes[i])) {
        i++;
    }
    return i;
}

bool dmarc_version_slip(const char *bytes, size_t n, char start[DMARC_SLIP_PART])
{
    size_t head = head_length(bytes, n);
    char separator[2];

    if (dmarc_is_record(bytes, n) || dmarc_separator_slip(bytes, n, separator)) {
        return false;
    }
    if (!is_nearly_version(bytes, head) && !is_nearly_version(bytes, word_length(bytes, head))) {
        return false;
    }
    if (start) {
        text_safe_copy(start, DMARC_SLIP_PART, bytes, head);
    }
    return true;
}

bool dmarc_separator_slip(const char *bytes, size_t n, char separator[2])
{
    size_t at = strlen(version);

    if (n <= at || !text_starts_nocase(bytes, "v=") ||
        memcmp(bytes + 2, version + 2, at - 2) != 0) {
        return false;
    }
    while (at < n && is_blank(bytes[at])) {
        at++;
    }
    separator[0] = at < n && memchr(",:|.", bytes[at], 4) ? bytes[at] : ' ';
    separator[1] = '\0';
    at += separator[0] == ' ' ? 0 : 1;
    return (separator[0] != ' ' || is_blank(bytes[at - 1])) && dmarc_tag_begins(bytes + at, n - at);
}

enum txt_kind dmarc_foreign(const char *bytes, size_t n)
{
    enum txt_kind kind = txt_kind_of(bytes, n);

    return kind == TXT_KIND_DMARC ? TXT_KIND_OTHER : kind;
}
