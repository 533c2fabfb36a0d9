// SPDX-License-Identifier: MIT
#include "mail/spf_eval.h"

#include "mail/spf_check.h"

// clang-format off
static const char *const names[] = {
    [SPF_RESULT_NONE]      = "none",
    [SPF_RESULT_NEUTRAL]   = "neutral",
    [SPF_RESULT_PASS]      = "pass",
    [SPF_RESULT_FAIL]      = "fail",
    [SPF_RESULT_SOFTFAIL]  = "softfail",
    [SPF_RESULT_TEMPERROR] = "temperror",
    [SPF_RESULT_PERMERROR] = "permerror",
};
// clang-format on
_Static_assert(COUNT(names) == SPF_RESULT_COUNT, "every result has its word");

const char *spf_result_name(enum spf_result result)
{
    return names[result];
}

static enum spf_result from_qualifier(char qualifier)
{
    switch (qualifier) {
    case '-':
        return SPF_RESULT_FAIL;
    case '~':
        return SPF_RESULT_SOFTFAIL;
    case '?':
        return SPF_RESULT_NEUTRAL;
    default:
        return SPF_RESULT_PASS;
    }
}

static enum spf_result from_match(enum spf_match match, char qualifier)
{
    if (match == SPF_MATCH_YES) {
        return from_qualifier(qualifier);
    }
    return match == SPF_MATCH_TEMPERROR ? SPF_RESULT_TEMPERROR : SPF_RESULT_PERMERROR;
}

/* The first mechanism that decides; *decided stays false when none does. */
static bool evaluate_mechanisms(struct spf_check *check, const struct name *domain,
                                const struct spf *spf, bool *decided, enum spf_result *result)
{
    for (size_t i = 0; i < spf->count && !*decided; i++) {
        const struct spf_term *term = &spf->terms[i];

        if (term->modifier) {
            continue;
        }
        enum spf_match match = spf_match(check, domain, term);

        if (match == SPF_MATCH_WAITING) {
            return false;
        }
        if (match != SPF_MATCH_NO) {
            *decided = true;
            *result = from_match(match, term->qualifier);
        }
    }
    return true;
}

static const struct spf_term *find_redirect(const struct spf *spf)
{
    for (size_t i = 0; i < spf->count; i++) {
        if (spf->terms[i].mechanism == SPF_REDIRECT) {
            return &spf->terms[i];
        }
    }
    return NULL;
}

/* RFC 7208 6.1. */
static bool follow_redirect(struct spf_check *check, const struct name *domain,
                            const struct spf_term *redirect, bool included, enum spf_result *result)
{
    struct name target;
    bool valid;

    if (!spf_may_look_up(check)) {
        *result = SPF_RESULT_PERMERROR;
        return true;
    }
    if (!spf_target(check, domain, redirect, &target, &valid)) {
        return false;
    }
    if (!valid) {
        *result = SPF_RESULT_PERMERROR;
        return true;
    }
    if (!spf_check_host(check, &target, included, result)) {
        return false;
    }
    *result = *result == SPF_RESULT_NONE ? SPF_RESULT_PERMERROR : *result;
    return true;
}

static bool evaluate(struct spf_check *check, const struct name *domain, const struct spf *spf,
                     bool included, enum spf_result *result)
{
    const struct spf_term *redirect = find_redirect(spf);
    bool decided = false;

    *result = SPF_RESULT_NEUTRAL;
    if (!spf->valid) {
        *result = SPF_RESULT_PERMERROR;
        return true;
    }
    if (!evaluate_mechanisms(check, domain, spf, &decided, result)) {
        return false;
    }
    if (!decided && redirect != NULL) {
        return follow_redirect(check, domain, redirect, included, result);
    }
    return *result != SPF_RESULT_FAIL || included || spf_explain(check, domain, spf);
}

bool spf_check_host(struct spf_check *check, const struct name *domain, bool included,
                    enum spf_result *result)
{
    const struct answers *answers = book_ask_resolver(check->book, domain, RR_TXT);
    struct buffer text = {0};
    bool known = true;

    if (answers == NULL) {
        return false;
    }
    if (!answers_is_definite(answers)) {
        *result = SPF_RESULT_TEMPERROR;
        return true;
    }
    size_t count = spf_select(answers, &text);

    if (count == 1) {
        struct spf *spf = spf_parse(buffer_text(&text), text.length);

        known = evaluate(check, domain, spf, included, result);
        spf_free(spf);
    } else {
        *result = count == 0 ? SPF_RESULT_NONE : SPF_RESULT_PERMERROR;
    }
    buffer_clear(&text);
    return known;
}

bool spf_eval(struct book *book, const struct spf_sender *sender, struct spf_evaluation *out)
{
    struct spf_check check = {.book = book, .sender = sender};
    enum spf_result result = SPF_RESULT_NONE;
    struct name domain;
    bool known = true;

    if (spf_set_sender(&check, &domain)) {
        known = spf_check_host(&check, &domain, false, &result);
    }
    if (known) {
        *out = (struct spf_evaluation){.result = result,
                                       .explanation = check.explanation,
                                       .lookups = check.lookups,
                                       .voids = check.voids};
    } else {
        buffer_clear(&check.explanation);
    }
    spf_macros_clear(&check.macros);
    return known;
}
