// SPDX-License-Identifier: MIT
#include "mail/spf_check.h"

#include <string.h>

typedef enum spf_match match_fn(struct spf_check *check, const struct name *domain,
                                const struct spf_term *term);

static match_fn match_all, match_include, match_a, match_mx, match_ptr, match_ip, match_exists;

// clang-format off
static match_fn *const matches[SPF_MECHANISM_COUNT] = {
    [SPF_ALL]     = match_all,
    [SPF_INCLUDE] = match_include,
    [SPF_A]       = match_a,
    [SPF_MX]      = match_mx,
    [SPF_PTR]     = match_ptr,
    [SPF_IP4]     = match_ip,
    [SPF_IP6]     = match_ip,
    [SPF_EXISTS]  = match_exists,
};
// clang-format on

enum spf_match spf_match(struct spf_check *check, const struct name *domain,
                         const struct spf_term *term)
{
    return matches[term->mechanism](check, domain, term);
}

bool spf_may_look_up(struct spf_check *check)
{
    return ++check->lookups <= SPF_LOOKUP_LIMIT;
}

static enum spf_match matched(bool yes)
{
    return yes ? SPF_MATCH_YES : SPF_MATCH_NO;
}

bool spf_set_macros(struct spf_check *check, const struct name *domain, const char *bytes, size_t n)
{
    static const char unknown[] = "unknown";
    struct spf_names names;
    size_t best = 0;

    spf_macros_set_name(&check->macros, 'd', domain);
    if (!spf_macro_uses(bytes, n, 'p')) {
        return true;
    }
    if (!spf_validated_names(check, &names)) {
        return false;
    }
    for (size_t i = names.count; i-- > 0;) { /* the domain itself, else a name below it, else any */
        best = name_is_within(&names.items[i], domain) ? i : best;
    }
    for (size_t i = names.count; i-- > 0;) {
        best = name_equal(&names.items[i], domain) ? i : best;
    }
    if (names.count > 0) {
        spf_macros_set_name(&check->macros, 'p', &names.items[best]);
    } else {
        spf_macros_set(&check->macros, 'p', unknown, sizeof unknown - 1);
    }
    return true;
}

bool spf_target(struct spf_check *check, const struct name *domain, const struct spf_term *term,
                struct name *out, bool *valid)
{
    if (term->domain_spec == NULL) {
        *out = *domain;
        *valid = true;
        return true;
    }
    if (!spf_set_macros(check, domain, term->domain_spec, term->domain_spec_length)) {
        return false;
    }
    *valid = spf_macro_name(&check->macros, term->domain_spec, term->domain_spec_length, out);
    return true;
}

uint16_t spf_address_type(const struct spf_check *check)
{
    return check->ip.family == ADDRESS_IP6 ? RR_AAAA : RR_A;
}

static bool same_prefix(const struct address *a, const struct address *b, int bits)
{
    size_t whole = (size_t)bits / 8;
    unsigned rest = (unsigned)bits % 8;

    if (a->family != b->family || memcmp(a->bytes, b->bytes, whole) != 0) {
        return false;
    }
    return rest == 0 || ((a->bytes[whole] ^ b->bytes[whole]) >> (8 - rest)) == 0;
}

static bool in_range(const struct spf_check *check, const struct address *base,
                     const struct spf_term *term)
{
    return same_prefix(&check->ip, base,
                       check->ip.family == ADDRESS_IP6 ? term->prefix6 : term->prefix4);
}

bool spf_answers_match(const struct spf_check *check, const struct answers *answers,
                       const struct spf_term *term)
{
    for (size_t i = 0; i < answers->count; i++) {
        struct address address;

        if (rr_address(&answers->records[i], &address) && in_range(check, &address, term)) {
            return true;
        }
    }
    return false;
}

/* Too many names that do not exist end the evaluation (RFC 7208 4.6.4). */
static bool is_within_voids(struct spf_check *check, const struct answers *answers)
{
    check->voids += answers_is_definite(answers) && !answers_is_found(answers);
    return check->voids <= SPF_VOID_LIMIT;
}

/* Asks the term's target. *answers is NULL when the target is no name, which matches nothing. */
static enum spf_match ask_target(struct spf_check *check, const struct name *domain,
                                 const struct spf_term *term, uint16_t type,
                                 const struct answers **answers)
{
    struct name target;
    bool valid;

    *answers = NULL;
    if (!spf_may_look_up(check)) {
        return SPF_MATCH_PERMERROR;
    }
    if (!spf_target(check, domain, term, &target, &valid)) {
        return SPF_MATCH_WAITING;
    }
    if (!valid) {
        return SPF_MATCH_NO;
    }
    *answers = book_ask_resolver(check->book, &target, type);
    if (*answers == NULL) {
        return SPF_MATCH_WAITING;
    }
    if (!answers_is_definite(*answers)) {
        return SPF_MATCH_TEMPERROR;
    }
    return is_within_voids(check, *answers) ? SPF_MATCH_NO : SPF_MATCH_PERMERROR;
}

