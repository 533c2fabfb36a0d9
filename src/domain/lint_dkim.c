// SPDX-License-Identifier: MIT
#include "domain/lint.h"

#include "base/text.h"
#include "domain/key_reading.h"
#include "domain/txt.h"
#include "domain/value.h"
#include "mail/dkim_slip.h"

#include <string.h>

static const char mark[] = "v=DKIM1";

bool key_is_too_short(const struct key_reading *reading)
{
    return text_equal(reading->record.k, "rsa") && reading->record.key.bits < reading->dkim->bits;
}

static bool is_right(const struct key_reading *reading)
{
    return reading->record.reason == DKIM_REASON_NONE && !key_is_too_short(reading) &&
           (!reading->dkim->key || reading->relation == DKIM_SAME);
}

static void reading_open(struct key_reading *reading, const char *bytes, size_t n)
{
    reading->bytes = bytes;
    reading->n = n;
    reading->relation = DKIM_OTHER;
    dkim_parse(bytes, n, &reading->record);
    if (reading->dkim->key && text_equal(buffer_text(&reading->record.p), reading->dkim->key) &&
        reading->record.reason == DKIM_REASON_NONE) {
        reading->relation = DKIM_SAME; /* letter for letter: nothing to compare as numbers */
    } else if (reading->dkim->key && reading->record.p.length > 0) {
        reading->relation =
            dkim_key_relation(buffer_text(&reading->record.p), reading->dkim->key, &reading->at);
    }
}

/* Undoing the flaws made a difference, so they are worth telling. */
static bool differs(const struct key_reading *a, const struct key_reading *b)
{
    return a->record.reason != b->record.reason || a->relation != b->relation;
}

static void lint_harmed(const struct key_reading *published, const struct value *value)
{
    struct key_reading meant = *published;

    reading_open(&meant, buffer_text(&value->plain), value->plain.length);
    if (differs(published, &meant)) {
        value_tell(value, AREA_DKIM, published->name, NULL, published->out);
    }
    if (!is_right(&meant)) {
        lint_dkim_wrong(differs(published, &meant) ? &meant : published);
    }
    dkim_record_clear(&meant.record);
}

/* White space around a record is folding white space to receivers (RFC 6376 3.2), and a slip all
 * the same. */
static bool is_padded(const struct txt_value *bytes)
{
    return bytes->length > 0 && (bytes->text[bytes->length - 1] == ' ' || bytes->text[0] == ' ' ||
                                 bytes->text[0] == '\t');
}

/* A line break that is no folding white space (RFC 6376 2.8), which receivers get over. One in p=
 * is told as such. */
static bool breaks_line(const struct key_reading *reading)
{
    const char *text = reading->bytes;

    if (reading->record.wrapped ||
        (!memchr(text, '\r', reading->n) && !memchr(text, '\n', reading->n))) {
        return false;
    }
    for (size_t i = 0; i < reading->n; i++) {
        if (i + 2 < reading->n && text_starts_nocase(text + i, "\r\n") &&
            (text[i + 2] == ' ' || text[i + 2] == '\t')) {
            i += 2;
        } else if (text[i] == '\r' || text[i] == '\n') {
            return true;
        }
    }
    return false;
}

/* A right key may still show what pasting did to the record around it. */
static void tell_harmless(const struct key_reading *reading, const struct value *value)
{
    size_t before = reading->out->count;

    if (!value_is_harmed(value) || breaks_line(reading) ||
        pasted_has(&value->flaws, PASTED_LEADING_SPACE)) {
        value_tell(value, AREA_DKIM, reading->name, NULL, reading->out);
        finding_list_soften(reading->out, before);
    }
}

static void lint_value(const struct name *name, const struct txt_value *bytes,
                       struct lint_dkim *dkim, struct finding_list *out)
{
    struct key_reading reading = {.name = name, .dkim = dkim, .out = out};
    struct value value = {0};

    reading_open(&reading, bytes->text, bytes->length);
    dkim->right = is_right(&reading);
    if (!dkim->right || is_padded(bytes) || breaks_line(&reading)) { /* the closer look is dear */
        value_read(bytes->text, bytes->length, mark, &value);
    }
    if (dkim->right) {
        lint_dkim_right(&reading);
        tell_harmless(&reading, &value);
    } else if (value_is_harmed(&value)) {
        lint_harmed(&reading, &value);
    } else {
        lint_dkim_wrong(&reading);
    }
    value_clear(&value);
    dkim_record_clear(&reading.record);
}

static bool is_foreign(const struct txt_value *bytes)
{
    return dkim_slip_find(bytes->text, bytes->length, NULL) == DKIM_SLIP_FOREIGN;
}

/* Several records: two halves of one, or several keys, of which receivers take any. */
static void lint_several(const struct name *name, const struct answers *answers,
                         struct finding_list *out)
{
    struct buffer joined = {0};

    if (dkim_slip_split(answers, &joined)) {
        finding_expect(finding_add(out, CODE_VALUE_SPLIT_RRS, AREA_DKIM, name), NULL,
                       buffer_text(&joined));
    } else {
        finding_word(finding_add(out, CODE_DKIM_MULTIPLE, AREA_DKIM, name), "n", "%zu",
                     answers->count);
    }
    buffer_clear(&joined);
}

static bool all_foreign(const struct txt *txt)
{
    size_t i = 0;

    while (i < txt->count && is_foreign(&txt->items[i])) {
        i++;
    }
    return txt->count > 0 && i == txt->count;
}

/* Delegated to where there is no key, or to where the right one is. */
static void lint_alias(const struct name *name, const struct lint_dkim *dkim, bool missing,
                       struct finding_list *out)
{
    enum code code = missing ? CODE_DKIM_CNAME_DANGLING : CODE_DKIM_CNAME_OK;

    if (dkim->alias && (missing || dkim->right)) {
        finding_word_name(finding_add(out, code, AREA_DKIM, name), "target", dkim->alias);
    }
}

void lint_dkim(const struct name *name, const struct answers *answers, struct lint_dkim *dkim,
               struct finding_list *out)
{
    struct txt txt;

    txt_read(answers, &txt);
    dkim->right = false;
    if (txt.count == 0 && !dkim->alias) {
        finding_add(out, CODE_DKIM_MISSING, AREA_DKIM, name);
    } else if (txt.count == 1) {
        lint_value(name, &txt.items[0], dkim, out);
    } else if (txt.count > 1) {
        lint_several(name, answers, out);
    }
    lint_alias(name, dkim, txt.count == 0, out);
    dkim->foreign = !dkim->right && all_foreign(&txt);
    txt_clear(&txt);
}
