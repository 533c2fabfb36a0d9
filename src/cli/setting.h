// SPDX-License-Identifier: MIT
#pragma once
/*
 * What vouch.conf says in its sections: how `serve` listens, what is logged, who is told. They are
 * no global options: the command that uses one may have an option of that name, which wins over the
 * environment, which wins over the file.
 */
#include "base/status.h"

enum setting {
    SETTING_LISTEN,
    SETTING_SOCKET,
    SETTING_TLS_CERT,
    SETTING_TLS_KEY,
    SETTING_LOG_LEVEL,
    SETTING_LOG_FORMAT,
    SETTING_HOOK_COMMAND,
    SETTING_HOOK_URL,
    SETTING_HOOK_SECRET_FILE,
    SETTING_COUNT
};

/* What a value must be, as a msgid, when it is not right; NULL: it is. */
typedef const char *setting_check_fn(const char *value);

struct setting_row {
    const char *section, *name;
    const char *value;    /* how the example calls it */
    const char *variable; /* of the environment */
    setting_check_fn *check;
    const char *help; /* msgid */
};

const struct setting_row *setting_at(enum setting setting);
/* SETTING_COUNT: no such setting. */
enum setting setting_find(const char *section, const char *name);

setting_check_fn setting_is_port, setting_is_addresses, setting_is_ranges, setting_is_public,
    setting_is_language, setting_is_listen, setting_is_path, setting_is_url, setting_is_level,
    setting_is_format, setting_is_switch;
