// SPDX-License-Identifier: MIT
#pragma once
/* Zone-file text (RFC 1035 5.1): one record out, for people to paste; a small zone in, for tests and the demo. Pure. */
#include "base/buffer.h"
#include "base/fault.h"
#include "dns/book.h"

/* The value as quoted strings of at most 255 bytes each, `"..." "..."`; quotes, backslashes and non-printables escaped. */
void zone_txt_strings(struct buffer *out, const char *value);
/* `host ttl IN TXT ( "..." "..." )`; host is written as given. */
void zone_txt_line(struct buffer *out, const char *host, uint32_t ttl, const char *value);

struct zone; /* a set of RRsets; answers like one authoritative server */
enum status zone_parse(const char *text, struct zone **out, struct fault *fault) MUST_USE;
void zone_free(struct zone *zone);
/* What the zone says to the question: AA set, CNAMEs inside the zone followed, wildcards, NXDOMAIN/NODATA with SOA. */
struct answers *zone_answer(const struct zone *zone, const struct question *question);
