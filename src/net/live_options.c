// SPDX-License-Identifier: MIT
#include "base/text.h"
#include "base/words.h"
#include "net/live.h"

#include <stdio.h>
#include <string.h>

typedef bool take_fn(struct live_options *options, const char *word);

static bool take_server(struct live_options *options, const char *word)
{
    struct address server;

    if (options->server_count == LIVE_SERVERS || !address_parse_port(word, &server)) {
        return false;
    }
    options->servers[options->server_count++] = server;
    return true;
}

static bool take_range(struct live_options *options, const char *word)
{
    struct address_range range;

    if (options->allow_count == LIVE_RANGES || !address_range_parse(word, &range)) {
        return false;
    }
    options->allow[options->allow_count++] = range;
    return true;
}

static enum status read_words(const char *text, struct live_options *options, take_fn *take,
                              const char *complaint, struct fault *fault)
{
    const char *end;

    do {
        char word[ADDRESS_TEXT + 8];
        size_t n = strcspn(text, ",");

        end = text + n;
        snprintf(word, sizeof word, "%.*s", (int)(n < sizeof word ? n : sizeof word), text);
        if (!take(options, text_trim(word))) {
            return fault_set(fault, STATUS_INVALID, "invalid-address", "\"%s\": %s", word,
                             complaint);
        }
        text = end + 1;
    } while (*end == ',');
    return STATUS_OK;
}

enum status live_servers_parse(const char *text, struct live_options *options, struct fault *fault)
{
    return read_words(text, options, take_server,
                      _("this is no address of a resolver, such as 192.0.2.1 or [2001:db8::1]:53, "
                        "or there are more than six."),
                      fault);
}

enum status live_allow_parse(const char *text, struct live_options *options, struct fault *fault)
{
    return read_words(
        text, options, take_range,
        _("this is no range of addresses, such as 192.0.2.0/24, or there are more than sixteen."),
        fault);
}
