// SPDX-License-Identifier: MIT
#pragma once
/* Who is told of what was verified or lost, as the settings say, and who brings it there. Inside
 * this floor only. */
#include "local/inside.h"
#include "store/outbox.h"

struct hooks;

/* Messages are brought when the engine does its work by itself; else they wait for one that does.
 */
enum status hooks_new(struct local *local, const struct local_hooks *wanted, struct hooks **out,
                      struct fault *fault) MUST_USE;
/* Others from now on; what is under way goes on. On failure nothing changes. */
enum status hooks_set(struct hooks *hooks, const struct local_hooks *wanted,
                      struct fault *fault) MUST_USE;
void hooks_stop(struct hooks *hooks); /* nothing is brought any more; NULL allowed */
void hooks_free(struct hooks *hooks); /* NULL allowed */
bool hooks_has(const struct hooks *hooks, enum outbox_target target);
