// SPDX-License-Identifier: MIT
#include "cli/settings.h"

#include "base/text.h"
#include "base/words.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_PORT = 65535 };

enum status settings_gather(struct globals *globals, struct fault *fault)
{
    struct fault missing = {0};
    bool is_default;
    enum status status;

    globals_from_environment(globals);
    globals_default_folders(globals, &is_default);
    if (!globals_get(globals, GLOBAL_CONFIG)) {
        return STATUS_OK;
    }
    status = globals_from_file(globals, globals_get(globals, GLOBAL_CONFIG), &missing);
    if (status == STATUS_OK || (status == STATUS_MISSING && is_default)) {
        return STATUS_OK;
    }
    if (fault) {
        *fault = missing;
    }
    return status;
}

enum status settings_language(const struct globals *globals, struct fault *fault)
{
    const char *lang = globals_get(globals, GLOBAL_LANG);

    if (!words_open(lang)) {
        return fault_set(fault, STATUS_INVALID, "usage",
                         _("there is no language \"%s\"; there are en, ja and ko"), lang);
    }
    return STATUS_OK;
}

enum status settings_clock(struct clock *clock, struct fault *fault)
{
    const char *text = getenv("VOUCH_CLOCK");

    *clock = (struct clock){0};
    return text && *text ? clock_parse(text, &clock->fixed_ms, fault) : STATUS_OK;
}

enum status settings_port(const struct globals *globals, uint16_t *port, struct fault *fault)
{
    const char *text = globals_get(globals, GLOBAL_DNS_PORT);
    unsigned long number = text ? strtoul(text, NULL, 10) : 0;

    if (text && (strspn(text, "0123456789") != strlen(text) || number < 1 || number > MOST_PORT)) {
        return fault_set(fault, STATUS_INVALID, "usage",
                         _("--dns-port is a number from 1 to 65535, not \"%s\""), text);
    }
    *port = (uint16_t)number;
    return STATUS_OK;
}
