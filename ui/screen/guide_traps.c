// SPDX-License-Identifier: MIT
#include "ui/screen/guide_traps.h"

#include "base/text.h"
#include "base/words.h"
#include "ui/app.h"
#include "ui/record.h"

#include <stdlib.h>
#include <string.h>

/* The zone that the panel shows, or the domain while it is not known. */
static void zone_text(const struct app *app, char out[NAME_TEXT])
{
    const struct check_result *seen = look_seen(&app->look, app->subject.domain->name);

    text_copy(out, NAME_TEXT, app->subject.domain->name);
    if (seen && seen->zone.length > 0) {
        name_text(&seen->zone, out);
    }
}

/* What the three fields of a row want. */
static void add_fields(const struct app *app, const struct provider *provider, struct telling *out)
{
    // clang-format off
    static const char *const values[] = {
        [PROVIDER_VALUE_ONE_LINE] = N_("no space before the first letter; no quotes needed"),
        [PROVIDER_VALUE_TWO_STRINGS] = N_("no space before the first letter; in double quotes"),
        [PROVIDER_VALUE_BIND] = N_("as in a zone file, in double quotes"),
    };
    // clang-format on
    char zone[NAME_TEXT];

    zone_text(app, zone);
    if (provider->host == PROVIDER_HOST_RELATIVE) {
        telling_printf(out, _("Host"), _("do NOT write .%s; %s adds it"), zone,
                       provider_name(provider));
    } else {
        telling_add(out, _("Host"), _("the whole name, with a dot at the end"));
    }
    if (provider->apex == PROVIDER_APEX_AT) {
        telling_printf(out, _("Apex"), _("@ is %s itself"), zone);
    } else if (provider->apex == PROVIDER_APEX_EMPTY) {
        telling_printf(out, _("Apex"), _("leave the host empty for %s itself"), zone);
    } else {
        telling_printf(out, _("Apex"), _("type %s for the domain itself"), zone);
    }
    telling_add(out, _("Value"), _(values[provider->value]));
}

static void add_long(const struct app *app, const struct provider *provider, struct telling *out)
{
    struct requirement wanted;

    if (!record_wanted(app, RECORD_DKIM, &wanted)) {
        return;
    }
    if (provider->value == PROVIDER_VALUE_ONE_LINE) {
        telling_printf(out, _("Long TXT"),
                       _("paste the %zu characters as one line; refused? form 2 (s, 2)"),
                       strlen(wanted.value));
    } else if (provider->value == PROVIDER_VALUE_TWO_STRINGS) {
        telling_printf(out, _("Long TXT"),
                       _("%zu characters: two strings in quotes, form 2 (s, 2)"),
                       strlen(wanted.value));
    } else {
        telling_printf(out, _("Long TXT"), _("%zu characters: the BIND line, form 3 (s, 3)"),
                       strlen(wanted.value));
    }
    free(wanted.value);
}

static void add_speed(const struct app *app, const struct provider *provider, struct telling *out)
{
    const struct check_result *seen = look_seen(&app->look, app->subject.domain->name);
    struct buffer text = {0};

    record_speed(provider, &text);
    if (seen && seen->negative_ttl > 0) {
        buffer_printf(&text, _("; missing names are remembered %u s"), seen->negative_ttl);
    }
    telling_add(out, _("Speed"), buffer_text(&text));
    buffer_clear(&text);
}

/* What the lines about the fields have said already. */
static bool is_said(const char *trap)
{
    static const char *const said[] = {"double-zone", "leading-space",   "no-quotes", "dot-at-end",
                                       "apex-empty",  "quotes-required", "record-set"};

    for (size_t i = 0; i < COUNT(said); i++) {
        if (text_equal(trap, said[i])) {
            return true;
        }
    }
    return false;
}

void guide_traps(const struct app *app, struct telling *out)
{
    const struct provider *provider = record_provider(app);
    bool first = true;

    if (!provider) {
        telling_add(out, _("Apex"), _("@ is the domain itself; some panels want the field empty"));
        telling_add(out, _("Host"),
                    _("most panels add the domain themselves: do not type it again"));
        telling_add(out, _("Value"),
                    _("no space before the first letter; quotes only where the panel wants them"));
        return;
    }
    add_fields(app, provider, out);
    add_long(app, provider, out);
    telling_add(out, _("Save"), provider->save ? _(provider->save) : _("save when you are done"));
    add_speed(app, provider, out);
    if (provider->record_set) {
        telling_add(out, _("Set"),
                    _("all TXT values of a name are one entry there: add a line to it"));
    }
    for (size_t i = 0; i < provider->trap_count; i++) {
        if (!is_said(provider->traps[i])) {
            telling_add(out, first ? _("Mind") : "", provider_trap_text(provider->traps[i]));
            first = false;
        }
    }
}
