// SPDX-License-Identifier: MIT
#pragma once
/*
 * What the message line of the list says about the row under the cursor: the worst that was found,
 * which domains are marked, and the keys that help where something failed. Pure; the caller gives
 * the language by base/words.h.
 */
#include "base/buffer.h"
#include "domain/domain.h"
#include "ui/marks.h"

/* Marks and keys are only told where they fit into `room` cells. marks may be NULL: they are not
 * told. Nothing is added where there is nothing to say. */
void list_message(const struct domain *domain, const struct marks *marks, int room,
                  struct buffer *out);
