// SPDX-License-Identifier: MIT
#include "engine/event.h"

#include "base/status.h"

// clang-format off
static const char *const words[] = {
    [EVENT_DOMAIN_ADDED]   = "domain-added",
    [EVENT_DOMAIN_CHANGED] = "domain-changed",
    [EVENT_DOMAIN_GONE]    = "domain-gone",
    [EVENT_SHARED_IN]      = "shared-in",
    [EVENT_SHARED_OUT]     = "shared-out",
    [EVENT_RESYNC]         = "resync",
    [EVENT_KEY_READY]      = "key-ready",
    [EVENT_JOB_CHANGED]    = "job-changed",
    [EVENT_OFFLINE]        = "offline",
};
// clang-format on
_Static_assert(COUNT(words) == EVENT_KIND_COUNT, "every event has a word");

const char *event_kind_word(enum event_kind kind)
{
    return words[kind];
}
