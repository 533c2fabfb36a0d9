// SPDX-License-Identifier: MIT
#include "dns/message.h"

#include "dns/octets.h"
#include "dns/record.h"

#include <assert.h>
#include <string.h>

enum { POINTERS_MAX = 128 }; /* no honest name has more: it has at most 127 labels */

bool message_open(struct message *message, const uint8_t *bytes, size_t n)
{
    if (n < MESSAGE_HEADER) {
        return false;
    }
    message->bytes = bytes;
    message->n = n;
    message->id = octets_get16(bytes);
    message->flags = octets_get16(bytes + 2);
    message->questions = octets_get16(bytes + 4);
    message->asked = NULL;
    for (size_t i = 0; i < SECTION_COUNT; i++) {
        message->counts[i] = octets_get16(bytes + 6 + 2 * i);
    }
    return true;
}

/* Appends the labels at `at` to out, where there is one; returns where they stop: at a pointer or
 * at the root. 0: broken. */
static size_t labels_copy(const struct message *message, size_t at, size_t *length,
                          struct name *out)
{
    while (at < message->n) {
        size_t n = message->bytes[at];

        if (n == 0 || n >= 0xc0) {
            return at;
        }
        if (n > NAME_LABEL || n >= message->n - at || *length + 1 + n >= NAME_WIRE) {
            return 0;
        }
        if (out) {
            memcpy(out->wire + *length, message->bytes + at, 1 + n);
            out->labels++;
        }
        *length += 1 + n;
        at += 1 + n;
    }
    return 0;
}

static void name_end(struct name *name, size_t length)
{
    name->wire[length] = 0; /* the root's label */
    name->length = (uint8_t)(length + 1);
    name_lower(name);
}

/* A name of any shape at *at, which moves behind it. out NULL: it is only checked. */
static bool name_read(const struct message *message, size_t *at, struct name *out)
{
    size_t start = *at;
    size_t end = 0; /* behind the first pointer: where the record goes on */
    size_t length = 0;

    for (unsigned pointers = 0; pointers < POINTERS_MAX; pointers++) {
        size_t stop = labels_copy(message, start, &length, out);
        size_t target;

        if (stop == 0) {
            return false;
        }
        if (message->bytes[stop] == 0) {
            *at = end ? end : stop + 1;
            if (out) {
                name_end(out, length);
            }
            return true;
        }
        if (stop + 2 > message->n) {
            return false;
        }
        end = end ? end : stop + 2;
        target = octets_get16(message->bytes + stop) & 0x3fff;
        if (target < MESSAGE_HEADER || target >= start) {
            return false;
        }
        start = target;
    }
    return false;
}

/* A pointer to the question's name, as most owners are. */
static bool is_asked(const struct message *message, size_t at)
{
    return message->asked && at > MESSAGE_HEADER && at + 2 <= message->n &&
           octets_get16(message->bytes + at) == (0xc000 | MESSAGE_HEADER);
}

bool message_name(const struct message *message, size_t *at, struct name *out)
{
    if (is_asked(message, *at)) {
        *out = *message->asked;
        *at += 2;
        return true;
    }
    out->labels = 0;
    return name_read(message, at, out);
}

static bool name_skip(const struct message *message, size_t *at)
{
    if (is_asked(message, *at)) {
        *at += 2;
        return true;
    }
    return name_read(message, at, NULL);
}

void message_owner(const struct message *message, const struct message_rr *rr, struct name *out)
{
    size_t at = rr->owner_at;
    bool whole = message_name(message, &at, out);

    assert(whole); /* the walk has checked it */
    (void)whole;
}

static bool is_written_out(const struct message *message, const struct message_rr *rr,
                           const struct name *name)
{
    struct name owner;

    message_owner(message, rr, &owner);
    return name_equal(name, &owner);
}

bool message_is_owner(const struct message *message, const struct message_rr *rr,
                      const struct name *name)
{
    if (!is_asked(message, rr->owner_at)) {
        return is_written_out(message, rr, name);
    }
    return name == message->asked || name_equal(name, message->asked);
}

void message_walk_start(struct message_walk *walk, const struct message *message, size_t at)
{
    *walk = (struct message_walk){.message = message, .at = at};
}

