// SPDX-License-Identifier: MIT
#pragma once
/*
 * A listening socket on the loop: a TCP port, or a Unix socket whose peers must be the user who
 * runs this, or root. Inside this floor only.
 */
#include "base/address.h"
#include "loop/loop.h"

#include <sys/socket.h>

struct door;
/* The descriptor is the callee's. */
typedef void door_fn(void *arg, int fd, const struct sockaddr *peer, socklen_t n);

/* Code "listen". */
enum status door_tcp(struct loop *loop, const struct address *address, door_fn *came, void *arg,
                     struct door **out, struct fault *fault) MUST_USE;
/* The file is made 0600; one that nobody listens on any more is replaced. Codes "listen",
 * "socket-held". */
enum status door_unix(struct loop *loop, const char *path, door_fn *came, void *arg,
                      struct door **out, struct fault *fault) MUST_USE;
/* Who comes from now on is told to arg. */
void door_aim(struct door *door, void *arg);
/* The socket file goes too. NULL allowed. */
void door_free(struct door *door);
