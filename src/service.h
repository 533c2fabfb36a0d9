// SPDX-License-Identifier: MIT
#pragma once
/* What a service owes the one who runs it: a log, word to the service manager, settings that are
 * read again. */
#include "cli/args.h"
#include "local/local.h"
#include "net/live.h"
#include "server/server.h"

/* What runs, and by which words it was started. */
struct service {
    const struct args *args;
    struct globals *globals;   /* what holds; a reload changes it */
    struct engine *engine;     /* the local one */
    struct resolver *resolver; /* its own, borrowed: a live one */
    struct server *server;
};

/* Opens the log as the settings want it. */
void service_log(const struct globals *globals);
/* sd_notify(3), "READY=1": a datagram to $NOTIFY_SOCKET; nothing without one. */
void service_notify(const char *state);
/* Who is told, as the settings say; borrowed from them. */
struct local_hooks service_hooks(const struct globals *globals);
/* What `--check-config` looks at besides the settings themselves: the files of the hooks. */
enum status service_check(const struct globals *globals, struct fault *fault) MUST_USE;
/* Which resolvers are asked, and what they may ask, as the settings say. */
enum status service_resolver(const struct globals *globals, struct live_options *out,
                             struct fault *fault) MUST_USE;
/* Which public resolvers are asked what they remember, as the settings say. */
enum status service_caches(const struct globals *globals, struct local_caches *out,
                           struct fault *fault) MUST_USE;
/* A setting of a section: the option of the command, or what the environment or vouch.conf says. */
const char *service_said(const struct args *args, const struct globals *globals,
                         enum setting setting);
/* Reads vouch.conf again, and the files it names. The log, the hooks, the resolvers and the
 * certificate hold at once; of everything else that changed the log says that it waits for a
 * restart. What is not right changes nothing. */
void service_reload(const struct service *service);
