// SPDX-License-Identifier: MIT
#include "net/socket.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

enum { DNS_PORT = 53 };

socklen_t socket_address(const struct address *address, struct sockaddr_storage *out)
{
    struct sockaddr_in *ip4 = (struct sockaddr_in *)out;
    struct sockaddr_in6 *ip6 = (struct sockaddr_in6 *)out;
    uint16_t port = htons(address->port ? address->port : DNS_PORT);

    memset(out, 0, sizeof *out);
    if (address->family == ADDRESS_IP4) {
        ip4->sin_family = AF_INET;
        ip4->sin_port = port;
        memcpy(&ip4->sin_addr, address->bytes, 4);
        return sizeof *ip4;
    }
    ip6->sin6_family = AF_INET6;
    ip6->sin6_port = port;
    ip6->sin6_scope_id = address->scope;
    memcpy(&ip6->sin6_addr, address->bytes, 16);
    return sizeof *ip6;
}
