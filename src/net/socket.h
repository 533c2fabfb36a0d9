// SPDX-License-Identifier: MIT
#pragma once
/* The system's form of an address. */
#include "base/address.h"

#include <sys/socket.h>

/* Fills *out and returns its length; port 0 becomes 53. */
socklen_t socket_address(const struct address *address, struct sockaddr_storage *out);
