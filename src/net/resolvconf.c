// SPDX-License-Identifier: MIT
#include "net/resolvconf.h"

#include "base/text.h"

#include <net/if.h>
#include <string.h>

enum { LINE_MOST = 256 };

/* "192.0.2.1", or "fe80::1%eth0": what is link-local is behind one interface (RFC 4007 11). */
static bool read_address(char *text, struct address *out)
{
    char *zone = strchr(text, '%');

    if (!zone) {
        return address_parse(text, out);
    }
    *zone++ = '\0';
    if (!address_parse(text, out) || !address_is_link_local(out)) {
        return false;
    }
    out->scope = if_nametoindex(zone);
    return out->scope != 0;
}

static void read_line(char *line, struct live_options *options)
{
    static const char word[] = "nameserver";
    char *value;

    line = text_trim(line);
    if (!text_starts(line, word)) {
        return;
    }
    value = line + sizeof word - 1;
    if (*value != ' ' && *value != '\t') {
        return;
    }
    value = text_trim(value);
    value[strcspn(value, " \t#;")] = '\0';
    if (options->server_count < LIVE_SERVERS &&
        read_address(value, &options->servers[options->server_count])) {
        options->server_count++;
    }
}

void resolvconf_read(const char *text, size_t n, struct live_options *options)
{
    const char *end = text + n;

    while (text < end) {
        const char *stop = memchr(text, '\n', (size_t)(end - text));
        size_t length = (size_t)((stop ? stop : end) - text);
        char line[LINE_MOST];

        if (length < sizeof line && !memchr(text, '\0', length)) {
            memcpy(line, text, length);
            line[length] = '\0';
            read_line(line, options);
        }
        text += length + 1;
    }
}
