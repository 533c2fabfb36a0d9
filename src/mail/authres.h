// SPDX-License-Identifier: MIT
#pragma once
/*
 * Authentication-Results (RFC 8601): one field, or a whole message with several, as receivers
 * really write them. Pure.
 */
#include "base/buffer.h"
#include "base/fault.h"
#include "dns/name.h"

struct authres_prop {
    char *name;  /* "smtp.mailfrom", lower case */
    char *value; /* safe text */
};

struct authres_result {
    char *method, *result, *reason; /* method and result lower case; reason NULL when absent */
    char *comment; /* what stands in parentheses behind the result, joined by "; "; NULL: nothing */
    struct authres_prop *props;
    size_t prop_count, prop_capacity;
};

struct authres {
    char *authserv_id; /* NULL: none present (Outlook) */
    int version;
    struct authres_result *results;
    size_t count, capacity;
};

/* body: the field's body, folded or not, without its name. STATUS_INVALID code "ar-malformed". */
enum status authres_parse(const char *body, size_t n, struct authres **out,
                          struct fault *fault) MUST_USE;
/* The same as far as it can be read, never NULL; *bad becomes what is wrong, untranslated, or NULL.
 */
struct authres *authres_parse_some(const char *body, size_t n, const char **bad);
void authres_free(struct authres *authres);
const char *authres_prop(const struct authres_result *result, const char *name); /* NULL: none */

struct authres_signature {
    char domain[256], selector[64], result[24];
    bool aligned;
};

/* What a whole received message says about one domain. */
struct authres_reading {
    char spf[24], dkim[24], dmarc[24]; /* "" : no trusted field says */
    char dkim_for_domain[24]; /* the signature whose d= (or i= domain) is the domain; "": none */
    bool spf_aligned;         /* smtp.mailfrom shares the domain's organization */
    char spf_domain[256], dkim_domain[256], dkim_selector[64], from_domain[256], policy[24],
        reason[128];
    struct authres_signature *signatures;
    size_t signature_count, signature_capacity;
    bool none, untrusted, below_received, arc_only, malformed; /* ar-none, ar-untrusted, ... */
    char untrusted_id[256];
};

/* organization: the domain's organizational domain; trusted: authserv-ids of the receiver, n of
 * them (0: unknown). */
void authres_read(const char *message, size_t length, const struct name *domain,
                  const struct name *organization, const char *const *trusted, size_t n,
                  struct authres_reading *out);
void authres_reading_clear(struct authres_reading *reading);
