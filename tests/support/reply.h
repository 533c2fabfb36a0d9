// SPDX-License-Identifier: MIT
#pragma once
/* Makes DNS replies for tests: honest ones, and such that no server should send. */
#include "dns/message.h"
#include "dns/packet.h"

struct reply {
    uint8_t bytes[MESSAGE_MAX];
    size_t n;
};

/* A query for `name`; direct: asked of 192.0.2.53 itself. question must live as long as query. */
void reply_query(struct packet_query *query, struct question *question, const char *name,
                 uint16_t type, bool direct);
/* Header and question of the answer to query; QR is set, flags are added. */
void reply_start(struct reply *reply, const struct packet_query *query, unsigned flags);
/* owner NULL: a compression pointer to the question's name. */
void reply_rr(struct reply *reply, enum section section, const char *owner, uint16_t type,
              uint32_t ttl, const void *rdata, size_t n);
void reply_txt(struct reply *reply, const char *owner, uint32_t ttl,
               const char *text); /* one string, in the answer */
/* CNAME, NS, DNAME: RDATA is one name. */
void reply_name(struct reply *reply, enum section section, const char *owner, uint16_t type,
                uint32_t ttl, const char *target);
void reply_soa(struct reply *reply, const char *owner, uint32_t ttl,
               uint32_t minimum); /* serial 7, in the authority */
void reply_opt(struct reply *reply, unsigned extended_rcode, const void *options, size_t n);
