// SPDX-License-Identifier: MIT
#include "store/filter.h"

#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "dns/name_idna.h"
#include "domain/lifecycle.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool in_state(const struct domain *domain, const struct filter_term *term)
{
    for (int record = 0; record < RECORD_COUNT; record++) {
        if ((term->record == RECORD_COUNT || (int)term->record == record) &&
            (int)record_state(domain, (enum record)record) == term->value) {
            return true;
        }
    }
    return false;
}

static bool is_ok(const struct domain *domain, const struct filter_term *term)
{
    (void)term;
    for (int record = 0; record < RECORD_COUNT; record++) {
        if (!record_is_verified(domain, (enum record)record)) {
            return false;
        }
    }
    return true;
}

static bool is_in_need(const struct domain *domain, const struct filter_term *term)
{
    (void)term;
    return domain_needs_attention(domain);
}

static bool is_waiting(const struct domain *domain, const struct filter_term *term)
{
    (void)term;
    return domain_is_waiting(domain);
}

static bool is_used(const struct domain *domain, const struct filter_term *term)
{
    (void)term;
    return domain_is_in_use(domain);
}

static bool has_policy(const struct domain *domain, const struct filter_term *term)
{
    return (int)domain->policy == term->value;
}

static bool has_role(const struct domain *domain, const struct filter_term *term)
{
    return (int)domain->role == term->value;
}

struct plain_word {
    const char *word;
    filter_test_fn *test;
    enum record record;
    int value;
};

// clang-format off
static const struct plain_word plain_words[] = {
    { "attention", is_in_need, RECORD_COUNT, 0 },
    { "waiting",   is_waiting, RECORD_COUNT, 0 },
    { "in-use",    is_used,    RECORD_COUNT, 0 },
    { "lost",      in_state,   RECORD_COUNT, STATE_LOST },
    { "stop",      in_state,   RECORD_COUNT, STATE_STOPPED },
    { "fail",      in_state,   RECORD_COUNT, STATE_FAILED },
    { "new",       in_state,   RECORD_TOKEN, STATE_UNVERIFIED },
    { "ok",        is_ok,      RECORD_COUNT, 0 },
};

static const struct plain_word keyed_words[] = {
    { "role:owner",       has_role,   RECORD_COUNT, ROLE_OWNER },
    { "role:guest",       has_role,   RECORD_COUNT, ROLE_GUEST },
    { "dmarc:none",       has_policy, RECORD_COUNT, POLICY_NONE },
    { "dmarc:quarantine", has_policy, RECORD_COUNT, POLICY_QUARANTINE },
    { "dmarc:reject",     has_policy, RECORD_COUNT, POLICY_REJECT },
};
// clang-format on

static bool word_find(const struct plain_word *words, size_t n, const char *word,
                      struct filter_term *out)
{
    for (size_t i = 0; i < n; i++) {
        if (text_equal_nocase(words[i].word, word)) {
            out->kind = FILTER_TRAIT;
            out->test = words[i].test;
            out->record = words[i].record;
            out->value = words[i].value;
            return true;
        }
    }
    return false;
}

/* state:X, token:X, spf:X, dkim:X, dmarc:X */
static bool state_find(const char *key, const char *value, struct filter_term *out)
{
    enum state state;

    out->record = RECORD_COUNT;
    if (!text_equal(key, "state") && !record_from_word(key, &out->record)) {
        return false;
    }
    if (!state_from_word(value, &state)) {
        return false;
    }
    out->kind = FILTER_TRAIT;
    out->test = in_state;
    out->value = (int)state;
    return true;
}

static bool label_find(const char *key, const char *value, struct filter_term *out)
{
    enum code code;
    bool fail = text_equal(key, "fail") && code_from_word(value, &code);
    bool provider = text_equal(key, "ns") && *value;

    out->kind = FILTER_LABEL;
    return (fail || provider) &&
           snprintf(out->text, sizeof out->text, "%s:%s", key, value) < (int)sizeof out->text;
}

static enum status keyed_read(const char *word, const char *colon, struct filter_term *out,
                              struct fault *fault)
{
    char key[16] = "";
    size_t length = (size_t)(colon - word);

    if (length < sizeof key) {
        memcpy(key, word, length);
    }
    if (word_find(keyed_words, COUNT(keyed_words), word, out) || state_find(key, colon + 1, out) ||
        label_find(key, colon + 1, out)) {
        return STATUS_OK;
    }
    return fault_set(fault, STATUS_INVALID, "usage",
                     _("\"%s\" is no filter; filters are state:, token:, spf:, dkim:, dmarc:, "
                       "role:, fail:CODE and ns:PROVIDER"),
                     word);
}

/* Names are kept as A-labels. What UTS 46 refuses matches nothing, which is right. */
static void name_read(const char *word, struct filter_term *out)
{
    struct buffer ascii = {0};
    const char *part = word;

    if (!text_is_ascii(word, strlen(word)) && idna_to_ascii(word, &ascii)) {
        part = buffer_text(&ascii);
    }
    text_copy(out->text, sizeof out->text, part);
    buffer_clear(&ascii);
    out->kind = strpbrk(out->text, "*?") ? FILTER_PATTERN : FILTER_PART;
}

static enum status term_read(char *word, struct filter_term *out, struct fault *fault)
{
    const char *colon;

    *out = (struct filter_term){.negated = *word == '-' && word[1]};
    word += out->negated;
    text_lower(word);
    colon = strchr(word, ':');
    if (colon) {
        return keyed_read(word, colon, out, fault);
    }
    if (!word_find(plain_words, COUNT(plain_words), word, out)) {
        name_read(word, out);
    }
    return STATUS_OK;
}

static enum status words_read(char *text, struct filter *out, struct fault *fault)
{
    static const char blanks[] = " \t\r\n";
    char *rest = NULL;

    for (char *word = strtok_r(text, blanks, &rest); word; word = strtok_r(NULL, blanks, &rest)) {
        enum status status;

        if (out->count == FILTER_TERMS || strlen(word) >= FILTER_TEXT) {
            return fault_set(fault, STATUS_INVALID, "usage",
                             _("a filter has at most %d words of %d characters"), FILTER_TERMS,
                             FILTER_TEXT - 1);
        }
        status = term_read(word, &out->terms[out->count++], fault);
        if (status) {
            return status;
        }
    }
    return STATUS_OK;
}

enum status filter_parse(const char *text, struct filter *out, struct fault *fault)
{
    struct filter filter = {0};
    char *copy = mem_text(text ? text : "");
    enum status status = words_read(copy, &filter, fault);

    free(copy);
    if (status == STATUS_OK) {
        *out = filter;
    }
    return status;
}

bool filter_wants(const struct filter *filter, const struct domain *domain)
{
    for (size_t i = 0; i < filter->count; i++) {
        const struct filter_term *term = &filter->terms[i];

        if (term->kind == FILTER_TRAIT && term->test(domain, term) == term->negated) {
            return false;
        }
    }
    return true;
}

bool filter_has(const struct filter *filter, enum filter_kind kind)
{
    for (size_t i = 0; i < filter->count; i++) {
        if (filter->terms[i].kind == kind) {
            return true;
        }
    }
    return false;
}
