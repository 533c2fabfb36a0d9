// SPDX-License-Identifier: MIT
#pragma once
/* IP addresses, ports and CIDR ranges: parsed strictly, printed canonically (RFC 5952). Pure; no
 * names are resolved. */
#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum address_family { ADDRESS_NONE, ADDRESS_IP4, ADDRESS_IP6 };

struct address {
    enum address_family family;
    uint32_t scope;    /* index of the interface behind which a link-local one is; 0: none given */
    uint16_t port;     /* 0: none given */
    uint8_t bytes[16]; /* network order; the first four for IPv4, the rest zero */
};

struct address_range {
    struct address base;
    uint8_t bits; /* 0..32 or 0..128 */
};

enum { ADDRESS_TEXT = 64 };

/* An address alone: "192.0.2.1", "2001:db8::1". No port, no brackets, no zone. */
bool address_parse(const char *text, struct address *out) MUST_USE;
/* With an optional port: "192.0.2.1:53", "[2001:db8::1]:53", "2001:db8::1". */
bool address_parse_port(const char *text, struct address *out) MUST_USE;
bool address_range_parse(const char *text, struct address_range *out) MUST_USE;
/* The address without its port. */
void address_text(const struct address *address, char out[ADDRESS_TEXT]);
/* "192.0.2.1:53", "[2001:db8::1]:53"; without ":0". */
void address_port_text(const struct address *address, char out[ADDRESS_TEXT]);
bool address_is_link_local(const struct address *address);            /* fe80::/10 */
bool address_equal(const struct address *a, const struct address *b); /* with port and scope */
bool address_in(const struct address *address,
                const struct address_range *range); /* v4-mapped IPv6 counts as IPv4 */
/* True for what the public internet routes to one host: not loopback, private, shared, link-local,
 * multicast, unspecified, documentation, benchmarking, reserved, unique-local (RFC 6890 and its
 * updates), nor v4-mapped such. */
bool address_is_public_unicast(const struct address *address);
