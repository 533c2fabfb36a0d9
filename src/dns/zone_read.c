// SPDX-License-Identifier: MIT
#include "base/array.h"
#include "base/encode.h"
#include "base/words.h"
#include "dns/octets.h"
#include "dns/zone_lexer.h"
#include "dns/zone_records.h"

#include <stdlib.h>
#include <string.h>

enum { TTL_DEFAULT = 3600, STRING_MAX = 255, RDATA_MAX = 65535, SOA_NAMES = 2, SOA_NUMBERS = 5 };

struct zone_reader {
    struct zone *zone;
    struct name origin, owner;
    uint32_t ttl;
    struct zone_entry entry;
    size_t at; /* the next token of the entry */
};

static const struct zone_token *token_next(struct zone_reader *reader)
{
    return reader->at < reader->entry.count ? &reader->entry.tokens[reader->at++] : NULL;
}

static bool rdata_number(struct zone_reader *reader, struct buffer *out, size_t octets)
{
    uint32_t value;
    uint8_t bytes[4];

    if (!zone_token_number(token_next(reader), &value) || (octets == 2 && value > UINT16_MAX)) {
        return false;
    }
    octets_put32(bytes, value);
    buffer_add(out, bytes + 4 - octets, octets);
    return true;
}

static bool rdata_address(struct zone_reader *reader, struct buffer *out)
{
    const struct zone_token *token = token_next(reader);
    struct address address;
    char text[ADDRESS_TEXT];

    if (!token || token->n >= sizeof text) {
        return false;
    }
    memcpy(text, token->text, token->n);
    text[token->n] = '\0';
    if (!address_parse(text, &address)) {
        return false;
    }
    buffer_add(out, address.bytes, address.family == ADDRESS_IP4 ? 4 : 16);
    return true;
}

static bool rdata_name(struct zone_reader *reader, struct buffer *out)
{
    struct name name;

    if (!zone_token_name(&reader->origin, token_next(reader), &name)) {
        return false;
    }
    buffer_add(out, name.wire, name.length);
    return true;
}

static bool rdata_mx(struct zone_reader *reader, struct buffer *out)
{
    return rdata_number(reader, out, 2) && rdata_name(reader, out);
}

static bool rdata_soa(struct zone_reader *reader, struct buffer *out)
{
    bool good = true;

    for (int names = 0; good && names < SOA_NAMES; names++) {
        good = rdata_name(reader, out);
    }
    for (int numbers = 0; good && numbers < SOA_NUMBERS; numbers++) {
        good = rdata_number(reader, out, 4);
    }
    return good;
}

static bool rdata_strings(struct zone_reader *reader, struct buffer *out)
{
    const struct zone_token *token = token_next(reader);
    bool good = token != NULL;

    for (; good && token; token = token_next(reader)) {
        struct buffer string = {0};

        good = zone_token_bytes(token, &string) && string.length <= STRING_MAX;
        if (good) {
            buffer_add_byte(out, (unsigned char)string.length);
            buffer_add(out, string.bytes, string.length);
        }
        buffer_clear(&string);
    }
    return good;
}

/* RFC 3597 5: \# LENGTH HEX... */
static bool rdata_unknown(struct zone_reader *reader, struct buffer *out)
{
    const struct zone_token *token = token_next(reader);
    uint32_t length;

    if (!zone_token_is(token, "\\#") || !zone_token_number(token_next(reader), &length)) {
        return false;
    }
    while ((token = token_next(reader))) {
        if (!decode_hex(out, token->text, token->n)) {
            return false;
        }
    }
    return out->length == length;
}

typedef bool rdata_fn(struct zone_reader *reader, struct buffer *out);

// clang-format off
static const struct {
    uint16_t type;
    rdata_fn *read;
    size_t length; /* 0: any */
} rdata_readers[] = {
    { RR_A, rdata_address, 4 }, { RR_AAAA, rdata_address, 16 }, { RR_NS, rdata_name, 0 },
    { RR_CNAME, rdata_name, 0 }, { RR_PTR, rdata_name, 0 }, { RR_DNAME, rdata_name, 0 }, { RR_MX, rdata_mx, 0 },
    { RR_SOA, rdata_soa, 0 }, { RR_TXT, rdata_strings, 0 }, { RR_SPF, rdata_strings, 0 },
};
// clang-format on

