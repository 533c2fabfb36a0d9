// SPDX-License-Identifier: MIT
#include "mail/txt_kind.h"

#include "base/text.h"

#include <stdbool.h>
#include <string.h>

// clang-format off
static const char *const kind_names[] = {
    [TXT_KIND_OTHER] = "TXT",         [TXT_KIND_SPF] = "SPF",         [TXT_KIND_DKIM] = "DKIM",
    [TXT_KIND_DMARC] = "DMARC",       [TXT_KIND_MTA_STS] = "MTA-STS", [TXT_KIND_TLS_RPT] = "TLS-RPT",
    [TXT_KIND_BIMI] = "BIMI",         [TXT_KIND_TOKEN] = "token",
};

/* How each begins, without the last digit of its version, which people get wrong. */
static const struct {
    const char *start;
    enum txt_kind kind;
} starts[] = {
    { "v=spf",     TXT_KIND_SPF     }, { "spf2.",    TXT_KIND_SPF     }, { "v=dkim",  TXT_KIND_DKIM },
    { "k=rsa",     TXT_KIND_DKIM    }, { "k=ed2551", TXT_KIND_DKIM    }, { "p=MI",    TXT_KIND_DKIM },
    { "v=dmarc",   TXT_KIND_DMARC   }, { "v=sts",    TXT_KIND_MTA_STS }, { "v=bimi",  TXT_KIND_BIMI },
    { "v=tlsrpt",  TXT_KIND_TLS_RPT },
};
// clang-format on
_Static_assert(COUNT(kind_names) == TXT_KIND_COUNT, "every kind has a name");

static bool is_token_name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c != '\0' && strchr("-_.", c) != NULL);
}

/* name=value with nothing else: tags of one letter belong to tag-lists, and base64 ends in "=". */
static bool is_token(const char *bytes, size_t n)
{
    size_t name = 0;

    while (name < n && is_token_name_char(bytes[name])) {
        name++;
    }
    if (name < 2 || n - name < 2 || bytes[name] != '=' || bytes[name + 1] == '=') {
        return false;
    }
    for (size_t i = name + 1; i < n; i++) {
        if (bytes[i] <= ' ' || bytes[i] == ';') {
            return false;
        }
    }
    return true;
}

enum txt_kind txt_kind_of(const char *bytes, size_t n)
{
    while (n > 0 && (bytes[0] == ' ' || bytes[0] == '\t' || bytes[0] == '"')) {
        bytes++;
        n--;
    }
    while (n > 0 && (bytes[n - 1] == ' ' || bytes[n - 1] == '"')) {
        n--;
    }
    for (size_t i = 0; i < COUNT(starts); i++) {
        size_t length = strlen(starts[i].start);

        if (n >= length && text_starts_nocase(bytes, starts[i].start)) {
            return starts[i].kind;
        }
    }
    return is_token(bytes, n) ? TXT_KIND_TOKEN : TXT_KIND_OTHER;
}

const char *txt_kind_name(enum txt_kind kind)
{
    return kind_names[kind];
}
