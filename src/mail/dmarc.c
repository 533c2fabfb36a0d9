// SPDX-License-Identifier: MIT
#include "mail/dmarc.h"

#include "mail/dkim_tag.h"
#include "mail/dmarc_uri.h"

#include <stdlib.h>
#include <string.h>

// clang-format off
static const char *const policy_names[] = {
    [DMARC_POLICY_UNSET] = NULL, [DMARC_POLICY_NONE] = "none", [DMARC_POLICY_QUARANTINE] = "quarantine",
    [DMARC_POLICY_REJECT] = "reject",
};
static const char *const tag_names[] = {
    [DMARC_V] = "v",       [DMARC_P] = "p",         [DMARC_SP] = "sp",   [DMARC_NP] = "np",   [DMARC_PSD] = "psd",
    [DMARC_T] = "t",       [DMARC_ASPF] = "aspf",   [DMARC_ADKIM] = "adkim",                  [DMARC_RUA] = "rua",
    [DMARC_RUF] = "ruf",   [DMARC_FO] = "fo",       [DMARC_PCT] = "pct", [DMARC_RF] = "rf",   [DMARC_RI] = "ri",
};
// clang-format on
_Static_assert(COUNT(policy_names) == DMARC_POLICY_REJECT + 1, "every policy has a name");
_Static_assert(COUNT(tag_names) == DMARC_TAG_COUNT, "every tag has a name");

const char *dmarc_policy_name(enum dmarc_policy policy)
{
    return policy_names[policy];
}

const char *dmarc_tag_name(enum dmarc_tag tag)
{
    return tag_names[tag];
}

/* As nearly all begin. */
static bool begins_plainly(const char *bytes, size_t n)
{
    static const char version[] = "v=DMARC1";
    size_t length = sizeof version - 1;

    return n >= length && memcmp(bytes, version, length) == 0 &&
           (n == length || bytes[length] == ';');
}

/* Nothing may stand before the v, not even white space. */
bool dmarc_is_record(const char *bytes, size_t n)
{
    struct dkim_tags tags;
    struct dkim_tag tag;

    if (begins_plainly(bytes, n)) {
        return true;
    }
    dkim_tags_start(&tags, bytes, n, DMARC_BLANKS);
    return dkim_tags_next(&tags, &tag) && tag.part == bytes && dkim_tag_is_nocase(&tag, "v") &&
           tag.value_length == 6 && memcmp(tag.value, "DMARC1", 6) == 0;
}

size_t dmarc_select(const struct answers *answers, struct buffer *out)
{
    struct buffer room = {0};
    size_t found = 0, n;

    for (size_t i = 0; i < answers->count; i++) {
        const char *text = rr_txt_text(&answers->records[i], &room, &n);

        if (!dmarc_is_record(text, n)) {
            continue;
        }
        if (found == 0 && out) {
            buffer_add(out, text, n);
        }
        found++;
    }
    buffer_clear(&room);
    return found;
}

bool dmarc_has_problem(const struct dmarc_record *record, enum dmarc_problem_kind kind)
{
    for (size_t i = 0; i < record->problem_count; i++) {
        if (record->problems[i].kind == kind) {
            return true;
        }
    }
    return false;
}

bool dmarc_is_clean(const struct dmarc_record *record)
{
    for (size_t i = 0; i < record->problem_count; i++) {
        if (record->problems[i].kind != DMARC_MIXED_CASE) {
            return false;
        }
    }
    return true;
}

static void uris_clear(struct dmarc_uri *uris, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        dmarc_uri_clear(&uris[i]);
    }
    free(uris);
}

void dmarc_record_clear(struct dmarc_record *record)
{
    uris_clear(record->rua, record->rua_count);
    uris_clear(record->ruf, record->ruf_count);
    free(record->problems);
    memset(record, 0, sizeof *record);
}
