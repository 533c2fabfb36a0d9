// SPDX-License-Identifier: MIT
#include "mail/dmarc_ladder.h"

#include "mail/dkim_tag.h"

#include <string.h>

/* The record with this p; where it has none, p is put behind the version. */
static void record_with_p(const char *record, enum dmarc_policy p, struct buffer *out)
{
    struct dkim_tags tags;
    struct dkim_tag tag;
    const char *end = record + strlen(record), *version_end = NULL;

    dkim_tags_start(&tags, record, (size_t)(end - record), DMARC_BLANKS);
    while (dkim_tags_next(&tags, &tag)) {
        if (dkim_tag_is_nocase(&tag, "p")) {
            buffer_add(out, record, (size_t)(tag.value - record));
            buffer_printf(out, "%s%s", dmarc_policy_name(p), tag.value + tag.value_length);
            return;
        }
        if (!version_end) {
            version_end = tag.part + tag.part_length;
        }
    }
    version_end = version_end ? version_end : end;
    buffer_add(out, record, (size_t)(version_end - record));
    buffer_printf(out, "; p=%s%s", dmarc_policy_name(p), version_end);
}

/* The record without its t=; the semicolon in front of it goes too. */
static void record_without_test(const char *record, struct buffer *out)
{
    struct dkim_tags tags;
    struct dkim_tag tag;

    dkim_tags_start(&tags, record, strlen(record), DMARC_BLANKS);
    while (dkim_tags_next(&tags, &tag)) {
        if (!dkim_tag_is_nocase(&tag, "t")) {
            buffer_add_text(out, out->length > 0 ? "; " : "");
            buffer_add(out, tag.part, tag.part_length);
        }
    }
}

/* The first rung: watching only, with the report addresses that are right already. */
static void record_first(const struct dmarc_record *record, struct buffer *out)
{
    const char *before = "; rua=";

    buffer_add_text(out, "v=DMARC1; p=none");
    for (size_t i = 0; i < record->rua_count; i++) {
        if (record->rua[i].valid) {
            buffer_printf(out, "%s%s", before, record->rua[i].text);
            before = ",";
        }
    }
}

static bool has_rua(const struct dmarc_record *record)
{
    for (size_t i = 0; i < record->rua_count; i++) {
        if (record->rua[i].valid) {
            return true;
        }
    }
    return false;
}

static unsigned what_is_missing(const struct dmarc_footing *footing,
                                const struct dmarc_record *record)
{
    bool rua = has_rua(record);
    // clang-format off
    const bool lacks[] = {
        [DMARC_LACK_SPF_VERIFIED] = !footing->spf_verified,
        [DMARC_LACK_SPF_USE] = footing->spf_verified && !footing->spf_in_use,
        [DMARC_LACK_DKIM_VERIFIED] = !footing->dkim_verified,
        [DMARC_LACK_DKIM_USE] = footing->dkim_verified && !footing->dkim_in_use,
        [DMARC_LACK_RUA] = !rua,
        [DMARC_LACK_CONSENT] = rua && !footing->reports_agreed,
        [DMARC_LACK_DAYS] = footing->days < DMARC_LADDER_DAYS,
    };
    // clang-format on
    unsigned missing = 0;

    _Static_assert(COUNT(lacks) == DMARC_LACK_COUNT, "everything that can lack is looked at");
    for (size_t i = 0; i < COUNT(lacks); i++) {
        missing |= lacks[i] ? 1u << i : 0;
    }
    return missing;
}

static void climb(const struct dmarc_footing *footing, const struct dmarc_record *record,
                  struct dmarc_rung *out)
{
    out->now = record->p;
    out->ends_test = record->t == 'y' && record->p != DMARC_POLICY_NONE;
    if (out->ends_test) {
        out->next = record->p;
        record_without_test(footing->record, &out->record);
    } else if (record->p != DMARC_POLICY_REJECT) {
        out->next = record->p + 1;
        record_with_p(footing->record, out->next, &out->record);
    } else {
        return;
    }
    out->days = footing->days;
    out->days_wanted = DMARC_LADDER_DAYS;
    out->missing = what_is_missing(footing, record);
    out->ready = out->missing == 0;
}

void dmarc_ladder(const struct dmarc_footing *footing, struct dmarc_rung *out)
{
    const char *text = footing->record ? footing->record : "";
    struct dmarc_record record;

    memset(out, 0, sizeof *out);
    dmarc_parse(text, strlen(text), &record);
    if (footing->record && record.usable && !dmarc_has_problem(&record, DMARC_BAD_POLICY) &&
        !dmarc_has_problem(&record, DMARC_BAD_SEPARATOR)) {
        climb(footing, &record, out);
    } else {
        out->next = DMARC_POLICY_NONE;
        out->ready = true;
        record_first(&record, &out->record);
    }
    dmarc_record_clear(&record);
}

void dmarc_rung_clear(struct dmarc_rung *rung)
{
    buffer_clear(&rung->record);
}
