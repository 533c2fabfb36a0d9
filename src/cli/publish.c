// SPDX-License-Identifier: MIT
#include "cli/publish.h"

#include "base/text.h"
#include "base/words.h"
#include "dns/zone.h"

#include <string.h>

/* One record in one format; value is never NULL. */
struct publication {
    const struct reply_records *records;
    const struct requirement *needed;
    const struct provider_book *providers;
};

typedef void publish_fn(const struct publication *what, struct buffer *out);

static void publish_one_line(const struct publication *what, struct buffer *out)
{
    buffer_printf(out, "%s\tTXT\t%s\n", what->needed->name, what->needed->value);
}

static void publish_strings(const struct publication *what, struct buffer *out)
{
    buffer_printf(out, "%s\tTXT\t", what->needed->name);
    zone_txt_strings(out, what->needed->value);
    buffer_add_byte(out, '\n');
}

static void publish_bind(const struct publication *what, struct buffer *out)
{
    zone_txt_line(out, what->needed->host, PUBLISH_TTL, what->needed->value);
    buffer_add_byte(out, '\n');
}

static void publish_nslookup(const struct publication *what, struct buffer *out)
{
    buffer_printf(out, "nslookup -type=TXT %s\n", what->needed->name);
}

static void label_put(struct buffer *out, const char *label, const char *value)
{
    if (value && *value) {
        buffer_printf(out, "%s: %s\n", label, value);
    }
}

static void value_put(struct buffer *out, enum provider_value form, const char *value)
{
    buffer_printf(out, "%s: ", _("Value"));
    if (form == PROVIDER_VALUE_ONE_LINE) {
        buffer_add_text(out, value);
    } else {
        zone_txt_strings(out, value);
    }
    buffer_add_byte(out, '\n');
}

static void host_put(struct buffer *out, const struct provider *provider,
                     const struct publication *what)
{
    struct name name, zone;
    char host[NAME_TEXT];

    if (name_parse(what->needed->name, &name) && name_parse(publish_zone(what->records), &zone)) {
        provider_host_text(provider, &name, &zone, host);
        label_put(out, _("Host"), *host ? host : _("(leave empty)"));
    }
}

static const struct provider *provider_nth(const struct publication *what, size_t i)
{
    return provider_by_id(what->providers, what->records->providers[i]);
}

/* One of several that share their servers' names cannot be told from the other: the first one's
 * forms are shown. */
static void publish_provider(const struct publication *what, struct buffer *out)
{
    const struct provider *provider = provider_nth(what, 0);
    unsigned ttl = provider && provider->ttl ? provider->ttl : PUBLISH_TTL;

    buffer_add_byte(out, '\n');
    if (provider) {
        host_put(out, provider, what);
    } else {
        label_put(out, _("Host"), what->needed->host);
    }
    label_put(out, _("Type"), "TXT");
    buffer_printf(out, "%s: %u\n", _("TTL"), ttl);
    value_put(out, provider ? provider->value : PROVIDER_VALUE_ONE_LINE, what->needed->value);
}

/* What to do with all of them there, and what goes wrong there. */
static void provider_begin(const struct publication *what, struct buffer *out)
{
    label_put(out, _("Zone"), publish_zone(what->records));
    if (!provider_nth(what, 0)) {
        label_put(out, _("Provider"), _("not known"));
    }
    for (size_t i = 0; i < COUNT(what->records->providers); i++) {
        const struct provider *provider = provider_nth(what, i);

        if (provider) {
            label_put(out, _("Provider"), provider_name(provider));
            label_put(out, _("Then"), provider->save ? _(provider->save) : NULL);
            for (size_t at = 0; at < provider->trap_count; at++) {
                label_put(out, _("Mind"), provider_trap_text(provider->traps[at]));
            }
        }
    }
}

static void bind_begin(const struct publication *what, struct buffer *out)
{
    buffer_printf(out, "$ORIGIN %s.\n", publish_zone(what->records));
}

// clang-format off
static const struct { const char *word; publish_fn *begin, *publish; } formats[] = {
    [PUBLISH_ONE_LINE] = {"one-line", NULL, publish_one_line},
    [PUBLISH_STRINGS]  = {"strings", NULL, publish_strings},
    [PUBLISH_BIND]     = {"bind", bind_begin, publish_bind},
    [PUBLISH_NSLOOKUP] = {"nslookup", NULL, publish_nslookup},
    [PUBLISH_PROVIDER] = {"provider", provider_begin, publish_provider},
};
// clang-format on
_Static_assert(COUNT(formats) == PUBLISH_FORMAT_COUNT, "every format is described");

enum publish_format publish_format_parse(const char *word)
{
    for (size_t i = 0; i < COUNT(formats); i++) {
        if (text_equal(word, formats[i].word)) {
            return (enum publish_format)i;
        }
    }
    return PUBLISH_FORMAT_COUNT;
}

const char *publish_zone(const struct reply_records *records)
{
    return records->zone[0] ? records->zone : records->domain->name;
}

void publish_begin(enum publish_format format, const struct reply_records *records,
                   const struct provider_book *providers, struct buffer *out)
{
    const struct publication what = {records, NULL, providers};

    if (formats[format].begin) {
        formats[format].begin(&what, out);
    }
}

void publish_record(enum publish_format format, const struct reply_records *records, size_t i,
                    const struct provider_book *providers, struct buffer *out)
{
    const struct publication what = {records, &records->list.items[i], providers};

    if (what.needed->value) {
        formats[format].publish(&what, out);
    }
}