static bool rdata_read(struct zone_reader *reader, uint16_t type, struct buffer *out)
{
    rdata_fn *read = rdata_unknown;
    size_t length = 0;

    for (size_t i = 0; i < COUNT(rdata_readers); i++) {
        if (rdata_readers[i].type == type) {
            read = rdata_readers[i].read;
            length = rdata_readers[i].length;
        }
    }
    return read(reader, out) && reader->at == reader->entry.count && out->length <= RDATA_MAX &&
           (length == 0 || out->length == length);
}

/* [TTL] [IN] TYPE, the first two in either order. */
static bool record_head(struct zone_reader *reader, uint32_t *ttl, uint16_t *type)
{
    const struct zone_token *token = token_next(reader);

    *ttl = reader->ttl;
    for (int i = 0; i < 2; i++) {
        if (zone_token_is(token, "IN") || zone_token_number(token, ttl)) {
            token = token_next(reader);
        }
    }
    return zone_token_type(token, type);
}

static enum status record_read(struct zone_reader *reader, struct fault *fault)
{
    struct zone *zone = reader->zone;
    struct buffer rdata = {0};
    struct zone_rr *rr;
    uint32_t ttl;
    uint16_t type;

    if (!reader->entry.indented &&
        !zone_token_name(&reader->origin, token_next(reader), &reader->owner)) {
        return zone_fault(fault, reader->entry.line, _("the first word is not a name."));
    }
    if (reader->owner.length == 0) {
        return zone_fault(fault, reader->entry.line, _("there is no name for this record."));
    }
    if (!record_head(reader, &ttl, &type)) {
        return zone_fault(fault, reader->entry.line, _("there is no record type here."));
    }
    if (!rdata_read(reader, type, &rdata)) {
        buffer_clear(&rdata);
        return zone_fault(fault, reader->entry.line, _("the value does not fit the record type."));
    }
    rr = ARRAY_ADD(zone->records, zone->count, zone->capacity);
    *rr = (struct zone_rr){.owner = reader->owner, .type = type, .ttl = ttl, .rdata = rdata};
    return STATUS_OK;
}

static enum status entry_read(struct zone_reader *reader, struct fault *fault)
{
    const struct zone_token *first = &reader->entry.tokens[0];
    bool good;

    reader->at = 0;
    if (reader->entry.indented || first->quoted || first->text[0] != '$') {
        return record_read(reader, fault);
    }
    reader->at = 1;
    if (zone_token_is(first, "$ORIGIN")) {
        good = zone_token_name(&reader->origin, token_next(reader), &reader->origin);
    } else {
        good = zone_token_is(first, "$TTL") && zone_token_number(token_next(reader), &reader->ttl);
    }
    if (!good || reader->at != reader->entry.count) {
        return zone_fault(fault, reader->entry.line, _("this directive is not understood."));
    }
    return STATUS_OK;
}

enum status zone_parse(const char *text, struct zone **out, struct fault *fault)
{
    struct zone_lexer lexer = {.at = text, .line = 1};
    struct zone_reader reader = {.ttl = TTL_DEFAULT};
    enum status status;

    reader.zone = mem_new(sizeof *reader.zone);
    reader.origin.length = 1; /* the root */
    while ((status = zone_lexer_next(&lexer, &reader.entry, fault)) == STATUS_OK) {
        status = entry_read(&reader, fault);
        if (status != STATUS_OK) {
            break;
        }
    }
    zone_entry_clear(&reader.entry);
    if (status != STATUS_MISSING) {
        zone_free(reader.zone);
        return status;
    }
    *out = reader.zone;
    return STATUS_OK;
}

void zone_free(struct zone *zone)
{
    if (!zone) {
        return;
    }
    for (size_t i = 0; i < zone->count; i++) {
        buffer_clear(&zone->records[i].rdata);
    }
    free(zone->records);
    free(zone);
}
