// SPDX-License-Identifier: MIT
#pragma once
/*
 * Brings what waits in the outbox for one target there, one message at a time. A message is held
 * while it is under way and gone when it has arrived; else it is tried again, ever later, and given
 * up at last, which the log says. So it may come twice, not never. Inside this floor only.
 */
#include "local/inside.h"
#include "store/outbox.h"

struct courier;
struct porter;

enum { COURIER_TRIES = 12, COURIER_HELD_MS = 2 * 60 * 1000 };

/* Brings nothing until courier_use(). */
struct courier *courier_new(struct local *local, enum outbox_target target);
/* From the next message on. porter is taken; NULL: what is in the outbox stays there. */
void courier_use(struct courier *courier, struct porter *porter);
void courier_free(struct courier *courier); /* NULL allowed */
