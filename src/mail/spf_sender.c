// SPDX-License-Identifier: MIT
#include "base/text.h"
#include "mail/spf_check.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* An IPv4-mapped IPv6 address is an IPv4 address (RFC 7208 5). */
static struct address plain_address(const struct address *address)
{
    static const uint8_t mapped[12] = {[10] = 0xff, [11] = 0xff};
    struct address plain = {.family = ADDRESS_IP4};

    if (address->family != ADDRESS_IP6 || memcmp(address->bytes, mapped, sizeof mapped) != 0) {
        return *address;
    }
    memcpy(plain.bytes, address->bytes + sizeof mapped, 4);
    return plain;
}

/* "192.0.2.1", or the 32 nibbles of an IPv6 address with dots between (RFC 7208 7.3), in capitals.
 */
static void set_ip(struct spf_macros *macros, const struct address *ip)
{
    char text[ADDRESS_TEXT] = "";
    struct buffer dotted = {0};

    if (ip->family == ADDRESS_NONE) {
        return;
    }
    address_text(ip, text);
    spf_macros_set(macros, 'c', text, strlen(text));
    if (ip->family == ADDRESS_IP4) {
        buffer_add_text(&dotted, text);
    }
    for (size_t i = 0; ip->family == ADDRESS_IP6 && i < 16; i++) {
        buffer_printf(&dotted, "%s%X.%X", i == 0 ? "" : ".", ip->bytes[i] >> 4u,
                      ip->bytes[i] & 15u);
    }
    spf_macros_set(macros, 'i', buffer_text(&dotted), dotted.length);
    spf_macros_set(macros, 'v', ip->family == ADDRESS_IP4 ? "in-addr" : "ip6",
                   strlen(ip->family == ADDRESS_IP4 ? "in-addr" : "ip6"));
    buffer_clear(&dotted);
}

static void set_text(struct spf_macros *macros, char letter, const char *text)
{
    spf_macros_set(macros, letter, text, strlen(text));
}

/* Sets the sender's macros; domain is what stands behind the last @ of the sender (RFC 7208 4.3).
 */
static void set_sender(struct spf_check *check, const char *local, size_t local_length,
                       const char *domain)
{
    struct buffer whole = {0};
    char seconds[24];

    buffer_add(&whole, local, local_length);
    buffer_add_byte(&whole, '@');
    buffer_add_text(&whole, domain);
    snprintf(seconds, sizeof seconds, "%" PRId64, check->sender->now_ms / 1000);
    spf_macros_set(&check->macros, 'l', local, local_length);
    spf_macros_set(&check->macros, 's', whole.bytes, whole.length);
    set_text(&check->macros, 'o', domain);
    set_text(&check->macros, 'h', check->sender->helo == NULL ? "" : check->sender->helo);
    set_text(&check->macros, 'r',
             check->sender->receiver == NULL ? "unknown" : check->sender->receiver);
    set_text(&check->macros, 't', seconds);
    set_ip(&check->macros, &check->ip);
    buffer_clear(&whole);
}

/* Splits the sender at its last @; an empty one is postmaster at the HELO name (RFC 7208 2.4, 4.3).
 */
static const char *split_sender(struct spf_check *check)
{
    static const char postmaster[] = "postmaster";
    const struct spf_sender *sender = check->sender;
    const char *from = sender->mail_from == NULL ? "" : sender->mail_from;
    const char *at = strrchr(from, '@');
    const char *domain = at == NULL ? from : at + 1;

    if (*from == '\0') {
        domain = sender->helo == NULL ? "" : sender->helo;
    }
    if (at == NULL || at == from) {
        set_sender(check, postmaster, sizeof postmaster - 1, domain);
    } else {
        set_sender(check, from, (size_t)(at - from), domain);
    }
    return domain;
}

/* A name of two labels or more; internationalized ones as A-labels (RFC 8616 4). */
static bool read_domain(const char *text, struct name *out)
{
    size_t n = strlen(text);

    if (text[0] == '[') {
        return false; /* an address literal */
    }
    if (!text_is_ascii(text, n)) {
        return name_from_user(text, out, NULL) == STATUS_OK;
    }
    return name_from_bytes(text, n, out) && out->labels > 1;
}

bool spf_set_sender(struct spf_check *check, struct name *domain)
{
    check->ip = plain_address(&check->sender->ip);
    return read_domain(split_sender(check), domain);
}
