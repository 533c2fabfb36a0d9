// SPDX-License-Identifier: MIT
#include "tests/support/reply.h"

#include "dns/octets.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct name name_of(const char *text)
{
    struct name name;

    assert_true(name_parse(text, &name));
    return name;
}

void reply_query(struct packet_query *query, struct question *question, const char *name,
                 uint16_t type, bool direct)
{
    *question = (struct question){.name = name_of(name), .type = type};
    if (direct) {
        assert_true(address_parse("192.0.2.53", &question->server));
    }
    *query = (struct packet_query){
        .question = question, .cased = question->name, .id = 0x1234, .edns = true};
}

static void add(struct reply *reply, const void *bytes, size_t n)
{
    assert_true(n <= sizeof reply->bytes - reply->n);
    memcpy(reply->bytes + reply->n, bytes, n);
    reply->n += n;
}

static void add16(struct reply *reply, unsigned value)
{
    uint8_t bytes[2];

    octets_put16(bytes, value);
    add(reply, bytes, sizeof bytes);
}

static void add32(struct reply *reply, uint32_t value)
{
    add16(reply, value >> 16);
    add16(reply, value & 0xffff);
}

void reply_start(struct reply *reply, const struct packet_query *query, unsigned flags)
{
    reply->n = 0;
    add16(reply, query->id);
    add16(reply, MESSAGE_QR | flags);
    add16(reply, 1);
    add(reply, "\0\0\0\0\0\0", 6);
    add(reply, query->cased.wire, query->cased.length);
    add16(reply, query->question->type);
    add16(reply, 1);
}

void reply_rr(struct reply *reply, enum section section, const char *owner, uint16_t type,
              uint32_t ttl, const void *rdata, size_t n)
{
    uint8_t *count = reply->bytes + 6 + 2 * section;

    octets_put16(count, octets_get16(count) + 1u);
    if (owner) {
        struct name name = name_of(owner);

        add(reply, name.wire, name.length);
    } else {
        add16(reply, 0xc000 | MESSAGE_HEADER);
    }
    add16(reply, type);
    add16(reply, 1);
    add32(reply, ttl);
    add16(reply, (unsigned)n);
    add(reply, rdata, n);
}

void reply_txt(struct reply *reply, const char *owner, uint32_t ttl, const char *text)
{
    uint8_t rdata[256];
    size_t n = strlen(text);

    assert_true(n < sizeof rdata);
    rdata[0] = (uint8_t)n;
    memcpy(rdata + 1, text, n);
    reply_rr(reply, SECTION_ANSWER, owner, RR_TXT, ttl, rdata, n + 1);
}

void reply_name(struct reply *reply, enum section section, const char *owner, uint16_t type,
                uint32_t ttl, const char *target)
{
    struct name name = name_of(target);

    reply_rr(reply, section, owner, type, ttl, name.wire, name.length);
}

void reply_soa(struct reply *reply, const char *owner, uint32_t ttl, uint32_t minimum)
{
    uint8_t rdata[22] = {0}; /* MNAME and RNAME are the root */

    octets_put32(rdata + 2, 7);
    octets_put32(rdata + 18, minimum);
    reply_rr(reply, SECTION_AUTHORITY, owner, RR_SOA, ttl, rdata, sizeof rdata);
}

void reply_opt(struct reply *reply, unsigned extended_rcode, const void *options, size_t n)
{
    reply_rr(reply, SECTION_ADDITIONAL, ".", RR_OPT, extended_rcode << 24, options, n);
}
