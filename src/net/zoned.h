// SPDX-License-Identifier: MIT
#pragma once
/* A resolver that answers from a zone (dns/zone.h), in the next turn: for tests and the demo. */
#include "dns/zone.h"
#include "loop/loop.h"
#include "net/resolver.h"

struct resolver *zoned_resolver_new(struct loop *loop,
                                    const struct zone *zone); /* zone is borrowed */
