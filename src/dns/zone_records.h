// SPDX-License-Identifier: MIT
#pragma once
/* The records of a zone as its reader (zone_read.c) leaves them for zone_answer(). A small set,
 * looked through in order. */
#include "dns/zone.h"

struct zone_rr {
    struct name owner;
    uint16_t type;
    uint32_t ttl;
    struct buffer rdata; /* wire form, names uncompressed */
};

struct zone {
    struct zone_rr *records;
    size_t count, capacity;
};
