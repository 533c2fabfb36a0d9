// SPDX-License-Identifier: MIT
#pragma once
/* What a service owes the one who runs it: a log, word to the service manager, settings that are
 * read again. */
#include "cli/args.h"
#include "local/local.h"

/* Opens the log as the settings want it. */
void service_log(const struct globals *globals);
/* sd_notify(3), "READY=1": a datagram to $NOTIFY_SOCKET; nothing without one. */
void service_notify(const char *state);
/* Who is told, as the settings say; borrowed from them. */
struct local_hooks service_hooks(const struct globals *globals);
/* What `--check-config` looks at besides the settings themselves: the files of the hooks. */
enum status service_check(const struct globals *globals, struct fault *fault) MUST_USE;
/* Reads vouch.conf again. The log's level and form and the hooks hold at once; of everything else
 * that changed the log says that it waits for a restart. Settings that are not right change
 * nothing. engine: the local one. */
void service_reload(const struct args *args, struct globals *globals, struct engine *engine);
