// SPDX-License-Identifier: MIT
#include "mail/authres.h"

#include "base/memory.h"
#include "base/text.h"
#include "mail/authres_trace.h"
#include "mail/authres_verdict.h"
#include "mail/dkim_tag.h"
#include "mail/header.h"

#include <stdlib.h>
#include <string.h>

enum { FIELDS_MOST = 256, IDS_MOST = 16 };

/* What a message's header says, from its top to the place the reader is at. */
struct reader {
    struct authres_verdict verdict;
    const char *const *trusted;
    size_t trusted_count;
    struct authres_trace trace;
    char ids[IDS_MOST][AUTHRES_HOST]; /* whose results were taken */
    size_t id_count;
    size_t sealed; /* of them, those with a Received line below */
    size_t fields; /* Authentication-Results seen */
    bool open;     /* nothing but the receiver's own stands below its first field so far */
    bool adjacent; /* the field above was Authentication-Results, too */
    bool arc;
    char author[AUTHRES_HOST]; /* domain of From */
};

static bool id_is_among(const struct reader *reader, const char *id, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (text_equal_nocase(reader->ids[i], id)) {
            return true;
        }
    }
    return false;
}

/* With ids given, those; else whoever wrote the topmost field, for its other fields by the same
 * operator stand close below. */
static bool is_trusted(const struct reader *reader, const char *id)
{
    for (size_t i = 0; i < reader->trusted_count; i++) {
        if (text_equal_nocase(reader->trusted[i], id)) {
            return true;
        }
    }
    if (reader->trusted_count > 0) {
        return false;
    }
    return reader->id_count == 0 ||
           (reader->open && authres_same_operator(id, reader->ids[0]) &&
            (reader->adjacent || !id_is_among(reader, id, reader->id_count)));
}

/* Came with the mail: by its place among the Received lines, or because the same id had its say
 * above the receiver's own line. */
static bool is_foreign(const struct reader *reader, const char *id)
{
    const char *first = reader->id_count > 0 ? reader->ids[0] : id;
    bool foreign =
        reader->trusted_count > 0
            ? authres_trace_is_foreign(&reader->trace, reader->trusted, reader->trusted_count)
            : authres_trace_is_foreign(&reader->trace, &first, 1);

    return foreign || id_is_among(reader, id, reader->sealed);
}

static void believe(struct reader *reader, const char *id, const struct authres *authres)
{
    if (reader->id_count < IDS_MOST) {
        text_copy(reader->ids[reader->id_count++], AUTHRES_HOST, id);
    }
    reader->open = true;
    authres_verdict_take(&reader->verdict, authres);
}

static void read_field(struct reader *reader, const char *body, size_t n)
{
    const char *bad;
    struct authres *authres = authres_parse_some(body, n, &bad);
    const char *id = authres->authserv_id ? authres->authserv_id : "";
    bool trusted = is_trusted(reader, id), foreign = is_foreign(reader, id);
    struct authres_reading *out = reader->verdict.out;

    out->below_received |= foreign;
    if (!trusted) {
        out->untrusted = true;
        text_copy(out->untrusted_id, sizeof out->untrusted_id, id);
    } else if (!foreign) {
        out->malformed |= bad != NULL;
        believe(reader, id, authres);
    }
    authres_free(authres);
}

/* What receivers write between their fields; anything else is the mail's own. */
static bool is_receivers_field(const char *name)
{
    return text_starts_nocase(name, "X-") || text_starts_nocase(name, "ARC-") ||
           text_equal_nocase(name, "Received-SPF") || text_equal_nocase(name, "Return-Path");
}

static void read_from(struct reader *reader, const char *body, size_t n)
{
    struct buffer safe = {0};
    const char *kept = dkim_span_trim(body, &n, DKIM_BLANKS);

    text_safe(&safe, kept, n);
    if (strchr(buffer_text(&safe), '@')) {
        authres_copy_domain(reader->author, sizeof reader->author, buffer_text(&safe));
    }
    buffer_clear(&safe);
}

static void read_header_field(void *arg, const char *name, const char *body, size_t n)
{
    struct reader *reader = arg;
    bool results = text_equal_nocase(name, "Authentication-Results");

    if (results && reader->fields++ < FIELDS_MOST) {
        read_field(reader, body, n);
    } else if (text_equal_nocase(name, "Received")) {
        authres_trace_add(&reader->trace, body, n);
        reader->sealed = reader->id_count;
        reader->open = false;
    } else if (text_equal_nocase(name, "From")) {
        read_from(reader, body, n);
    }
    reader->arc |= text_equal_nocase(name, "ARC-Authentication-Results");
    reader->open = reader->open && (results || is_receivers_field(name));
    reader->adjacent = results;
}

void authres_read(const char *message, size_t length, const struct name *domain,
                  const struct name *organization, const char *const *trusted, size_t n,
                  struct authres_reading *out)
{
    struct reader *reader = mem_new(sizeof *reader);

    *out = (struct authres_reading){0};
    reader->verdict =
        (struct authres_verdict){.domain = domain, .organization = organization, .out = out};
    reader->trusted = trusted;
    reader->trusted_count = n;
    header_read(message, length, read_header_field, reader);
    out->arc_only = reader->fields == 0 && reader->arc;
    out->none = reader->fields == 0 && !reader->arc;
    if (out->from_domain[0] == '\0') {
        text_copy(out->from_domain, sizeof out->from_domain, reader->author);
    }
    free(reader);
}

void authres_reading_clear(struct authres_reading *reading)
{
    free(reading->signatures);
    *reading = (struct authres_reading){0};
}
