// SPDX-License-Identifier: MIT
#include "ui/record.h"

#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "domain/lifecycle.h"
#include "ui/app.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SHORT_TAIL = 6, MINUTE = 60, HOUR = 3600, DURATION_TEXT = 32 };

static enum record first_in(const struct domain *domain, enum state state)
{
    for (int record = 0; record < RECORD_COUNT; record++) {
        if (record_state(domain, (enum record)record) == state) {
            return (enum record)record;
        }
    }
    return RECORD_COUNT;
}

enum record record_needed(const struct domain *domain)
{
    static const enum state order[] = {STATE_LOST,     STATE_FAILED,     STATE_WAITING,
                                       STATE_VERIFIED, STATE_UNVERIFIED, STATE_STOPPED};

    for (size_t i = 0; i < COUNT(order); i++) {
        enum record record = first_in(domain, order[i]);

        if (record == RECORD_TOKEN && order[i] == STATE_VERIFIED) {
            record =
                first_in(domain, STATE_UNVERIFIED); /* an owned domain goes on with the next one */
        }
        if (record != RECORD_COUNT) {
            return record;
        }
    }
    return RECORD_TOKEN;
}

static const struct name *known_zone(const struct check_result *seen)
{
    return seen && seen->zone.length > 0 ? &seen->zone : NULL;
}

bool record_wanted(const struct app *app, enum record record, struct requirement *out)
{
    const struct domain *domain = app_domain(app);
    const struct check_result *seen;
    struct requirement_list list;
    bool found = false;

    if (!domain || record >= RECORD_COUNT) {
        return false;
    }
    seen = look_seen(&app->look, domain->name);
    requirement_list_make(domain, known_zone(seen), &list);
    for (size_t i = 0; i < list.count && !found; i++) {
        found = list.items[i].record == record && list.items[i].value;
        if (found) {
            *out = list.items[i];
            list.items[i].value = NULL;
        }
    }
    requirement_list_clear(&list);
    if (found && record == RECORD_SPF && seen && seen->fix) {
        free(out->value);
        out->value = mem_text(seen->fix);
    }
    return found;
}

const struct provider *record_provider(const struct app *app)
{
    const struct domain *domain = app_domain(app);
    const struct check_result *seen = domain ? look_seen(&app->look, domain->name) : NULL;

    if (*app->subject.provider) {
        return provider_by_id(app->options->providers, app->subject.provider);
    }
    return seen && *seen->providers[0] ? provider_by_id(app->options->providers, seen->providers[0])
                                       : NULL;
}

const char *record_provider_name(const struct app *app)
{
    const struct provider *provider = record_provider(app);

    return provider ? provider_name(provider) : _("your DNS provider");
}

void record_host(const struct app *app, const struct requirement *requirement, char out[NAME_TEXT])
{
    const struct provider *provider = record_provider(app);
    const struct check_result *seen = look_seen(&app->look, app_domain(app)->name);
    struct name name, zone;

    text_copy(out, NAME_TEXT, requirement->host);
    if (name_parse(requirement->name, &name) && name_parse(app_domain(app)->name, &zone)) {
        provider_host_text(provider, &name, known_zone(seen) ? known_zone(seen) : &zone, out);
    }
}

static void duration_text(unsigned seconds, char out[DURATION_TEXT])
{
    if (seconds < MINUTE) {
        snprintf(out, DURATION_TEXT, _("%u s"), seconds);
    } else if (seconds < HOUR) {
        snprintf(out, DURATION_TEXT, _("%u min"), seconds / MINUTE);
    } else {
        snprintf(out, DURATION_TEXT, _("%u h"), seconds / HOUR);
    }
}

void record_speed(const struct provider *provider, struct buffer *out)
{
    char usual[DURATION_TEXT], worst[DURATION_TEXT];

    duration_text(provider->publish_usual, usual);
    duration_text(provider->publish_worst, worst);
    buffer_printf(out, _("%s to %s is normal"), usual, worst);
}

void record_short(const char *value, size_t cells, struct buffer *out)
{
    size_t n = strlen(value), used = 0, head;

    if (text_cells(value) <= cells || cells < SHORT_TAIL + 4) {
        buffer_add_text(out, value);
        return;
    }
    head = text_fit(value, cells - SHORT_TAIL - 2, &used);
    buffer_add(out, value, head);
    buffer_printf(out, "..%s", value + n - SHORT_TAIL); /* values to shorten are ASCII */
}
