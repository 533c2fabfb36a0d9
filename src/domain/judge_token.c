// SPDX-License-Identifier: MIT
#include "domain/judge.h"

#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "domain/txt.h"
#include "domain/value.h"

#include <stdlib.h>
#include <string.h>

enum { PREFIX_MOST = 64, FEW_EDITS = 3, MANY_OTHERS = 2 };

/* How near a value is to the wanted token; the smaller, the nearer. */
enum nearness {
    NEARNESS_SAME,
    NEARNESS_HARMED, /* the same once flaws of pasting are undone */
    NEARNESS_CASE,   /* the same but for letter case or a dot at its end */
    NEARNESS_CUT,    /* a beginning of it */
    NEARNESS_OTHER,  /* another token of the same service */
    NEARNESS_NONE
};

/* What all tokens of the service begin with, with the "="; "" when it has none. */
static void token_prefix(const char *token, char out[PREFIX_MOST])
{
    size_t n = strcspn(token, "=");

    *out = '\0';
    if (token[n] == '=' && n + 2 <= PREFIX_MOST) {
        memcpy(out, token, n + 1);
        out[n + 1] = '\0';
    }
}

static bool is_same_but_case(const char *plain, const char *token)
{
    size_t n = strlen(token);

    return text_starts_nocase(plain, token) &&
           (plain[n] == '\0' || (plain[n] == '.' && plain[n + 1] == '\0'));
}

static bool is_cut(const char *plain, const char *token, const char *prefix)
{
    size_t n = strlen(plain);

    return n > 0 && n >= strlen(prefix) && n < strlen(token) && memcmp(plain, token, n) == 0;
}

/* The token without what stands before its "=". */
static bool is_bare(const char *plain, const char *token)
{
    const char *equals = strchr(token, '=');

    return equals && equals[1] && text_equal_nocase(plain, equals + 1);
}

static enum nearness nearness_of(const struct value *value, const char *token, const char *prefix)
{
    const char *plain = buffer_text(&value->plain);

    if (text_equal(plain, token) && value->plain.length == strlen(token)) {
        return value_is_harmed(value) ? NEARNESS_HARMED : NEARNESS_SAME;
    }
    if (is_same_but_case(plain, token)) {
        return NEARNESS_CASE;
    }
    if (*prefix && is_cut(plain, token, prefix)) {
        return NEARNESS_CUT;
    }
    return (*prefix && text_starts_nocase(plain, prefix)) || is_bare(plain, token) ||
                   text_distance(plain, token, FEW_EDITS) <= FEW_EDITS
               ? NEARNESS_OTHER
               : NEARNESS_NONE;
}

/* Why another token stands there, as far as that can be told. */
static const char *other_reason(const struct check_wanted *wanted, const char *found)
{
    for (size_t i = 0; i < wanted->old_token_count; i++) {
        if (text_equal(wanted->old_tokens[i], found)) {
            return N_("It is an earlier token of this domain, which a newer one has replaced.");
        }
    }
    if (is_bare(found, wanted->token)) {
        return N_("Its beginning, up to the '=', is missing.");
    }
    if (text_distance(found, wanted->token, FEW_EDITS) <= FEW_EDITS) {
        return N_("Only a few characters differ.");
    }
    return "";
}

static void tell_nearest(const struct check_wanted *wanted, enum nearness nearness,
                         const struct value *value, struct finding_list *out)
{
    static const enum code codes[] = {
        [NEARNESS_SAME] = CODE_TOKEN_OK_AMONG_MANY, [NEARNESS_HARMED] = CODE_VALUE_TOKEN_QUOTED,
        [NEARNESS_CASE] = CODE_TOKEN_CASE,          [NEARNESS_CUT] = CODE_TOKEN_TRUNCATED,
        [NEARNESS_OTHER] = CODE_TOKEN_WRONG_VALUE,
    };
    const char *plain = buffer_text(&value->plain);
    struct finding *finding;

    if (nearness == NEARNESS_HARMED || value_is_harmed(value)) {
        value_tell(value, AREA_TOKEN, &wanted->domain, wanted->token, out);
    }
    if (nearness == NEARNESS_HARMED) {
        return;
    }
    finding = finding_add(out, codes[nearness], AREA_TOKEN, &wanted->domain);
    finding_expect(finding, wanted->token, plain);
    finding_word(finding, "n", "%zu", value->plain.length);
    finding_word(finding, "why", "%s", other_reason(wanted, plain));
}

static void tell_missing(const struct check_wanted *wanted, struct judged *out)
{
    struct finding *finding =
        finding_add(&out->findings, CODE_TOKEN_MISSING, AREA_TOKEN, &wanted->domain);

    finding_expect(finding, wanted->token, NULL);
    out->absent = true;
}

/* value: with a blank behind it; NULL: without. */
static void tell_right(const struct check_wanted *wanted, const struct value *value, size_t others,
                       struct judged *out)
{
    out->judgement = JUDGEMENT_RIGHT;
    if (value) {
        value_tell(value, AREA_TOKEN, &wanted->domain, wanted->token, &out->findings);
    }
    if (others > MANY_OTHERS) {
        struct finding *finding =
            finding_add(&out->findings, CODE_TOKEN_OK_AMONG_MANY, AREA_TOKEN, &wanted->domain);

        finding_word(finding, "n", "%zu", others);
    }
}

/* The value nearest to the token; *value is read anew. */
static enum nearness nearest_find(const struct txt *txt, const char *token, struct value *value)
{
    enum nearness best = NEARNESS_NONE;
    char prefix[PREFIX_MOST];

    token_prefix(token, prefix);
    for (size_t i = 0; i < txt->count; i++) {
        struct value candidate;
        enum nearness nearness;

        value_read(txt->items[i].text, txt->items[i].length, *prefix ? prefix : NULL, &candidate);
        nearness = nearness_of(&candidate, token, prefix);
        if (nearness < best) {
            value_clear(value);
            *value = candidate;
            best = nearness;
        } else {
            value_clear(&candidate);
        }
    }
    return best;
}

/* Nothing equals the token as it is: what comes nearest? */
static void judge_nearest(const struct check_wanted *wanted, const struct answers *answers,
                          struct judged *out)
{
    struct value value = {0};
    enum nearness nearness;
    struct txt txt;

    txt_read(answers, &txt);
    nearness = nearest_find(&txt, wanted->token, &value);
    out->judgement = JUDGEMENT_WRONG;
    if (nearness == NEARNESS_SAME) {
        tell_right(wanted, &value, txt.count - 1, out);
    } else if (nearness == NEARNESS_NONE) {
        tell_missing(wanted, out);
    } else {
        tell_nearest(wanted, nearness, &value, &out->findings);
    }
    if (nearness != NEARNESS_NONE) {
        judged_see(out, value.bytes, value.n);
    }
    value_clear(&value);
    txt_clear(&txt);
}

bool judge_token(struct checkup *checkup, const struct view *view, struct judged *out)
{
    const struct check_wanted *wanted = checkup->wanted;
    size_t count = view->answers->count;

    if (txt_find(view->answers, wanted->token) < count) { /* as most are: no closer look */
        tell_right(wanted, NULL, count - 1, out);
        judged_see(out, wanted->token, strlen(wanted->token));
    } else {
        judge_nearest(wanted, view->answers, out);
    }
    return true;
}
