// SPDX-License-Identifier: MIT
#pragma once
/*
 * What the message line of the list says about the row under the cursor: the worst that was found,
 * and the keys that help where something failed. Pure; the caller gives
 * the language by base/words.h.
 */
#include "base/buffer.h"
#include "domain/domain.h"

/* Keys are only told where they fit into `room` cells. Nothing is added where there is nothing to
 * say. */
void list_message(const struct domain *domain, int room, struct buffer *out);
