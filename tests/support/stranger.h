// SPDX-License-Identifier: MIT
#pragma once
/* The other end of a wire, for tests that play a server themselves: a loopback socket in the same
 * process. */
#include "base/address.h"

#include <stddef.h>
#include <sys/socket.h>
#include <sys/types.h>

struct stranger {
    int fd;
    struct address address;       /* 127.0.0.1 and its port */
    struct sockaddr_storage peer; /* of the last datagram */
    socklen_t peer_length;
};

/* kind: SOCK_STREAM (listening) or SOCK_DGRAM. */
void stranger_open(struct stranger *stranger, int kind);
void stranger_close(struct stranger *stranger); /* the port is closed then; twice does no harm */
int stranger_accept(struct stranger *stranger);
/* The next datagram, 0 when none has come; remembers its sender. */
size_t stranger_hear(struct stranger *stranger, void *bytes, size_t size);
/* To the last sender. */
void stranger_say(struct stranger *stranger, const void *bytes, size_t n);
