// SPDX-License-Identifier: MIT
#include "domain/lint.h"

#include "base/text.h"
#include "domain/linting.h"
#include "domain/trouble.h"
#include "domain/txt.h"
#include "domain/value.h"
#include "mail/spf_mend.h"
#include "mail/spf_typo.h"

enum { START_MOST = 24 };

static const char mark[] = "v=spf1";

// clang-format off
static const enum code slip_codes[SPF_SLIP_COUNT] = {
    [SPF_SLIP_NONE] = CODE_SPF_SYNTAX,                [SPF_SLIP_VERSION] = CODE_SPF_VERSION_TYPO,
    [SPF_SLIP_INCLUDE_SPACE] = CODE_SPF_INCLUDE_SPACE, [SPF_SLIP_INCLUDE_URL] = CODE_SPF_INCLUDE_URL,
    [SPF_SLIP_INCLUDE_TYPO] = CODE_SPF_INCLUDE_TYPO,  [SPF_SLIP_SEPARATOR] = CODE_SPF_SEPARATOR,
};
// clang-format on

/* Is our include among the terms, with whatever qualifier, wherever it stands? */
static bool holds_ours(const struct spf *spf, const char *include)
{
    for (size_t i = 0; i < spf->count; i++) {
        if (spf_term_includes(&spf->terms[i], include)) {
            return true;
        }
    }
    return false;
}

static bool bytes_hold_ours(const struct buffer *bytes, const char *include)
{
    struct spf *spf = spf_parse(buffer_text(bytes), bytes->length);
    bool holds = include && holds_ours(spf, include);

    spf_free(spf);
    return holds;
}

static void tell_slip(const struct spf_slip *slip, const struct name *domain, const char *found,
                      struct finding_list *out)
{
    struct finding *finding = finding_add(out, slip_codes[slip->kind], AREA_SPF, domain);

    finding_word(finding, "term", "%s", slip->found);
    finding_word(finding, "start", "%s", slip->found);
    if (slip->separator) {
        finding_word(finding, "c", "%c", slip->separator);
    }
    finding_expect(finding, NULL, found);
}

/* With the slips undone, too. */
static bool means_ours(const struct value *value, const char *include)
{
    struct buffer mended = {0};
    bool means;

    spf_mend(buffer_text(&value->plain), value->plain.length, include, &mended);
    means = bytes_hold_ours(&mended, include);
    buffer_clear(&mended);
    return means;
}

/* Tells the slips in a value as it was meant; returns how many. */
static size_t tell_slips(const struct value *value, const struct name *domain, const char *include,
                         struct finding_list *out)
{
    struct spf_slip slips[SPF_SLIPS];
    const char *text = buffer_text(&value->plain);
    size_t count;

    if (bytes_hold_ours(&value->plain, include)) {
        include = NULL; /* what is nearly ours is then another's */
    }
    count = spf_find_slips(text, value->plain.length, include, slips);
    for (size_t i = 0; i < count; i++) {
        tell_slip(&slips[i], domain, text, out);
    }
    return count;
}

static bool tell_glue(const struct rr *rr, const struct name *domain, struct finding_list *out)
{
    struct buffer glued = {0};
    bool found = spf_find_glue(rr, &glued);

    if (found) {
        finding_word(finding_add(out, CODE_VALUE_SPLIT_GLUE, AREA_SPF, domain), "glued", "%s",
                     buffer_text(&glued));
    }
    buffer_clear(&glued);
    return found;
}

/* The one record that receivers read. */
static void lint_record(struct linting *linting, const struct rr *rr)
{
    struct value value;
    size_t slips = 0;
    bool glued = false, harmed;

    value_read(linting->spf->text, linting->spf->length, mark, &value);
    harmed = value_is_harmed(&value);
    if (!linting->fine) {
        slips = tell_slips(&value, linting->domain, linting->include, linting->out);
        glued = tell_glue(rr, linting->domain, linting->out);
    }
    if (!harmed || !linting->fine) {
        value_tell(&value, AREA_SPF, linting->domain, NULL, linting->out);
    }
    linting->excused = harmed || slips > 0 || glued;
    linting->meant = glued || means_ours(&value, linting->include);
    linting_root(linting);
    linting_node(linting, linting->lint->root);
    value_clear(&value);
}

