// SPDX-License-Identifier: MIT
#pragma once
/*
 * One question over TCP (RFC 7766): connect, two bytes of length and the query, the same for the
 * reply, close. Bounded: 65,535 bytes, and three seconds for all of it, so that a server that drips
 * is cut off.
 */
#include "base/address.h"
#include "loop/loop.h"

#include <stddef.h>

enum { TCP_MS = 3000, TCP_HURRY_MS = 1000 };

struct tcp;
/* Called once, later. bytes NULL: no whole reply came. The reply is borrowed for the call. */
typedef void tcp_done_fn(void *arg, const uint8_t *bytes, size_t n);

/* query is copied; at most PACKET_QUERY bytes. */
struct tcp *tcp_ask(struct loop *loop, const struct address *server, const uint8_t *query, size_t n,
                    tcp_done_fn *done, void *arg);
/* Gives it TCP_HURRY_MS from now, not more: where the one before it was waited for in vain. */
void tcp_hurry(struct tcp *tcp);
void tcp_cancel(struct tcp *tcp); /* done is not called; NULL allowed */