/* Type, class, TTL and RDLENGTH; leaves walk->at behind the RDATA. */
static bool walk_fixed_part(struct message_walk *walk, struct message_rr *rr)
{
    const struct message *message = walk->message;
    const uint8_t *fixed = message->bytes + walk->at;

    if (message->n - walk->at < 10) {
        return false;
    }
    rr->type = octets_get16(fixed);
    rr->class = octets_get16(fixed + 2);
    rr->ttl = octets_get32(fixed + 4);
    rr->length = octets_get16(fixed + 8);
    rr->at = walk->at + 10;
    walk->at = rr->at + rr->length;
    return walk->at <= message->n;
}

bool message_walk_next(struct message_walk *walk, struct message_rr *rr)
{
    while (walk->section < SECTION_COUNT && walk->seen == walk->message->counts[walk->section]) {
        walk->section++;
        walk->seen = 0;
    }
    if (walk->section == SECTION_COUNT || walk->broken) {
        return false;
    }
    walk->seen++;
    rr->section = walk->section;
    rr->owner_at = walk->at;
    walk->broken = !name_skip(walk->message, &walk->at) || !walk_fixed_part(walk, rr);
    return !walk->broken;
}

/* RDATA that holds names: bytes before them, how many names, bytes behind them. */
// clang-format off
static const struct layout {
    uint16_t type;
    uint8_t head, names, tail;
} layouts[] = {
    { RR_NS, 0, 1, 0 }, { RR_CNAME, 0, 1, 0 }, { RR_SOA, 0, 2, 20 }, { RR_PTR, 0, 1, 0 }, { RR_MX, 2, 1, 0 },
    { RR_DNAME, 0, 1, 0 },
};
// clang-format on

static const struct layout *layout_of(uint16_t type)
{
    for (size_t i = 0; i < COUNT(layouts); i++) {
        if (layouts[i].type == type) {
            return &layouts[i];
        }
    }
    return NULL;
}

bool message_holds_names(uint16_t type)
{
    return layout_of(type) != NULL;
}

size_t message_rdata_most(const struct message_rr *rr)
{
    const struct layout *layout = layout_of(rr->type);

    if (layout) {
        return (size_t)layout->head + (size_t)layout->names * NAME_WIRE + layout->tail;
    }
    return rr->length > 0 ? rr->length : 1;
}

static bool rdata_expand(const struct message *message, const struct message_rr *rr,
                         const struct layout *layout, uint8_t scratch[MESSAGE_RDATA], size_t *n)
{
    size_t at = rr->at;
    size_t end = rr->at + rr->length;

    if (rr->length < layout->head + layout->tail) {
        return false;
    }
    memcpy(scratch, message->bytes + at, layout->head);
    *n = layout->head;
    at += layout->head;
    for (unsigned i = 0; i < layout->names; i++) {
        struct name name;

        if (!message_name(message, &at, &name)) {
            return false;
        }
        memcpy(scratch + *n, name.wire, name.length);
        *n += name.length;
    }
    if (at > end || end - at != layout->tail) {
        return false;
    }
    memcpy(scratch + *n, message->bytes + at, layout->tail);
    *n += layout->tail;
    return true;
}

static bool strings_are_whole(const uint8_t *bytes, size_t n)
{
    size_t at = 0;

    while (at < n) {
        at += 1 + (size_t)bytes[at];
    }
    return at == n;
}

static bool rdata_is_sane(const struct message_rr *rr, const uint8_t *bytes)
{
    switch (rr->type) {
    case RR_A:
        return rr->length == 4;
    case RR_AAAA:
        return rr->length == 16;
    case RR_TXT:
    case RR_SPF:
        return strings_are_whole(bytes, rr->length);
    default:
        return true;
    }
}

bool message_rdata(const struct message *message, const struct message_rr *rr,
                   uint8_t scratch[MESSAGE_RDATA], const uint8_t **bytes, size_t *n)
{
    static const uint8_t empty_string[1] = {0};
    const struct layout *layout = layout_of(rr->type);

    if (layout) {
        *bytes = scratch;
        return rdata_expand(message, rr, layout, scratch, n);
    }
    *bytes = message->bytes + rr->at;
    *n = rr->length;
    if ((rr->type == RR_TXT || rr->type == RR_SPF) && rr->length == 0) {
        *bytes = empty_string;
        *n = 1;
    }
    return rdata_is_sane(rr, message->bytes + rr->at);
}
