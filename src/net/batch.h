// SPDX-License-Identifier: MIT
#pragma once
/*
 * Many datagrams a system call. udns sends and receives one at a time; linked statically, its
 * sendto() and recvfrom() are ours (the linker's --wrap) and collect, between batch_begin() and
 * batch_end(), what one context sends, and hand out what came for it at once. What has one length
 * is handed over as one message that the system cuts up (UDP_SEGMENT), where it can. Linked
 * dynamically udns calls the system itself, and nothing here has an effect.
 */
#include <stdbool.h>

struct batch;

struct batch *batch_new(void);
void batch_free(struct batch *batch);
/* udns is about to work on this socket, which is connected and does not block. */
void batch_begin(struct batch *batch, int fd);
/* Sends what is left. Returns 0, or the errno with which the other end cannot be reached. */
int batch_end(struct batch *batch);
