// SPDX-License-Identifier: MIT
#pragma once
/*
 * SPF records (RFC 7208): which TXT of an RRset is one, and its terms with every macro and prefix
 * length. The reader keeps going after an error, so that lint can name each bad term; a record with
 * any error is void (RFC 7208 4.6). Pure.
 */
#include "base/buffer.h"
#include "dns/answers.h"

/* What receivers stop at: terms that ask the DNS, those that find nothing, hosts of one mx, names
 * of one address (RFC 7208 4.6.4). */
enum { SPF_LOOKUP_LIMIT = 10, SPF_VOID_LIMIT = 2, SPF_MX_LIMIT = 10, SPF_PTR_LIMIT = 10 };

enum spf_mechanism {
    SPF_UNKNOWN, /* a bad term or an unknown modifier */
    SPF_ALL,
    SPF_INCLUDE,
    SPF_A,
    SPF_MX,
    SPF_PTR,
    SPF_IP4,
    SPF_IP6,
    SPF_EXISTS,
    SPF_REDIRECT,
    SPF_EXP,
    SPF_MECHANISM_COUNT
};

struct spf_term {
    enum spf_mechanism mechanism;
    char qualifier;          /* + - ~ ?; '+' when none is written; 0 for modifiers */
    bool modifier;           /* name=value */
    bool bad;                /* breaks the grammar of RFC 7208 12 */
    bool has_macro;          /* the domain-spec depends on the sender */
    const char *problem;     /* untranslated N_() reason, NULL when not bad */
    char *text;              /* as written, safe text; the memory of domain_spec, too */
    const char *domain_spec; /* raw bytes, a NUL behind them; NULL when there is none */
    size_t domain_spec_length;
    int prefix4, prefix6;   /* CIDR lengths; 32 and 128 when none is written */
    struct address address; /* ip4, ip6 */
    size_t offset;          /* of the term in the record, in bytes */
};

struct spf {
    char *text; /* the joined record; may hold any byte; behind the struct */
    size_t length;
    struct spf_term *terms;
    size_t count, capacity;
    bool valid; /* no bad term, at most one redirect= and one exp= */
};

/* True for "v=spf1" alone or followed by a space, in any letter case (RFC 7208 4.5). */
bool spf_is_record(const char *bytes, size_t n);
/* Reads one record; never fails: problems are in the terms. */
struct spf *spf_parse(const char *bytes, size_t n);
void spf_free(struct spf *spf);
/* The number of SPF records in a TXT RRset; the first one's joined bytes are appended to out (may
 * be NULL). */
size_t spf_select(const struct answers *answers, struct buffer *out);
const char *spf_mechanism_name(enum spf_mechanism mechanism); /* "include" */
/* The index of the first `all`, where reading ends; spf->count when there is none. */
size_t spf_all(const struct spf *spf);
/* True when both name the same senders: letter case, a trailing dot, a written default length and
 * the qualifier apart. */
bool spf_term_same(const struct spf_term *a, const struct spf_term *b);
/* True when its domain-spec holds a macro that is expanded, also one that every sender gives the
 * same value (%{d}, %{o}). */
bool spf_term_has_macro(const struct spf_term *term);
/* True for include:HOST with any qualifier. */
bool spf_term_includes(const struct spf_term *term, const char *include);
