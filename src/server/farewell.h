// SPDX-License-Identifier: MIT
#pragma once
/*
 * Connections that ended with an answer before all of the request was read. Closed at once, what
 * the other side is still sending would make its system throw the answer away (RFC 9112, 9.6): so
 * only our direction is closed, and what still comes is read and dropped, for a while.
 */
#include "loop/loop.h"

struct farewell;

struct farewell *farewell_new(struct loop *loop);
/* Keeps a copy of the descriptor, whose owner closes it. The longest there makes room. */
void farewell_add(struct farewell *farewell, int fd);
void farewell_free(struct farewell *farewell); /* NULL allowed */
