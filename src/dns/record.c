// SPDX-License-Identifier: MIT
#include "dns/record.h"

#include "base/text.h"
#include "dns/octets.h"

#include <stdio.h>
#include <string.h>

// clang-format off
static const struct {
    uint16_t type;
    const char *name;
} type_names[] = {
    { RR_A, "A" }, { RR_NS, "NS" }, { RR_CNAME, "CNAME" }, { RR_SOA, "SOA" }, { RR_PTR, "PTR" }, { RR_MX, "MX" },
    { RR_TXT, "TXT" }, { RR_AAAA, "AAAA" }, { RR_DNAME, "DNAME" }, { RR_OPT, "OPT" }, { RR_DS, "DS" }, { RR_SPF, "SPF" },
};
// clang-format on

const char *rr_type_name(uint16_t type, char out[16])
{
    for (size_t i = 0; i < COUNT(type_names); i++) {
        if (type_names[i].type == type) {
            text_copy(out, 16, type_names[i].name);
            return out;
        }
    }
    snprintf(out, 16, "TYPE%u", (unsigned)type);
    return out;
}

bool rr_type_parse(const char *text, uint16_t *type)
{
    unsigned value = 0;
    const char *at = text + 4;

    for (size_t i = 0; i < COUNT(type_names); i++) {
        if (strcmp(type_names[i].name, text) == 0) {
            *type = type_names[i].type;
            return true;
        }
    }
    if (strncmp(text, "TYPE", 4) != 0 || *at == '\0') {
        return false;
    }
    for (; *at >= '0' && *at <= '9' && value <= UINT16_MAX; at++) {
        value = value * 10 + (unsigned)(*at - '0');
    }
    *type = (uint16_t)value;
    return *at == '\0' && value <= UINT16_MAX;
}

size_t rr_txt_count(const struct rr *rr)
{
    size_t count = 0;

    for (size_t at = 0; at < rr->length; at += 1 + (size_t)rr->bytes[at]) {
        count++;
    }
    return count;
}

const uint8_t *rr_txt_string(const struct rr *rr, size_t i, size_t *length)
{
    size_t at = 0;

    while (i-- > 0) {
        at += 1 + (size_t)rr->bytes[at];
    }
    *length = rr->bytes[at];
    return rr->bytes + at + 1;
}

void rr_txt_join(const struct rr *rr, struct buffer *out)
{
    buffer_reserve(out, rr->length);
    for (size_t at = 0; at < rr->length; at += 1 + (size_t)rr->bytes[at]) {
        buffer_add(out, rr->bytes + at + 1, rr->bytes[at]);
    }
}

const char *rr_txt_alone(const struct rr *rr, size_t *n)
{
    bool alone = rr->length > 0 && rr->length == 1 + (size_t)rr->bytes[0];

    *n = alone ? rr->bytes[0] : 0;
    return alone ? (const char *)rr->bytes + 1 : NULL;
}

const char *rr_txt_text(const struct rr *rr, struct buffer *room, size_t *n)
{
    const char *alone = rr_txt_alone(rr, n);

    if (alone) {
        return alone;
    }
    buffer_reset(room);
    rr_txt_join(rr, room);
    *n = room->length;
    return buffer_text(room);
}

bool rr_address(const struct rr *rr, struct address *out)
{
    struct address address = {0};

    if (rr->type == RR_A && rr->length == 4) {
        address.family = ADDRESS_IP4;
    } else if (rr->type == RR_AAAA && rr->length == 16) {
        address.family = ADDRESS_IP6;
    } else {
        return false;
    }
    memcpy(address.bytes, rr->bytes, rr->length);
    *out = address;
    return true;
}

bool rr_name(const struct rr *rr, struct name *out)
{
    switch (rr->type) {
    case RR_CNAME:
    case RR_NS:
    case RR_PTR:
    case RR_DNAME:
        return name_from_wire(rr->bytes, rr->length, out);
    case RR_MX:
        return rr->length > 2 && name_from_wire(rr->bytes + 2, (size_t)rr->length - 2, out);
    default:
        return false;
    }
}

uint16_t rr_preference(const struct rr *rr)
{
    return rr->type == RR_MX && rr->length > 2 ? octets_get16(rr->bytes) : 0;
}