static enum spf_match match_all(struct spf_check *check, const struct name *domain,
                                const struct spf_term *term)
{
    (void)check;
    (void)domain;
    (void)term;
    return SPF_MATCH_YES;
}

static enum spf_match match_ip(struct spf_check *check, const struct name *domain,
                               const struct spf_term *term)
{
    (void)domain;
    return matched(in_range(check, &term->address, term));
}

static enum spf_match match_a(struct spf_check *check, const struct name *domain,
                              const struct spf_term *term)
{
    const struct answers *answers;
    enum spf_match match = ask_target(check, domain, term, spf_address_type(check), &answers);

    return match == SPF_MATCH_NO && answers != NULL
               ? matched(spf_answers_match(check, answers, term))
               : match;
}

/* Always an A question, whatever the sender's family (RFC 7208 5.7). */
static enum spf_match match_exists(struct spf_check *check, const struct name *domain,
                                   const struct spf_term *term)
{
    const struct answers *answers;
    enum spf_match match = ask_target(check, domain, term, RR_A, &answers);

    return match == SPF_MATCH_NO && answers != NULL ? matched(answers_is_found(answers)) : match;
}

/* One mail host of an mx term. */
static enum spf_match match_host(struct spf_check *check, const struct rr *rr,
                                 const struct spf_term *term)
{
    struct name host;

    if (!rr_name(rr, &host) || name_is_root(&host)) {
        return SPF_MATCH_NO; /* a null MX (RFC 7505) */
    }
    const struct answers *answers = book_ask_resolver(check->book, &host, spf_address_type(check));

    if (answers == NULL) {
        return SPF_MATCH_WAITING;
    }
    return answers_is_definite(answers) ? matched(spf_answers_match(check, answers, term))
                                        : SPF_MATCH_TEMPERROR;
}

static enum spf_match match_mx(struct spf_check *check, const struct name *domain,
                               const struct spf_term *term)
{
    const struct answers *answers;
    enum spf_match match = ask_target(check, domain, term, RR_MX, &answers);
    bool waiting = false;

    if (match != SPF_MATCH_NO || answers == NULL) {
        return match;
    }
    if (answers->count > SPF_MX_LIMIT) {
        return SPF_MATCH_PERMERROR;
    }
    for (size_t i = 0; i < answers->count; i++) { /* all hosts are asked for in one round */
        enum spf_match host = match_host(check, &answers->records[i], term);

        waiting = waiting || host == SPF_MATCH_WAITING;
        match = match == SPF_MATCH_NO ? host : match;
    }
    return waiting ? SPF_MATCH_WAITING : match;
}

static enum spf_match match_ptr(struct spf_check *check, const struct name *domain,
                                const struct spf_term *term)
{
    struct spf_names names;
    struct name target;
    bool valid;

    if (!spf_may_look_up(check)) {
        return SPF_MATCH_PERMERROR;
    }
    if (!spf_target(check, domain, term, &target, &valid) || !spf_validated_names(check, &names)) {
        return SPF_MATCH_WAITING;
    }
    if (names.answers != NULL && !is_within_voids(check, names.answers)) {
        return SPF_MATCH_PERMERROR;
    }
    for (size_t i = 0; valid && i < names.count; i++) {
        if (name_is_within(&names.items[i], &target)) {
            return SPF_MATCH_YES;
        }
    }
    return SPF_MATCH_NO;
}

/* RFC 7208 5.2: what the included record says, seen from here. */
static enum spf_match from_included(enum spf_result result)
{
    // clang-format off
    static const enum spf_match seen[] = {
        [SPF_RESULT_NONE]      = SPF_MATCH_PERMERROR,
        [SPF_RESULT_NEUTRAL]   = SPF_MATCH_NO,
        [SPF_RESULT_PASS]      = SPF_MATCH_YES,
        [SPF_RESULT_FAIL]      = SPF_MATCH_NO,
        [SPF_RESULT_SOFTFAIL]  = SPF_MATCH_NO,
        [SPF_RESULT_TEMPERROR] = SPF_MATCH_TEMPERROR,
        [SPF_RESULT_PERMERROR] = SPF_MATCH_PERMERROR,
    };
    // clang-format on
    _Static_assert(COUNT(seen) == SPF_RESULT_COUNT, "every result is seen");

    return seen[result];
}

static enum spf_match match_include(struct spf_check *check, const struct name *domain,
                                    const struct spf_term *term)
{
    enum spf_result result;
    struct name target;
    bool valid;

    if (!spf_may_look_up(check)) {
        return SPF_MATCH_PERMERROR;
    }
    if (!spf_target(check, domain, term, &target, &valid)) {
        return SPF_MATCH_WAITING;
    }
    if (!valid) {
        return SPF_MATCH_PERMERROR;
    }
    return spf_check_host(check, &target, true, &result) ? from_included(result)
                                                         : SPF_MATCH_WAITING;
}
