// SPDX-License-Identifier: MIT
#include "base/array.h"
#include "base/text.h"
#include "mail/authres.h"
#include "mail/header.h"

#include <stdlib.h>
#include <string.h>

enum { FIELDS_MOST = 256, ORGANIZATION_LABELS = 2 };

/* What a message's header says, from its top to the place the reader is at. */
struct reader {
    const struct name *domain, *organization;
    const char *const *trusted;
    size_t trusted_count;
    struct authres_reading *out;
    char hosts[32][256]; /* "by" of the Received lines so far */
    size_t host_count;
    size_t fields;   /* Authentication-Results seen */
    size_t believed; /* of them */
    bool closed; /* a Received line stands below the first field: nothing further is the receiver's
                  */
    bool arc;
};

static bool is_within_organization(const struct reader *reader, const char *text)
{
    struct name name;

    return name_parse(text, &name) && name_is_within(&name, reader->organization);
}

/* Two hosts of one operator, as far as their names tell. An address is an inner hop of the
 * receiver's own. */
static bool is_same_operator(const char *host, const char *id)
{
    struct name a;
    struct name b;

    if (strpbrk(host, ":[") || !strchr(host, '.') || text_equal_nocase(host, id)) {
        return true;
    }
    if (!name_parse(host, &a) || !name_parse(id, &b) || a.labels < ORGANIZATION_LABELS ||
        b.labels < ORGANIZATION_LABELS) {
        return false;
    }
    name_suffix(&a, ORGANIZATION_LABELS, &a);
    name_suffix(&b, ORGANIZATION_LABELS, &b);
    return name_equal(&a, &b);
}

/* Everybody above the field is the receiver itself; a foreign host above it means that it came with
 * the mail. */
static bool is_below_others(const struct reader *reader, const char *id)
{
    for (size_t i = 0; i < reader->host_count; i++) {
        bool own = is_same_operator(reader->hosts[i], id);

        for (size_t j = 0; !own && j < reader->trusted_count; j++) {
            own = is_same_operator(reader->hosts[i], reader->trusted[j]);
        }
        if (!own) {
            return true;
        }
    }
    return false;
}

static bool is_trusted(const struct reader *reader, const char *id)
{
    for (size_t i = 0; i < reader->trusted_count; i++) {
        if (text_equal_nocase(reader->trusted[i], id)) {
            return true;
        }
    }
    return reader->trusted_count == 0 && !reader->closed;
}

/* The domain of an address, or the whole of what has no "@". */
static void copy_domain(char *to, size_t size, const char *address)
{
    const char *at = strrchr(address, '@');

    text_copy(to, size, at ? at + 1 : address);
}

static void read_spf(struct reader *reader, const struct authres_result *result)
{
    const char *from = authres_prop(result, "smtp.mailfrom");
    struct authres_reading *out = reader->out;

    if (out->spf[0]) {
        return;
    }
    from = from ? from : authres_prop(result, "smtp.helo");
    text_copy(out->spf, sizeof out->spf, result->result);
    if (from) {
        copy_domain(out->spf_domain, sizeof out->spf_domain, from);
        out->spf_aligned = is_within_organization(reader, out->spf_domain);
    }
}

/* The signer: d=, else what stands behind the "@" of i=. */
static void signature_domain(const struct authres_result *result, char *to, size_t size)
{
    const char *d = authres_prop(result, "header.d");
    const char *i = authres_prop(result, "header.i");

    to[0] = '\0';
    if (d || i) {
        copy_domain(to, size, d ? d : i);
    }
}

static bool is_own_domain(const struct reader *reader, const struct authres_result *result)
{
    const char *properties[] = {authres_prop(result, "header.d"), authres_prop(result, "header.i")};

    for (size_t i = 0; i < COUNT(properties); i++) {
        char text[256];
        struct name name;

        if (properties[i]) {
            copy_domain(text, sizeof text, properties[i]);
            if (name_parse(text, &name) && name_equal(&name, reader->domain)) {
                return true;
            }
        }
    }
    return false;
}

static bool is_pass(const char *result)
{
    return text_equal(result, "pass");
}

/* A pass takes the place of whatever was there. */
static void take_result(char *to, size_t size, const char *result)
{
    if (!to[0] || (is_pass(result) && !is_pass(to))) {
        text_copy(to, size, result);
    }
}

