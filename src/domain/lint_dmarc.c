// SPDX-License-Identifier: MIT
#include "domain/lint.h"

#include "base/text.h"
#include "base/words.h"
#include "domain/kind.h"
#include "domain/txt.h"
#include "domain/value.h"
#include "mail/dmarc_slip.h"

#include <string.h>

static const char mark[] = "v=DMARC1";

// clang-format off
static const enum code codes[] = {
    [DMARC_BAD_VERSION] = CODE_DMARC_VERSION_TYPO,   [DMARC_NO_P] = CODE_DMARC_MISSING_P,
    [DMARC_BAD_POLICY] = CODE_DMARC_BAD_POLICY,      [DMARC_BAD_TAG] = CODE_DMARC_TAG_SYNTAX,
    [DMARC_BAD_SEPARATOR] = CODE_DMARC_SEPARATOR,    [DMARC_BAD_URI] = CODE_DMARC_URI_SCHEME,
    [DMARC_URI_SIZE] = CODE_DMARC_URI_SIZE,          [DMARC_REMOVED_TAG] = CODE_DMARC_REMOVED_TAG,
    [DMARC_UNKNOWN_TAG] = CODE_DMARC_UNKNOWN_TAG,    [DMARC_DUPLICATE_TAG] = CODE_DMARC_DUPLICATE_TAG,
    [DMARC_P_NOT_SECOND] = CODE_DMARC_P_NOT_SECOND,  [DMARC_MIXED_CASE] = CODE_DMARC_MIXED_CASE,
    [DMARC_BAD_VALUE] = CODE_DMARC_TAG_SYNTAX,
};

/* What is shown where nothing better is known. */
static const char *const examples[DMARC_PROBLEM_COUNT] = {
    [DMARC_BAD_VERSION] = "v=DMARC1",      [DMARC_NO_P] = "p=none",   [DMARC_BAD_POLICY] = "p=none",
    [DMARC_BAD_TAG] = "p=none",            [DMARC_BAD_SEPARATOR] = ";",
    [DMARC_BAD_URI] = "mailto:dmarc@...",  [DMARC_URI_SIZE] = "-",    [DMARC_REMOVED_TAG] = "-",
    [DMARC_UNKNOWN_TAG] = "-",             [DMARC_DUPLICATE_TAG] = "-", [DMARC_P_NOT_SECOND] = "-",
    [DMARC_MIXED_CASE] = "-",              [DMARC_BAD_VALUE] = "adkim=r",
};
// clang-format on
_Static_assert(COUNT(codes) == DMARC_PROBLEM_COUNT, "every problem has its code");

static struct finding *tell(struct finding_list *out, enum code code, const struct name *name,
                            const char *found)
{
    struct finding *finding = finding_add(out, code, AREA_DMARC, name);

    finding_expect(finding, NULL, found);
    return finding;
}

/* Receivers that apply the record all the same make an error a warning, and the other way round. */
static enum severity severity_of(enum code code, bool usable)
{
    enum severity severity = code_severity(code);

    if (usable && severity == SEVERITY_ERROR) {
        return SEVERITY_WARN;
    }
    return !usable && code == CODE_DMARC_MISSING_P ? SEVERITY_ERROR : severity;
}

static void tell_problem(const struct dmarc_problem *problem, bool usable, const struct name *name,
                         const char *found, struct finding_list *out)
{
    struct finding *finding = tell(out, codes[problem->kind], name, found);

    finding->severity = severity_of(finding->code, usable);
    finding_word(finding, "part", "%s", problem->text);
    finding_word(finding, "start", "%s", problem->text);
    finding_word(finding, "better", "%s", *problem->hint ? problem->hint : examples[problem->kind]);
}

static void tell_policy(const struct dmarc_record *record, const struct name *name,
                        const char *found, struct finding_list *out)
{
    if (record->p == DMARC_POLICY_NONE) {
        tell(out, CODE_DMARC_POLICY_NONE, name, found);
    }
    if (record->t == 'y') {
        finding_word(tell(out, CODE_DMARC_TESTING, name, found), "policy", "%s",
                     dmarc_policy_name(record->p));
    }
}

/* Undoing what pasting did makes a record of it that receivers apply. */
static bool is_mended(const struct value *value)
{
    struct dmarc_record record;
    bool usable;

    if (!value_is_harmed(value)) {
        return false;
    }
    dmarc_parse(buffer_text(&value->plain), value->plain.length, &record);
    usable = record.usable;
    dmarc_record_clear(&record);
    return usable;
}

static void tell_problems(const struct name *name, const struct txt_value *bytes,
                          const struct dmarc_record *record, struct finding_list *out)
{
    for (size_t i = 0; i < record->problem_count; i++) {
        tell_problem(&record->problems[i], record->usable, name, bytes->text, out);
    }
    if (record->usable) {
        tell_policy(record, name, bytes->text, out);
    }
}

/* A record that receivers apply needs no closer look, but for a blank behind it, a line break, an
 * escape, an entity or what is no ASCII. */
static bool needs_look(const struct dmarc_record *record, const struct txt_value *bytes)
{
    const char *text = bytes->text;

    return !record->usable || (bytes->length > 0 && text[bytes->length - 1] == ' ') ||
           strpbrk(text, "\r\n\\&") ||
           (text_plain_run(text, bytes->length) < bytes->length &&
            !text_is_ascii(text, bytes->length));
}

