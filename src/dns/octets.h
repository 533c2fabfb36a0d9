// SPDX-License-Identifier: MIT
#pragma once
/* Numbers in network order. */
#include <stdint.h>

static inline uint16_t octets_get16(const uint8_t *bytes)
{
    return (uint16_t)((unsigned)bytes[0] << 8 | bytes[1]);
}

static inline uint32_t octets_get32(const uint8_t *bytes)
{
    return (uint32_t)octets_get16(bytes) << 16 | octets_get16(bytes + 2);
}

static inline void octets_put16(uint8_t *bytes, unsigned value)
{
    bytes[0] = (uint8_t)(value >> 8);
    bytes[1] = (uint8_t)value;
}

static inline void octets_put32(uint8_t *bytes, uint32_t value)
{
    octets_put16(bytes, value >> 16);
    octets_put16(bytes + 2, value);
}
