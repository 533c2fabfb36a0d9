// SPDX-License-Identifier: MIT
#pragma once
/* A DNS server of tests/support for one test program: started as a child, on a loopback address,
 * ended with it. */
#include <stdint.h>
#include <sys/types.h>

struct dns_server {
    pid_t pid;
    int leash; /* the child ends when this is closed */
    uint16_t port;
};

/* argv[0] is python3's script. Fails the running test when it does not start. */
void dns_server_start(struct dns_server *server, const char *const argv[]);
void dns_server_stop(struct dns_server *server);
