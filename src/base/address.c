// SPDX-License-Identifier: MIT
#include "base/address.h"

#include "base/text.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

struct block {
    uint8_t bits;
    uint8_t start[6]; /* the first bytes; no block here is longer than 48 bits */
};

// clang-format off
/* RFC 6890 and its updates (the IANA special-purpose registry), multicast and what is reserved. */
static const struct block special_ip4[] = {
    { 8,  {0}             }, /* this network */
    { 8,  {10}            }, /* private */
    { 10, {100, 64}       }, /* shared, RFC 6598 */
    { 8,  {127}           }, /* loopback */
    { 16, {169, 254}      }, /* link-local */
    { 12, {172, 16}       }, /* private */
    { 24, {192, 0, 0}     }, /* protocol assignments */
    { 24, {192, 0, 2}     }, /* documentation */
    { 24, {192, 88, 99}   }, /* 6to4 relays, RFC 7526 */
    { 16, {192, 168}      }, /* private */
    { 15, {198, 18}       }, /* benchmarking */
    { 24, {198, 51, 100}  }, /* documentation */
    { 24, {203, 0, 113}   }, /* documentation */
    { 4,  {224}           }, /* multicast */
    { 4,  {240}           }, /* reserved, broadcast */
};
/* Inside 2000::/3, the only global unicast space. */
static const struct block special_ip6[] = {
    { 23, {0x20, 0x01}             }, /* protocol assignments: Teredo, benchmarking, ORCHID */
    { 32, {0x20, 0x01, 0x0d, 0xb8} }, /* documentation */
    { 16, {0x20, 0x02}             }, /* 6to4 */
    { 20, {0x3f, 0xff}             }, /* documentation, RFC 9637 */
};
// clang-format on