/* White space between the tags (RFC 9989 4.8). */
static void forgive_tabs(const struct txt_value *bytes, struct value *value)
{
    if (pasted_has(&value->flaws, PASTED_NEWLINE) && !strpbrk(bytes->text, "\r\n\\")) {
        value->flaws.flaws &= ~(1u << PASTED_NEWLINE);
    }
}

static void lint_record(const struct name *name, const struct txt_value *bytes,
                        struct lint_dmarc *dmarc, struct finding_list *out)
{
    const struct dmarc_record *record = &dmarc->record;
    struct value value = {0};
    size_t before;

    dmarc_parse(bytes->text, bytes->length, &dmarc->record);
    if (needs_look(record, bytes)) {
        value_read(bytes->text, bytes->length, mark, &value);
    }
    if (record->usable) {
        forgive_tabs(bytes, &value);
    }
    if (record->usable || !is_mended(&value)) {
        tell_problems(name, bytes, record, out);
    }
    before = out->count;
    value_tell(&value, AREA_DMARC, name, NULL, out);
    if (record->usable) {
        finding_list_soften(out, before);
    }
    value_clear(&value);
}

static void tell_version(const struct name *name, const char *start, const char *found,
                         struct finding_list *out)
{
    finding_word(tell(out, CODE_DMARC_VERSION_TYPO, name, found), "start", "%s", start);
}

/* v=DMARC1 is there, but not first. */
static bool is_disordered(const char *text, char start[DMARC_SLIP_PART])
{
    size_t n = strcspn(text, ";");

    text_safe_copy(start, DMARC_SLIP_PART, text, n);
    return strstr(text + n, mark) != NULL;
}

/* A value that receivers do not take for DMARC. False: nobody meant it so. */
static bool lint_meant(const struct name *name, const struct txt_value *bytes,
                       struct finding_list *out)
{
    char start[DMARC_SLIP_PART], separator[2];
    const char *text;
    struct value value;
    bool meant = true;

    value_read(bytes->text, bytes->length, mark, &value);
    text = buffer_text(&value.plain);
    if (dmarc_version_slip(text, value.plain.length, start) ||
        (!dmarc_is_record(text, value.plain.length) && is_disordered(text, start))) {
        tell_version(name, start, text, out);
    } else if (dmarc_separator_slip(text, value.plain.length, separator)) {
        finding_word(tell(out, CODE_DMARC_SEPARATOR, name, text), "part", "%s", separator);
    } else {
        meant = dmarc_is_record(text, value.plain.length);
    }
    if (meant && value_is_harmed(&value)) {
        value_tell(&value, AREA_DMARC, name, NULL, out);
    }
    value_clear(&value);
    return meant;
}

static void lint_foreign(const struct name *name, const struct txt *txt, struct finding_list *out)
{
    const struct txt_value *first = &txt->items[0];

    finding_word(tell(out, CODE_DMARC_FOREIGN_RECORD, name, first->text), "kind", "%s",
                 kind_phrase(dmarc_foreign(first->text, first->length)));
}

static void lint_alias(const struct name *name, const struct lint_dmarc *dmarc, const char *found,
                       struct finding_list *out)
{
    if (dmarc->alias && dmarc->record.usable) {
        finding_word_name(tell(out, CODE_DMARC_CNAME_OK, name, found), "target", dmarc->alias);
    }
}

/* The other tags of the record, entered as a TXT of their own: receivers never see them. */
static void lint_tail(const struct name *name, const struct txt_value *bytes, bool usable,
                      struct finding_list *out)
{
    const char *text = bytes->text;
    struct finding *finding;

    if (!dmarc_tag_begins(text, bytes->length) || strchr("vV", text[strspn(text, " \t")])) {
        return;
    }
    finding = tell(out, CODE_VALUE_SPLIT_RRS, name, text);
    finding->severity = severity_of(finding->code, usable);
}

/* The first DMARC record, NULL when there is none, and how many there are. */
static const struct txt_value *select_record(const struct txt *txt, size_t *count)
{
    const struct txt_value *first = NULL;

    *count = 0;
    for (size_t i = 0; i < txt->count; i++) {
        if (dmarc_is_record(txt->items[i].text, txt->items[i].length)) {
            first = first ? first : &txt->items[i];
            (*count)++;
        }
    }
    return first;
}

void lint_dmarc(const struct name *name, const struct answers *answers, struct lint_dmarc *dmarc,
                struct finding_list *out)
{
    const struct txt_value *record;
    bool meant = false;
    struct txt txt;

    txt_read(answers, &txt);
    record = select_record(&txt, &dmarc->count);
    if (dmarc->count == 1) {
        lint_record(name, record, dmarc, out);
        lint_alias(name, dmarc, record->text, out);
    } else if (dmarc->count > 1) {
        finding_word(tell(out, CODE_DMARC_MULTIPLE, name, record->text), "n", "%zu", dmarc->count);
    }
    for (size_t i = 0; i < txt.count && dmarc->count == 0; i++) {
        meant |= lint_meant(name, &txt.items[i], out);
    }
    for (size_t i = 0; i < txt.count && dmarc->count == 1; i++) {
        lint_tail(name, &txt.items[i], dmarc->record.usable, out);
    }
    dmarc->foreign = dmarc->count == 0 && txt.count > 0 && !meant;
    if (dmarc->foreign) {
        lint_foreign(name, &txt, out);
    }
    txt_clear(&txt);
}
