// SPDX-License-Identifier: MIT
#pragma once
/*
 * The options that belong to no command: one table gives their spelling, their environment
 * variable, their key in vouch.conf and their help. The command line wins over the environment,
 * which wins over the file.
 */
#include "base/fault.h"
#include "cli/setting.h"

#include <stdbool.h>
#include <stddef.h>

enum global {
    GLOBAL_SERVER,
    GLOBAL_ACCESS_KEY,
    GLOBAL_SECRET_KEY_FILE,
    GLOBAL_CA_FILE,
    GLOBAL_PROJECT,
    GLOBAL_DATA,
    GLOBAL_CONFIG,
    GLOBAL_CHECK_CONFIG,
    GLOBAL_PRINT_CONFIG,
    GLOBAL_DNS,
    GLOBAL_DNS_PORT,
    GLOBAL_DNS_ALLOW,
    GLOBAL_DNS_PUBLIC,
    GLOBAL_PROFILE,
    GLOBAL_PROVIDERS,
    GLOBAL_LANG,
    GLOBAL_THEME,
    GLOBAL_CLIPBOARD,
    GLOBAL_SCRIPT,
    GLOBAL_JSON,
    GLOBAL_PLAIN,
    GLOBAL_QUIET,
    GLOBAL_NO_COLOR,
    GLOBAL_ASCII,
    GLOBAL_READ_ONLY,
    GLOBAL_HELP,
    GLOBAL_VERSION,
    GLOBAL_COUNT
};

struct global_option {
    const char *name;     /* without the dashes; also its key in the file */
    const char *value;    /* how the help calls the value; NULL: a flag */
    const char *variable; /* of the environment; NULL: none */
    bool in_file;
    const char *help;        /* msgid */
    setting_check_fn *check; /* of a value in the file; NULL: any will do */
};

struct globals {
    char *values[GLOBAL_COUNT];    /* NULL: not said; a flag's are "yes" and "no" */
    char *settings[SETTING_COUNT]; /* NULL: not said */
};

const struct global_option *global_at(enum global global);
/* By its name's n bytes; GLOBAL_COUNT: no such option. */
enum global global_find(const char *name, size_t n);

/* NULL: not said. Borrowed. */
const char *globals_get(const struct globals *globals, enum global global);
bool globals_on(const struct globals *globals, enum global global);
/* Replaces. */
void globals_set(struct globals *globals, enum global global, const char *value);
/* The same for what stands in a section. */
const char *globals_setting(const struct globals *globals, enum setting setting);
void globals_copy(struct globals *to, const struct globals *from); /* to is overwritten */
void globals_clear(struct globals *globals);

/* Fill in what has not been said yet. */
void globals_from_environment(struct globals *globals);
void globals_fill(struct globals *globals, enum global global, const char *value);
void globals_fill_setting(struct globals *globals, enum setting setting, const char *value);

/* Where --config and --data point when nobody says, by XDG_CONFIG_HOME, XDG_DATA_HOME or HOME;
 * nowhere without them. True: --config is the usual one, which may be absent. */
bool globals_default_config(struct globals *globals);
void globals_default_data(struct globals *globals);
