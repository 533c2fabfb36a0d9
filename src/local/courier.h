// SPDX-License-Identifier: MIT
#pragma once
/*
 * Brings what waits in the outbox to the command that was named, one message at a time, as JSON on
 * its standard input. A message is held while it is under way and gone when the command ended with
 * 0; else it is tried again, ever later, and given up at last. So it may come twice, not never.
 * Inside this floor only.
 */
#include "local/inside.h"

struct courier;

enum { COURIER_TRIES = 12, COURIER_MS = 60000, COURIER_HELD_MS = 2 * 60 * 1000 };

struct courier *courier_new(struct local *local);
void courier_free(struct courier *courier); /* NULL allowed */
