// SPDX-License-Identifier: MIT
#pragma once
/* One query, the reply to it under construction, and what came of reading it: for the tests of
 * dns/packet.h. */
#include "tests/support/reply.h"

struct dialogue {
    struct question question;
    struct packet_query query;
    struct reply reply;
    struct answers *answers;
    struct name next;
};

/* Asks for TXT at s1._domainkey.example.com: a resolver, or a server itself; header and question of
 * the reply are there. */
struct dialogue *dialogue_resolver(void);
struct dialogue *dialogue_server(void);
void dialogue_end(struct dialogue *dialogue);
void dialogue_add_flags(struct dialogue *dialogue, unsigned flags);
void dialogue_drop_flags(struct dialogue *dialogue, unsigned flags);
enum packet_verdict dialogue_read(struct dialogue *dialogue);
/* Read, compare and end. */
void dialogue_expect_verdict(struct dialogue *dialogue, enum packet_verdict verdict);
void dialogue_expect(struct dialogue *dialogue, enum outcome outcome);