static const unsigned char mapped_prefix[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

static unsigned address_bits(enum address_family family)
{
    return family == ADDRESS_IP4 ? 32 : 128;
}

bool address_parse(const char *text, struct address *out)
{
    struct address found = {0};

    if (inet_pton(AF_INET, text, found.bytes) == 1) {
        found.family = ADDRESS_IP4;
    } else if (inet_pton(AF_INET6, text, found.bytes) == 1) {
        found.family = ADDRESS_IP6;
    } else {
        return false;
    }
    *out = found;
    return true;
}

/* A decimal number without sign or leading zeros, at most `most`. */
static bool parse_number(const char *text, unsigned most, unsigned *out)
{
    unsigned number = 0;

    if (*text == '\0' || (text[0] == '0' && text[1] != '\0')) {
        return false;
    }
    for (; *text != '\0'; text++) {
        if (*text < '0' || *text > '9') {
            return false;
        }
        number = number * 10 + (unsigned)(*text - '0');
        if (number > most) {
            return false;
        }
    }
    *out = number;
    return true;
}

/* The address is text[0..n), and must be of this family unless ADDRESS_NONE. */
static bool parse_part(const char *text, size_t n, enum address_family family, struct address *out)
{
    char part[ADDRESS_TEXT];
    struct address found;

    if (n >= sizeof part) {
        return false;
    }
    memcpy(part, text, n);
    part[n] = '\0';
    if (!address_parse(part, &found) || (family != ADDRESS_NONE && found.family != family)) {
        return false;
    }
    *out = found;
    return true;
}

bool address_parse_port(const char *text, struct address *out)
{
    struct address found;
    const char *colon = strchr(text, ':');
    const char *bracket = strchr(text, ']');
    const char *port = NULL;
    unsigned number = 0;
    bool sound;

    if (*text == '[' && bracket != NULL) {
        sound = parse_part(text + 1, (size_t)(bracket - text) - 1, ADDRESS_IP6, &found) &&
                (bracket[1] == '\0' || bracket[1] == ':');
        port = bracket[1] == ':' ? bracket + 2 : NULL;
    } else if (colon != NULL && strchr(colon + 1, ':') == NULL) {
        sound = parse_part(text, (size_t)(colon - text), ADDRESS_IP4, &found);
        port = colon + 1;
    } else {
        sound = address_parse(text, &found);
    }
    if (!sound || (port != NULL && (!parse_number(port, 65535, &number) || number == 0))) {
        return false;
    }
    found.port = (uint16_t)number;
    *out = found;
    return true;
}

bool address_range_parse(const char *text, struct address_range *out)
{
    struct address_range found = {0};
    const char *slash = strchr(text, '/');
    size_t n = slash == NULL ? strlen(text) : (size_t)(slash - text);
    unsigned bits;

    if (!parse_part(text, n, ADDRESS_NONE, &found.base)) {
        return false;
    }
    bits = address_bits(found.base.family);
    if (slash != NULL && !parse_number(slash + 1, bits, &bits)) {
        return false;
    }
    found.bits = (uint8_t)bits;
    *out = found;
    return true;
}

static char *octet_text(uint8_t octet, char *to)
{
    if (octet >= 100) {
        *to++ = (char)('0' + octet / 100);
    }
    if (octet >= 10) {
        *to++ = (char)('0' + octet / 10 % 10);
    }
    *to++ = (char)('0' + octet % 10);
    return to;
}

/* Every finding names the server that showed it: inet_ntop() would print four numbers for each. */
static void ip4_text(const uint8_t *octets, char *to)
{
    for (size_t i = 0; i < 4; i++) {
        to = octet_text(octets[i], to);
        *to++ = i < 3 ? '.' : '\0';
    }
}

void address_text(const struct address *address, char out[ADDRESS_TEXT])
{
    out[0] = '\0';
    if (address->family == ADDRESS_IP4) {
        ip4_text(address->bytes, out);
    } else if (address->family == ADDRESS_IP6) {
        inet_ntop(AF_INET6, address->bytes, out, ADDRESS_TEXT);
    }
}

void address_port_text(const struct address *address, char out[ADDRESS_TEXT])
{
    char alone[ADDRESS_TEXT];
    bool bracketed = address->family == ADDRESS_IP6 && address->port != 0;

    address_text(address, alone);
    snprintf(out, ADDRESS_TEXT, bracketed ? "[%.46s]" : "%.46s", alone);
    if (address->port != 0) {
        snprintf(out + strlen(out), 8, ":%u", address->port);
    }
}

bool address_is_link_local(const struct address *address)
{
    return address->family == ADDRESS_IP6 && address->bytes[0] == 0xfe &&
           (address->bytes[1] & 0xc0) == 0x80;
}

bool address_equal(const struct address *a, const struct address *b)
{
    return a->family == b->family && a->port == b->port && a->scope == b->scope &&
           memcmp(a->bytes, b->bytes, sizeof a->bytes) == 0;
}

/* IPv4 written as ::ffff:192.0.2.1 becomes plain IPv4. */
static struct address unmapped(const struct address *address)
{
    struct address plain = {.family = ADDRESS_IP4, .port = address->port};

    if (address->family != ADDRESS_IP6 ||
        memcmp(address->bytes, mapped_prefix, sizeof mapped_prefix) != 0) {
        return *address;
    }
    memcpy(plain.bytes, address->bytes + sizeof mapped_prefix, 4);
    return plain;
}

static struct address_range unmapped_range(const struct address_range *range)
{
    struct address_range plain = {unmapped(&range->base), range->bits};

    if (plain.base.family == range->base.family || range->bits < 96) {
        return *range;
    }
    plain.bits = (uint8_t)(range->bits - 96);
    return plain;
}

static bool bits_agree(const uint8_t *a, const uint8_t *b, unsigned bits)
{
    size_t whole = bits / 8;
    unsigned rest = bits % 8;

    if (memcmp(a, b, whole) != 0) {
        return false;
    }
    return rest == 0 || (a[whole] ^ b[whole]) >> (8 - rest) == 0;
}

bool address_in(const struct address *address, const struct address_range *range)
{
    struct address plain = unmapped(address);
    struct address_range within = unmapped_range(range);

    return plain.family == within.base.family &&
           bits_agree(plain.bytes, within.base.bytes, within.bits);
}

static bool in_a_block(const uint8_t *bytes, const struct block *blocks, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (bits_agree(bytes, blocks[i].start, blocks[i].bits)) {
            return true;
        }
    }
    return false;
}

bool address_is_public_unicast(const struct address *address)
{
    struct address plain = unmapped(address);

    switch (plain.family) {
    case ADDRESS_NONE:
        return false;
    case ADDRESS_IP4:
        return !in_a_block(plain.bytes, special_ip4, COUNT(special_ip4));
    case ADDRESS_IP6:
        return plain.bytes[0] >> 5 == 1 &&
               !in_a_block(plain.bytes, special_ip6, COUNT(special_ip6));
    }
    return false;
}