static void tell_start(const struct value *value, const struct name *domain,
                       struct finding_list *out)
{
    size_t n = value->n < START_MOST ? value->n : START_MOST;

    finding_word_bytes(finding_add(out, CODE_SPF_VERSION_TYPO, AREA_SPF, domain), "start",
                       value->bytes, n);
}

/* A value receivers do not take for SPF, though somebody meant it so; false: nobody did. */
static bool lint_meant(const struct rr *rr, const struct txt_value *bytes,
                       const struct name *domain, const char *include, struct finding_list *out)
{
    struct value value;
    bool meant;

    value_read(bytes->text, bytes->length, mark, &value);
    meant = spf_is_meant(buffer_text(&value.plain), value.plain.length);
    if (meant) {
        value_tell(&value, AREA_SPF, domain, NULL, out);
        size_t slips = tell_slips(&value, domain, include, out);

        if (!tell_glue(rr, domain, out) && slips == 0 && !value_is_harmed(&value)) {
            tell_start(&value, domain, out);
        }
    }
    value_clear(&value);
    return meant;
}

static bool is_record(const struct txt_value *bytes)
{
    return spf_is_record(bytes->text, bytes->length);
}

static void lint_one(const struct name *domain, const struct lint_spf *wanted, const struct rr *rr,
                     struct finding_list *out)
{
    const struct spf_lint *lint = wanted->lint;
    struct linting linting = {
        .domain = domain,
        .lint = lint,
        .spf = lint->root->record,
        .include = wanted->include,
        .out = out,
        .grammar = wanted->grammar,
        .fine = lint->root->record->valid &&
                (wanted->include ? lint->covers : lint->verdict != SPF_VERDICT_PERMERROR),
    };

    lint_record(&linting, rr);
}

/* The second half of a record, entered as a TXT of its own. */
static void lint_tail(const struct txt_value *bytes, const struct name *domain,
                      struct finding_list *out)
{
    if (spf_is_tail(bytes->text, bytes->length)) {
        finding_expect(finding_add(out, CODE_VALUE_SPLIT_RRS, AREA_SPF, domain), NULL, bytes->text);
    }
}

static void lint_beside(const struct txt_value *bytes, const struct name *domain,
                        struct finding_list *out)
{
    if (spf_is_senderid(bytes->text, bytes->length)) {
        finding_expect(finding_add(out, CODE_SPF_SENDERID, AREA_SPF, domain), NULL, bytes->text);
    }
}

static bool has_trouble(const struct finding_list *list)
{
    return finding_list_first(list, AREA_SPF, SEVERITY_ERROR) != NULL;
}

static void tell_number(const struct name *domain, size_t records, bool meant,
                        struct finding_list *out)
{
    if (records > 1) {
        finding_word(finding_add(out, CODE_SPF_MULTIPLE, AREA_SPF, domain), "n", "%zu", records);
    } else if (records == 0 && !meant) {
        finding_add(out, CODE_SPF_MISSING, AREA_SPF, domain);
    }
}

static void word_include(const char *include, struct finding_list *out)
{
    for (size_t i = 0; include && i < out->count; i++) {
        if (out->items[i].area == AREA_SPF) {
            finding_word(&out->items[i], "inc", "%s", include);
        }
    }
}

void lint_spf(const struct name *domain, const struct lint_spf *spf, struct finding_list *out)
{
    size_t records = spf_select(spf->answers, NULL);
    bool meant = false;
    struct txt txt;

    if (!answers_is_definite(spf->answers)) {
        trouble_tell(spf->answers->outcome, AREA_SPF, domain, out);
        return;
    }
    txt_read(spf->answers, &txt);
    for (size_t i = 0; i < txt.count; i++) {
        const struct rr *rr = &spf->answers->records[i];

        if (!is_record(&txt.items[i])) {
            lint_beside(&txt.items[i], domain, out);
            meant |= records == 0 && lint_meant(rr, &txt.items[i], domain, spf->include, out);
        } else if (records == 1 && spf->lint) {
            lint_one(domain, spf, rr, out);
        }
    }
    for (size_t i = 0; i < txt.count && records == 1 && has_trouble(out); i++) {
        lint_tail(&txt.items[i], domain, out);
    }
    tell_number(domain, records, meant, out);
    word_include(spf->include, out);
    txt_clear(&txt);
}
