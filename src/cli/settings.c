// SPDX-License-Identifier: MIT
#include "cli/settings.h"

#include "base/text.h"
#include "base/words.h"
#include "cli/config.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_PORT = 65535 };

/* The file's word counts before the usual folders do. */
static enum status file_gather(struct globals *globals, struct fault *fault)
{
    bool is_usual = globals_default_config(globals);
    const char *path = globals_get(globals, GLOBAL_CONFIG);
    struct fault trouble = {0};
    enum status status;

    if (!path) {
        return STATUS_OK;
    }
    status = config_read_file(globals, path, &trouble);
    if (status == STATUS_MISSING && is_usual) {
        return STATUS_OK;
    }
    if (status == STATUS_MISSING) {
        return fault_set(fault, STATUS_INVALID, "usage", "--config: %s", trouble.message);
    }
    if (status && fault) {
        *fault = trouble;
    }
    return status;
}

enum status settings_gather(struct globals *globals, struct fault *fault)
{
    enum status status;

    globals_from_environment(globals);
    status = file_gather(globals, fault);
    globals_default_data(globals);
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
