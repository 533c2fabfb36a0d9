// SPDX-License-Identifier: MIT
#include "mail/spf_check.h"

#include "base/text.h"

static const struct spf_term *find_exp(const struct spf *spf)
{
    for (size_t i = 0; i < spf->count; i++) {
        if (spf->terms[i].mechanism == SPF_EXP) {
            return &spf->terms[i];
        }
    }
    return NULL;
}

/* The text behind exp=, macros not yet expanded; length 0 when anything about it is wrong (RFC
 * 7208 6.2). */
static bool fetch(struct spf_check *check, const struct name *domain, const struct spf_term *exp,
                  struct buffer *text)
{
    struct name target;
    bool valid;

    if (!spf_target(check, domain, exp, &target, &valid)) {
        return false;
    }
    if (!valid) {
        return true;
    }
    const struct answers *answers = book_ask_resolver(check->book, &target, RR_TXT);

    if (answers == NULL) {
        return false;
    }
    if (answers->count == 1) {
        rr_txt_join(&answers->records[0], text);
    }
    if (spf_macro_problem(buffer_text(text), text->length, SPF_IN_TEXT) != NULL) {
        buffer_reset(text);
    }
    return true;
}

/* Appends the expanded text, safe for a line; nothing when it grows beyond reason. */
static bool expand(struct spf_check *check, const struct name *domain, const struct buffer *text)
{
    struct buffer expanded = {0};

    if (!spf_set_macros(check, domain, buffer_text(text), text->length)) {
        return false;
    }
    if (spf_macro_expand(&check->macros, buffer_text(text), text->length, &expanded)) {
        text_safe(&check->explanation, buffer_text(&expanded), expanded.length);
    }
    buffer_clear(&expanded);
    return true;
}

bool spf_explain(struct spf_check *check, const struct name *domain, const struct spf *spf)
{
    const struct spf_term *exp = find_exp(spf);
    struct buffer text = {0};
    bool known = true;

    if (exp != NULL) {
        known = fetch(check, domain, exp, &text) && expand(check, domain, &text);
    }
    if (known && check->explanation.length == 0 && check->sender->default_explanation != NULL) {
        buffer_add_text(&check->explanation, check->sender->default_explanation);
    }
    buffer_clear(&text);
    return known;
}
