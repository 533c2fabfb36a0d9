// SPDX-License-Identifier: MIT
#pragma once
/*
 * The options that belong to no command: one table gives their spelling, their environment
 * variable, their key in vouch.conf and their help. The command line wins over the environment,
 * which wins over the file.
 */
#include "base/fault.h"

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
    GLOBAL_DNS,
    GLOBAL_DNS_PORT,
    GLOBAL_DNS_ALLOW,
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
    const char *help; /* msgid */
};

struct globals {
    char *values[GLOBAL_COUNT]; /* NULL: not said; a flag's are "yes" and "no" */
};

const struct global_option *global_at(enum global global);
/* By its name's n bytes; GLOBAL_COUNT: no such option. */
enum global global_find(const char *name, size_t n);

/* NULL: not said. Borrowed. */
const char *globals_get(const struct globals *globals, enum global global);
bool globals_on(const struct globals *globals, enum global global);
/* Replaces. */
void globals_set(struct globals *globals, enum global global, const char *value);
void globals_copy(struct globals *to, const struct globals *from); /* to is overwritten */
void globals_clear(struct globals *globals);

/* Fill in what has not been said yet. */
void globals_from_environment(struct globals *globals);
/* vouch.conf, strictly: unknown keys and bad values are refused with their place. STATUS_MISSING:
 * no such file. */
enum status globals_from_file(struct globals *globals, const char *path,
                              struct fault *fault) MUST_USE;

/* Where --config and --data point when nobody says, by XDG_CONFIG_HOME, XDG_DATA_HOME or HOME;
 * nowhere without them. True: --config is the usual one, which may be absent. */
bool globals_default_config(struct globals *globals);
void globals_default_data(struct globals *globals);
