// SPDX-License-Identifier: MIT
#include "cli/global.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"

#include <stdlib.h>
#include <string.h>

// clang-format off
static const struct global_option options[] = {
    [GLOBAL_SERVER]          = {"server", "URL", "VOUCH_SERVER", true,
        N_("another engine's API instead of the engine here"), NULL},
    [GLOBAL_ACCESS_KEY]      = {"access-key", "KEY", "VOUCH_ACCESS_KEY", true,
        N_("who we are to that engine"), NULL},
    [GLOBAL_SECRET_KEY_FILE] = {"secret-key-file", "FILE", "VOUCH_SECRET_KEY_FILE", true,
        N_("the file that holds the secret key"), NULL},
    [GLOBAL_CA_FILE]         = {"ca-file", "FILE", "VOUCH_CA_FILE", true,
        N_("who may sign that engine's certificate; the system's list by default"), NULL},
    [GLOBAL_PROJECT]         = {"project", "NAME", "VOUCH_PROJECT", true,
        N_("the project to act as; \"default\" by default"), NULL},
    [GLOBAL_DATA]            = {"data", "DIR", "VOUCH_DATA", true,
        N_("the store's folder; $XDG_DATA_HOME/vouch by default"), NULL},
    [GLOBAL_CONFIG]          = {"config", "FILE", "VOUCH_CONFIG", false,
        N_("settings; $XDG_CONFIG_HOME/vouch/vouch.conf by default"), NULL},
    [GLOBAL_CHECK_CONFIG]    = {"check-config", NULL, NULL, false,
        N_("say whether the settings are right, and where they are not"), NULL},
    [GLOBAL_PRINT_CONFIG]    = {"print-config", NULL, NULL, false,
        N_("print the settings that hold, as a settings file"), NULL},
    [GLOBAL_DNS]             = {"dns", "ADDR[:PORT],...", "VOUCH_DNS", true,
        N_("resolvers; the system's by default"), setting_is_addresses},
    [GLOBAL_DNS_PORT]        = {"dns-port", "N", "VOUCH_DNS_PORT", true,
        N_("the port of authoritative servers; 53 by default"), setting_is_port},
    [GLOBAL_DNS_ALLOW]       = {"dns-allow", "CIDR,...", "VOUCH_DNS_ALLOW", true,
        N_("the only addresses that authoritative servers may have"), setting_is_ranges},
    [GLOBAL_DNS_PUBLIC]      = {"dns-public", "ADDR[:PORT],...|none", "VOUCH_DNS_PUBLIC", true,
        N_("public resolvers whose memory is shown; 1.1.1.1,8.8.8.8,9.9.9.9 by default"),
        setting_is_public},
    [GLOBAL_PROFILE]         = {"profile", "FILE", "VOUCH_PROFILE", true,
        N_("the sending service; the shipped one by default"), NULL},
    [GLOBAL_PROVIDERS]       = {"providers", "FILE", "VOUCH_PROVIDERS", true,
        N_("more DNS providers, or other words about them"), NULL},
    [GLOBAL_LANG]            = {"lang", "en|ja|ko", "VOUCH_LANG", true,
        N_("language; the locale's by default"), setting_is_language},
    [GLOBAL_THEME]           = {"theme", "NAME", "VOUCH_THEME", true, N_("the console's colours"), NULL},
    [GLOBAL_CLIPBOARD]       = {"clipboard", "auto|osc52|tmux|command|print|off", "VOUCH_CLIPBOARD",
        true,
        N_("how the console copies"), NULL},
    [GLOBAL_SCRIPT]          = {"script", "FILE", NULL, false,
        N_("replay keys in the console and save its screens"), NULL},
    [GLOBAL_JSON]            = {"json", NULL, NULL, false, N_("print JSON, one object a line"), NULL},
    [GLOBAL_PLAIN]           = {"plain", NULL, NULL, true,
        N_("print label: value lines; alone: the console line by line"), setting_is_switch},
    [GLOBAL_QUIET]           = {"quiet", NULL, NULL, false,
        N_("print nothing; the exit code says it"), NULL},
    [GLOBAL_NO_COLOR]        = {"no-color", NULL, NULL, true, N_("no colours"),
        setting_is_switch},
    [GLOBAL_ASCII]           = {"ascii", NULL, NULL, true,
        N_("no characters outside ASCII in frames and marks"), setting_is_switch},
    [GLOBAL_READ_ONLY]       = {"read-only", NULL, NULL, true, N_("change nothing"),
        setting_is_switch},
    [GLOBAL_HELP]            = {"help", NULL, NULL, false, N_("this help, or a command's"), NULL},
    [GLOBAL_VERSION]         = {"version", NULL, NULL, false,
        N_("the version; with --json also the libraries'"), NULL},
};
// clang-format on
_Static_assert(COUNT(options) == GLOBAL_COUNT, "every global option is described");