static void read_dkim(struct reader *reader, const struct authres_result *result)
{
    struct authres_reading *out = reader->out;
    struct authres_signature *signature =
        ARRAY_ADD(out->signatures, out->signature_count, out->signature_capacity);
    const char *selector = authres_prop(result, "header.s");
    bool better = !out->dkim[0] || (is_pass(result->result) && !is_pass(out->dkim));

    signature_domain(result, signature->domain, sizeof signature->domain);
    text_copy(signature->selector, sizeof signature->selector, selector ? selector : "");
    text_copy(signature->result, sizeof signature->result, result->result);
    signature->aligned = is_within_organization(reader, signature->domain);
    if (better || (signature->aligned && is_pass(result->result))) {
        text_copy(out->dkim_domain, sizeof out->dkim_domain, signature->domain);
        text_copy(out->dkim_selector, sizeof out->dkim_selector, signature->selector);
    }
    take_result(out->dkim, sizeof out->dkim, result->result);
    if (is_own_domain(reader, result)) {
        take_result(out->dkim_for_domain, sizeof out->dkim_for_domain, result->result);
    }
    if (!is_pass(result->result) && !out->reason[0]) {
        const char *why = result->reason ? result->reason : result->comment;

        text_copy(out->reason, sizeof out->reason, why ? why : "");
    }
}

/* "(p=NONE sp=NONE dis=NONE)", as Gmail and others write it. */
static void copy_policy(const char *comment, char *to, size_t size)
{
    const char *p = comment ? strstr(comment, "p=") : NULL;
    char word[24];
    size_t n;

    if (!p) {
        return;
    }
    n = strcspn(p + 2, " ;,)");
    text_safe_copy(word, sizeof word, p + 2, n);
    text_lower(word);
    text_copy(to, size, word);
}

static void read_dmarc(struct reader *reader, const struct authres_result *result)
{
    const char *from = authres_prop(result, "header.from");
    struct authres_reading *out = reader->out;

    if (out->dmarc[0]) {
        return;
    }
    text_copy(out->dmarc, sizeof out->dmarc, result->result);
    copy_policy(result->comment, out->policy, sizeof out->policy);
    if (from) {
        copy_domain(out->from_domain, sizeof out->from_domain, from);
    }
}

static void read_results(struct reader *reader, const struct authres *authres)
{
    for (size_t i = 0; i < authres->count; i++) {
        const struct authres_result *result = &authres->results[i];

        if (text_equal(result->method, "spf")) {
            read_spf(reader, result);
        } else if (text_equal(result->method, "dkim")) {
            read_dkim(reader, result);
        } else if (text_equal(result->method, "dmarc")) {
            read_dmarc(reader, result);
        }
    }
}

static void read_field(struct reader *reader, const char *body, size_t n)
{
    struct authres *authres = NULL;
    const char *id;

    if (++reader->fields > FIELDS_MOST) {
        return;
    }
    if (authres_parse(body, n, &authres, NULL)) {
        reader->out->malformed = true;
        return;
    }
    id = authres->authserv_id ? authres->authserv_id : "";
    if (!is_trusted(reader, id)) {
        reader->out->untrusted = true;
        text_copy(reader->out->untrusted_id, sizeof reader->out->untrusted_id, id);
    } else if (is_below_others(reader, id)) {
        reader->out->below_received = true;
    } else {
        reader->believed++;
        read_results(reader, authres);
    }
    authres_free(authres);
}

/* "Received: from A by B with C": who B says it is. */
static void read_received(struct reader *reader, const char *body, size_t n)
{
    char *copy = mem_text_n(body, n);
    char *word;
    char *rest = copy;
    bool next = false;

    reader->closed = reader->fields > 0;
    while ((word = strtok_r(rest, " \t\r\n;", &rest))) {
        if (next && reader->host_count < COUNT(reader->hosts)) {
            text_copy(reader->hosts[reader->host_count], sizeof reader->hosts[0], word);
            reader->host_count++;
            break;
        }
        next = text_equal_nocase(word, "by");
    }
    free(copy);
}

static void read_header_field(void *arg, const char *name, const char *body, size_t n)
{
    struct reader *reader = arg;

    if (text_equal_nocase(name, "Authentication-Results")) {
        read_field(reader, body, n);
    } else if (text_equal_nocase(name, "Received")) {
        read_received(reader, body, n);
    } else if (text_equal_nocase(name, "ARC-Authentication-Results")) {
        reader->arc = true;
    }
}

void authres_read(const char *message, size_t length, const struct name *domain,
                  const struct name *organization, const char *const *trusted, size_t n,
                  struct authres_reading *out)
{
    struct reader reader = {.domain = domain,
                            .organization = organization,
                            .trusted = trusted,
                            .trusted_count = n,
                            .out = out};

    *out = (struct authres_reading){0};
    header_read(message, length, read_header_field, &reader);
    out->arc_only = reader.believed == 0 && reader.fields == 0 && reader.arc;
    out->none = reader.fields == 0 && !reader.arc;
}

void authres_reading_clear(struct authres_reading *reading)
{
    free(reading->signatures);
    *reading = (struct authres_reading){0};
}
