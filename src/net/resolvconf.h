// SPDX-License-Identifier: MIT
#pragma once
/* The system's resolvers, from the text of resolv.conf(5): its nameserver lines, nothing else.
 * An interface that is named there is looked up. */
#include "net/live.h"

/* Adds at most LIVE_SERVERS; lines that are no address are passed over, as everywhere. */
void resolvconf_read(const char *text, size_t n, struct live_options *options);
