// SPDX-License-Identifier: MIT
#include "cli/setting.h"

#include "base/address.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/url.h"
#include "base/words.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_PORT = 65535 };

// clang-format off
static const struct setting_row rows[] = {
    [SETTING_LISTEN] = {"serve", "listen", "ADDRESS[:PORT]", "VOUCH_LISTEN", setting_is_listen,
        N_("where `vouch serve` listens; 127.0.0.1:8425 by default")},
    [SETTING_SOCKET] = {"serve", "socket", "PATH", "VOUCH_SOCKET", setting_is_path,
        N_("a Unix socket besides vouch.sock in the store's folder")},
    [SETTING_TLS_CERT] = {"serve", "tls-cert", "FILE", "VOUCH_TLS_CERT", setting_is_path,
        N_("the certificate chain to speak TLS with, in PEM")},
    [SETTING_TLS_KEY] = {"serve", "tls-key", "FILE", "VOUCH_TLS_KEY", setting_is_path,
        N_("the certificate's private key, in PEM")},
    [SETTING_LOG_LEVEL] = {"log", "level", "error|warn|info|debug", "VOUCH_LOG_LEVEL",
        setting_is_level,
        N_("what `vouch serve` logs; \"info\" by default")},
    [SETTING_LOG_FORMAT] = {"log", "format", "text|json", "VOUCH_LOG_FORMAT", setting_is_format,
        N_("how it looks on standard error: key=value or JSON; \"text\" by default")},
    [SETTING_HOOK_COMMAND] = {"hooks", "command", "WORDS", "VOUCH_HOOK_COMMAND", setting_is_path,
        N_("started when a record is verified or lost: JSON on its standard input, no shell")},
    [SETTING_HOOK_URL] = {"hooks", "url", "https://...", "VOUCH_HOOK_URL", setting_is_url,
        N_("gets the same JSON by POST, signed; http:// to this machine only; --ca-file holds here, too")},
    [SETTING_HOOK_SECRET_FILE] = {"hooks", "secret-file", "FILE", "VOUCH_HOOK_SECRET_FILE", setting_is_path,
        N_("the secret that it is signed with, 16 characters or more; nobody else may read the file")},
};
// clang-format on
_Static_assert(COUNT(rows) == SETTING_COUNT, "every setting is described");

const struct setting_row *setting_at(enum setting setting)
{
    return &rows[setting];
}

enum setting setting_find(const char *section, const char *name)
{
    enum setting at = 0;

    while (at < SETTING_COUNT &&
           !(text_equal(rows[at].section, section) && text_equal(rows[at].name, name))) {
        at++;
    }
    return at;
}

const char *setting_is_port(const char *value)
{
    unsigned long number = strtoul(value, NULL, 10);
    bool right = *value && strspn(value, "0123456789") == strlen(value) && number >= 1 &&
                 number <= MOST_PORT;

    return right ? NULL : N_("a number from 1 to 65535");
}

static bool is_address(const char *word)
{
    struct address address;

    return address_parse_port(word, &address);
}

static bool is_range(const char *word)
{
    struct address_range range;

    return address_range_parse(word, &range);
}

/* Every piece between the commas, blanks around it left out. */
static bool all_are(const char *value, bool is(const char *word))
{
    char *copy = mem_text(value), *rest = copy, *word;
    bool right = true;

    while (right && (word = strsep(&rest, ",")) != NULL) {
        right = is(text_trim(word));
    }
    free(copy);
    return right;
}

const char *setting_is_addresses(const char *value)
{
    return all_are(value, is_address) ? NULL
                                      : N_("addresses such as 192.0.2.53 or [2001:db8::53]:53");
}

const char *setting_is_ranges(const char *value)
{
    return all_are(value, is_range) ? NULL : N_("ranges such as 192.0.2.0/24 or 2001:db8::/32");
}

const char *setting_is_public(const char *value)
{
    return text_equal(value, "none") || all_are(value, is_address)
               ? NULL
               : N_("addresses such as 192.0.2.53 or [2001:db8::53]:53, or none");
}

const char *setting_is_listen(const char *value)
{
    return is_address(value) ? NULL : N_("an address such as 127.0.0.1:8425 or [::1]:8425");
}

const char *setting_is_path(const char *value)
{
    return *value == '/' ? NULL : N_("a path that begins with /");
}

const char *setting_is_url(const char *value)
{
    return url_is_safe(value) ? NULL : N_("https://..., or http:// to this machine");
}

static const char *one_of(const char *value, const char *const *words, const char *wanted)
{
    for (; *words; words++) {
        if (text_equal(*words, value)) {
            return NULL;
        }
    }
    return wanted;
}

const char *setting_is_language(const char *value)
{
    static const char *const words[] = {"en", "ja", "ko", NULL};

    return one_of(value, words, N_("en, ja or ko"));
}

const char *setting_is_level(const char *value)
{
    enum log_level level;

    return log_level_find(value, &level) ? NULL : N_("error, warn, info or debug");
}

const char *setting_is_format(const char *value)
{
    static const char *const words[] = {"text", "json", NULL};

    return one_of(value, words, N_("text or json"));
}

const char *setting_is_switch(const char *value)
{
    static const char *const words[] = {"yes", "no", NULL};

    return one_of(value, words, N_("yes or no"));
}