const struct global_option *global_at(enum global global)
{
    return &options[global];
}

enum global global_find(const char *name, size_t n)
{
    for (size_t i = 0; i < GLOBAL_COUNT; i++) {
        if (strlen(options[i].name) == n && memcmp(options[i].name, name, n) == 0) {
            return (enum global)i;
        }
    }
    return GLOBAL_COUNT;
}

const char *globals_get(const struct globals *globals, enum global global)
{
    return globals->values[global];
}

const char *globals_setting(const struct globals *globals, enum setting setting)
{
    return globals->settings[setting];
}

bool globals_on(const struct globals *globals, enum global global)
{
    return text_equal(globals->values[global], "yes");
}

void globals_set(struct globals *globals, enum global global, const char *value)
{
    char *copy = mem_text(value);

    free(globals->values[global]);
    globals->values[global] = copy;
}

void globals_copy(struct globals *to, const struct globals *from)
{
    for (size_t i = 0; i < GLOBAL_COUNT; i++) {
        to->values[i] = mem_text(from->values[i]);
    }
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        to->settings[i] = mem_text(from->settings[i]);
    }
}

void globals_clear(struct globals *globals)
{
    for (size_t i = 0; i < GLOBAL_COUNT; i++) {
        free(globals->values[i]);
        globals->values[i] = NULL;
    }
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        free(globals->settings[i]);
        globals->settings[i] = NULL;
    }
}

void globals_fill(struct globals *globals, enum global global, const char *value)
{
    if (!globals->values[global] && value && *value) {
        globals_set(globals, global, value);
    }
}

void globals_fill_setting(struct globals *globals, enum setting setting, const char *value)
{
    if (!globals->settings[setting] && value && *value) {
        globals->settings[setting] = mem_text(value);
    }
}

void globals_from_environment(struct globals *globals)
{
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        globals_fill_setting(globals, (enum setting)i,
                             getenv(setting_at((enum setting)i)->variable));
    }
    for (size_t i = 0; i < GLOBAL_COUNT; i++) {
        if (options[i].variable) {
            globals_fill(globals, (enum global)i, getenv(options[i].variable));
        }
    }
}

/* $variable/tail, or $HOME/home_part/tail; false when neither variable is there. */
static bool default_path(struct globals *globals, enum global global, const char *variable,
                         const char *home_part, const char *tail)
{
    const char *folder = getenv(variable), *home = getenv("HOME");
    struct buffer path = {0};

    if (folder && *folder == '/') {
        buffer_printf(&path, "%s/%s", folder, tail);
    } else if (home && *home == '/') {
        buffer_printf(&path, "%s/%s/%s", home, home_part, tail);
    } else {
        return false;
    }
    globals_fill(globals, global, path.bytes);
    buffer_clear(&path);
    return true;
}

bool globals_default_config(struct globals *globals)
{
    return !globals->values[GLOBAL_CONFIG] &&
           default_path(globals, GLOBAL_CONFIG, "XDG_CONFIG_HOME", ".config", "vouch/vouch.conf");
}

void globals_default_data(struct globals *globals)
{
    default_path(globals, GLOBAL_DATA, "XDG_DATA_HOME", ".local/share", "vouch");
}
