// SPDX-License-Identifier: MIT
#include "base/url.h"

#include "base/address.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_URL = 2048, MOST_HOST = 253, MOST_PORT = 65535, MOST_DIGITS = 5 };

bool url_is_loopback(const char *host)
{
    struct address address;
    struct address_range here;
    char bare[64];

    if (!text_copy(bare, sizeof bare, host[0] == '[' ? host + 1 : host)) {
        return false;
    }
    bare[strcspn(bare, "]")] = '\0';
    if (text_equal_nocase(bare, "localhost")) {
        return true;
    }
    return address_parse(bare, &address) &&
           address_range_parse(address.family == ADDRESS_IP4 ? "127.0.0.0/8" : "::1/128", &here) &&
           address_in(&address, &here);
}

static bool is_path(const char *text)
{
    for (; *text; text++) {
        if (*text <= ' ' || *text > '~' || strchr("#\"<>\\^`{|}", *text)) {
            return false;
        }
    }
    return true;
}

/* How long the host is at the beginning of text; 0: there is none. */
static size_t host_length(const char *text)
{
    static const char letters[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.";
    struct address address;
    char bare[64];
    size_t n;

    if (text[0] != '[') {
        n = strspn(text, letters);
        return text[0] == '.' || text[0] == '-' ? 0 : n;
    }
    n = strcspn(text, "]");
    if (!text[n] || n >= sizeof bare) {
        return 0;
    }
    memcpy(bare, text + 1, n - 1);
    bare[n - 1] = '\0';
    return address_parse(bare, &address) && address.family == ADDRESS_IP6 ? n + 1 : 0;
}

/* ":1" to ":65535", or nothing. */
static bool is_port(const char *text, size_t n)
{
    size_t digits = n > 0 ? strspn(text + 1, "0123456789") : 0;
    long number = digits > 0 ? strtol(text + 1, NULL, 10) : 0;

    return n == 0 || (*text == ':' && digits + 1 == n && digits <= MOST_DIGITS && number >= 1 &&
                      number <= MOST_PORT);
}

bool url_is_safe(const char *text)
{
    bool is_tls = text_starts(text, "https://");
    const char *rest = text + (is_tls ? strlen("https://") : strlen("http://"));
    char host[MOST_HOST + 1];
    size_t n, all;

    if ((!is_tls && !text_starts(text, "http://")) || strlen(text) > MOST_URL) {
        return false;
    }
    n = host_length(rest);
    all = strcspn(rest, "/?");
    if (n == 0 || n > MOST_HOST || n > all || !is_port(rest + n, all - n) || !is_path(rest + all)) {
        return false;
    }
    memcpy(host, rest, n);
    host[n] = '\0';
    return is_tls || url_is_loopback(host);
}
