// SPDX-License-Identifier: MIT
#pragma once
/* What to publish, in the forms that people paste: one line, quoted strings, a zone file, a look-up
 * command, or what to type at the provider who hosts the zone. Pure. */
#include "base/buffer.h"
#include "domain/provider.h"
#include "engine/reply.h"

enum publish_format {
    PUBLISH_ONE_LINE,
    PUBLISH_STRINGS,
    PUBLISH_BIND,
    PUBLISH_NSLOOKUP,
    PUBLISH_PROVIDER,
    PUBLISH_FORMAT_COUNT /* none of these: JSON, or what a person reads */
};

enum { PUBLISH_TTL = 600 };

/* By the word of --format. */
enum publish_format publish_format_parse(const char *word);
/* The zone that holds the records: the zone cut, or the domain when that is not known. */
const char *publish_zone(const struct reply_records *records);
/* What stands once above the records: the zone file's $ORIGIN, the provider's habits. */
void publish_begin(enum publish_format format, const struct reply_records *records,
                   const struct provider_book *providers, struct buffer *out);
/* The i-th record; nothing while its value is being made. providers is for PUBLISH_PROVIDER. */
void publish_record(enum publish_format format, const struct reply_records *records, size_t i,
                    const struct provider_book *providers, struct buffer *out);
