// SPDX-License-Identifier: MIT
#pragma once
/* `vouch serve`: the engine over HTTP until SIGTERM or SIGINT; SIGHUP reads vouch.conf again. */
#include "service.h"

/* The exit code. service: all but its server, which is made here. */
int serve_run(struct service *service, struct loop *loop, const struct clock *clock);
