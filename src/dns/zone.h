// SPDX-License-Identifier: MIT
#pragma once
/* Zone-file text (RFC 1035 5.1): one record out, for people to paste; a small zone in, for tests
 * and the demo. Pure. */
#include "base/buffer.h"
#include "base/fault.h"
#include "dns/book.h"

/* The value as quoted strings of at most 255 bytes each, `"..." "..."`; quotes, backslashes and
 * non-printables escaped. */
void zone_txt_strings(struct buffer *out, const char *value);
/* `host ttl IN TXT ( "..." "..." )`; host is written as given. */
void zone_txt_line(struct buffer *out, const char *host, uint32_t ttl, const char *value);

struct zone; /* a small set of RRsets; answers like one authoritative server */
/* The root is the origin until $ORIGIN says otherwise; $TTL, parentheses, quotes and comments are
 * understood, units in numbers too. code "invalid-zone", with the line. */
enum status zone_parse(const char *text, struct zone **out, struct fault *fault) MUST_USE;
void zone_free(struct zone *zone);
/* What the zone says to the question: AA set, CNAMEs inside the zone followed, wildcards,
 * NXDOMAIN/NODATA with SOA. A server that is asked itself refuses names without a SOA above them;
 * as a resolver it knows that they do not exist. */
struct answers *zone_answer(const struct zone *zone, const struct question *question);
