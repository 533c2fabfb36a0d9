// SPDX-License-Identifier: MIT
#pragma once
/*
 * Inside check_host(): what one evaluation carries along, shared by the loop over the terms
 * (spf_eval.c), the sender (spf_sender.c), the mechanisms (spf_match.c), the names of an address
 * (spf_ptr.c) and the explanation (spf_explain.c). Not for anybody else. Functions that return
 * false, and SPF_MATCH_WAITING, mean: the book is waiting, the whole evaluation is run again.
 */
#include "mail/spf_eval.h"
#include "mail/spf_macro.h"

struct spf_check {
    struct book *book;
    const struct spf_sender *sender;
    struct address ip; /* an IPv4-mapped IPv6 address is the IPv4 address it holds (RFC 7208 5) */
    struct spf_macros macros; /* of the sender; d and p are set when a name or text is made */
    size_t lookups, voids;
    struct buffer explanation;
};

enum spf_match {
    SPF_MATCH_NO,
    SPF_MATCH_YES,
    SPF_MATCH_TEMPERROR,
    SPF_MATCH_PERMERROR,
    SPF_MATCH_WAITING
};

/* Reads check->sender into check->ip and the macros. False when its domain is malformed: the result
 * is none. */
bool spf_set_sender(struct spf_check *check, struct name *domain) MUST_USE;
/* check_host() for one name; included: inside an include, whose explanations do not count (RFC
 * 7208 6.2). */
bool spf_check_host(struct spf_check *check, const struct name *domain, bool included,
                    enum spf_result *result) MUST_USE;
/* Does the mechanism match? term is a mechanism without fault. */
enum spf_match spf_match(struct spf_check *check, const struct name *domain,
                         const struct spf_term *term);
/* True when the look-up that is due now is still within the limit. */
bool spf_may_look_up(struct spf_check *check);

/* Sets the macros that depend on the record (d) and on the names of the address (p), for these
 * bytes. */
bool spf_set_macros(struct spf_check *check, const struct name *domain, const char *bytes,
                    size_t n) MUST_USE;
/* The name a term points to: the domain itself without domain-spec. valid becomes false when that
 * is no name. */
bool spf_target(struct spf_check *check, const struct name *domain, const struct spf_term *term,
                struct name *out, bool *valid) MUST_USE;

/* A or AAAA, as the sender's address. */
uint16_t spf_address_type(const struct spf_check *check);
/* True when one of the addresses, of the sender's family, lies in the term's range around it. */
bool spf_answers_match(const struct spf_check *check, const struct answers *answers,
                       const struct spf_term *term);

struct spf_names {
    struct name items[SPF_PTR_LIMIT];
    size_t count;
    const struct answers *answers; /* to the PTR question; NULL: not asked */
};
/* The names of the sender's address that lead back to it (RFC 7208 5.5), at most the first ten of
 * its PTR records. */
bool spf_validated_names(struct spf_check *check, struct spf_names *out) MUST_USE;

/* Fills check->explanation from the record's exp=, else from the default (RFC 7208 6.2). */
bool spf_explain(struct spf_check *check, const struct name *domain,
                 const struct spf *spf) MUST_USE;
