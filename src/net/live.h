// SPDX-License-Identifier: MIT
#pragma once
/* The resolver that sends packets: pools of connected, paced udns contexts, one pool a server; TCP
 * when an answer is truncated or suspicious. Equal questions in flight are asked once. */
#include "base/fault.h"
#include "loop/loop.h"
#include "net/resolver.h"

enum { LIVE_SERVERS = 6, LIVE_RANGES = 16 };

struct live_options {
    struct address
        servers[LIVE_SERVERS];   /* verifying resolvers in order of preference; port 0 is 53 */
    size_t server_count;         /* 0: read /etc/resolv.conf */
    uint16_t authoritative_port; /* 0 is 53 */
    struct address_range allow[LIVE_RANGES];
    size_t allow_count;  /* 0: public unicast only */
    unsigned per_server; /* most questions in flight to one authoritative server; 0 is 4 */
};

/* "ADDR[:PORT][,ADDR...]" and "CIDR[,CIDR...]" into options. code "invalid-address". */
enum status live_servers_parse(const char *text, struct live_options *options,
                               struct fault *fault) MUST_USE;
enum status live_allow_parse(const char *text, struct live_options *options,
                             struct fault *fault) MUST_USE;

/* No resolver at all is not an error here: questions are answered OUTCOME_TIMEOUT. */
enum status live_resolver_new(struct loop *loop, const struct live_options *options,
                              struct resolver **out, struct fault *fault) MUST_USE;

/* Other servers, another port and other ranges from now on: options as above. Who was asked already
 * may still answer. resolver: of live_resolver_new(). */
void live_resolver_change(struct resolver *resolver, const struct live_options *options);

struct live_counts {
    uint64_t asked, sent, resent, received, tcp, ignored;
};
/* What a live resolver did so far. */
struct live_counts live_resolver_counts(const struct resolver *resolver);
/* The server in use, for `doctor`; false: none known. */
bool live_resolver_server(const struct resolver *resolver, struct address *out);
