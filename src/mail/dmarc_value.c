// SPDX-License-Identifier: MIT
#include "mail/dmarc_reader.h"

#include "base/array.h"
#include "base/text.h"
#include "mail/dmarc_uri.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

enum { URIS_MOST = 64 };

static const char *const policies[] = {"none", "quarantine", "reject"};

static struct dmarc_problem *blame_part(struct dmarc_reader *reader, enum dmarc_problem_kind kind,
                                        const struct dkim_tag *tag)
{
    return dmarc_blame(reader, kind, tag->part, tag->part_length);
}

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

static char lower(char c)
{
    return is_capital(c) ? (char)(c - 'A' + 'a') : c;
}

static bool has_capital(const char *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (is_capital(bytes[i])) {
            return true;
        }
    }
    return false;
}

/* Tag names and keywords may be written in any letter case, and "=" with blanks beside it. */
static void note_mixed(struct dmarc_reader *reader, const struct dkim_tag *tag, bool keyword)
{
    bool mixed = tag->spaced || has_capital(tag->name, tag->name_length) ||
                 (keyword && has_capital(tag->value, tag->value_length));

    if (mixed && !reader->mixed) {
        reader->mixed = true;
        blame_part(reader, DMARC_MIXED_CASE, tag);
    }
}

struct rule;
typedef void read_fn(struct dmarc_reader *reader, enum dmarc_tag id, const struct rule *rule,
                     const struct dkim_tag *tag);

/* How the value of one tag is read. */
struct rule {
    read_fn *read;
    const char *letters; /* that the value may be, the default first */
    size_t offset;       /* of what it sets in struct dmarc_record */
};

/* dmarc_is_record() judged it. */
static void read_version(struct dmarc_reader *reader, enum dmarc_tag id, const struct rule *rule,
                         const struct dkim_tag *tag)
{
    (void)id;
    (void)rule;
    note_mixed(reader, tag, false);
}

static void *target(struct dmarc_reader *reader, const struct rule *rule)
{
    return (char *)reader->record + rule->offset;
}

static void read_policy(struct dmarc_reader *reader, enum dmarc_tag id, const struct rule *rule,
                        const struct dkim_tag *tag)
{
    enum dmarc_policy *policy = target(reader, rule);

    for (size_t i = 0; i < COUNT(policies); i++) {
        if (dkim_value_is_nocase(tag, policies[i])) {
            *policy = (enum dmarc_policy)(DMARC_POLICY_NONE + i);
            note_mixed(reader, tag, true);
            return;
        }
    }
    reader->bad[id] = true;
    dmarc_hint_nearest(blame_part(reader, DMARC_BAD_POLICY, tag), tag->value, tag->value_length,
                       policies, COUNT(policies));
}

/* The letter the value begins with, when the tag has it; else the tag's default. */
static char nearest_letter(const struct rule *rule, const struct dkim_tag *tag)
{
    char first = tag->value_length > 0 ? lower(tag->value[0]) : '\0';

    return first != '\0' && strchr(rule->letters, first) ? first : rule->letters[0];
}

static void read_letter(struct dmarc_reader *reader, enum dmarc_tag id, const struct rule *rule,
                        const struct dkim_tag *tag)
{
    char letter = nearest_letter(rule, tag);
    struct dmarc_problem *problem;

    if (tag->value_length == 1 && lower(tag->value[0]) == letter) {
        *(char *)target(reader, rule) = letter;
        note_mixed(reader, tag, true);
        return;
    }
    problem = blame_part(reader, DMARC_BAD_VALUE, tag);
    snprintf(problem->hint, sizeof problem->hint, "%s=%c", dmarc_tag_name(id), letter);
}

static void blame_uri(struct dmarc_reader *reader, enum dmarc_uri_flaw flaw, const char *item,
                      size_t n)
{
    enum dmarc_problem_kind kind = flaw == DMARC_URI_HAS_SIZE ? DMARC_URI_SIZE : DMARC_BAD_URI;
    struct dmarc_problem *problem = dmarc_blame(reader, kind, item, n);

    dmarc_uri_hint(item, n, problem->hint, sizeof problem->hint);
}

static void read_uri(struct dmarc_reader *reader, enum dmarc_tag id, const char *item, size_t n)
{
    struct dmarc_record *record = reader->record;
    struct dmarc_uri uri;
    enum dmarc_uri_flaw flaw = dmarc_uri_read(item, n, &uri);
    size_t *count = id == DMARC_RUA ? &record->rua_count : &record->ruf_count;

    if (flaw != DMARC_URI_NO_FLAW && !(reader->bad[id] && !uri.valid)) {
        blame_uri(reader, flaw, item, n);
    }
    if (*count == URIS_MOST) {
        dmarc_uri_clear(&uri);
    } else if (id == DMARC_RUA) {
        *ARRAY_ADD(record->rua, record->rua_count, record->rua_capacity) = uri;
    } else {
        *ARRAY_ADD(record->ruf, record->ruf_count, record->ruf_capacity) = uri;
    }
}

/* A list separated by commas. Where a tag was swallowed (reader->bad), the items are not told once
 * more. */
static void read_uris(struct dmarc_reader *reader, enum dmarc_tag id, const struct rule *rule,
                      const struct dkim_tag *tag)
{
    const char *at = tag->value, *end = tag->value + tag->value_length;

    (void)rule;
    note_mixed(reader, tag, false);
    while (at <= end) {
        const char *comma = memchr(at, ',', (size_t)(end - at));
        size_t length = (size_t)((comma ? comma : end) - at);
        const char *item = dkim_span_trim(at, &length, DMARC_BLANKS);

        if (length > 0) {
            read_uri(reader, id, item, length);
        } else {
            blame_part(reader, DMARC_BAD_VALUE, tag);
        }
        at = comma ? comma + 1 : end + 1;
    }
}

/* One or more of 0, 1, d and s, each once, and not both 0 and 1 (RFC 9989 4.7). */
static bool fo_is_sound(const struct dkim_tag *tag)
{
    char seen[4] = "";
    size_t count = 0;

    for (size_t i = 0; i < tag->value_length; i += 2) {
        char option = lower(tag->value[i]);
        bool ends = i + 1 == tag->value_length;

        if (memchr("01ds", option, 4) == NULL || strchr(seen, option) != NULL || count == 3 ||
            (!ends && (tag->value[i + 1] != ':' || i + 2 == tag->value_length))) {
            return false;
        }
        seen[count++] = option;
    }
    return count > 0 && !(strchr(seen, '0') && strchr(seen, '1'));
}

static void read_fo(struct dmarc_reader *reader, enum dmarc_tag id, const struct rule *rule,
                    const struct dkim_tag *tag)
{
    (void)id;
    (void)rule;
    if (!fo_is_sound(tag)) {
        blame_part(reader, DMARC_BAD_VALUE, tag);
        return;
    }
    note_mixed(reader, tag, true);
    text_safe_copy(reader->record->fo, sizeof reader->record->fo, tag->value, tag->value_length);
    text_lower(reader->record->fo);
}

/* What a pct below 100 was used for is said by t=y now (RFC 9989 A.6). */
static void read_removed(struct dmarc_reader *reader, enum dmarc_tag id, const struct rule *rule,
                         const struct dkim_tag *tag)
{
    struct dmarc_problem *problem =
        dmarc_blame(reader, DMARC_REMOVED_TAG, tag->name, tag->name_length);

    (void)rule;
    text_lower(problem->text);
    if (id == DMARC_PCT && !dkim_value_is_nocase(tag, "100")) {
        text_copy(problem->hint, sizeof problem->hint, "t=y");
    }
}

// clang-format off
static const struct rule rules[] = {
    [DMARC_V]     = { read_version, NULL,  0                                   },
    [DMARC_P]     = { read_policy,  NULL,  offsetof(struct dmarc_record, p)     },
    [DMARC_SP]    = { read_policy,  NULL,  offsetof(struct dmarc_record, sp)    },
    [DMARC_NP]    = { read_policy,  NULL,  offsetof(struct dmarc_record, np)    },
    [DMARC_PSD]   = { read_letter,  "uyn", offsetof(struct dmarc_record, psd)   },
    [DMARC_T]     = { read_letter,  "ny",  offsetof(struct dmarc_record, t)     },
    [DMARC_ASPF]  = { read_letter,  "rs",  offsetof(struct dmarc_record, aspf)  },
    [DMARC_ADKIM] = { read_letter,  "rs",  offsetof(struct dmarc_record, adkim) },
    [DMARC_RUA]   = { read_uris,    NULL,  0                                   },
    [DMARC_RUF]   = { read_uris,    NULL,  0                                   },
    [DMARC_FO]    = { read_fo,      NULL,  0                                   },
    [DMARC_PCT]   = { read_removed, NULL,  0                                   },
    [DMARC_RF]    = { read_removed, NULL,  0                                   },
    [DMARC_RI]    = { read_removed, NULL,  0                                   },
};
// clang-format on
_Static_assert(COUNT(rules) == DMARC_TAG_COUNT, "every tag is read by a rule");

void dmarc_read_value(struct dmarc_reader *reader, enum dmarc_tag id, const struct dkim_tag *tag)
{
    bool list = id == DMARC_RUA || id == DMARC_RUF;

    if (list || !reader->bad[id]) { /* what swallowed the next tag was told already */
        rules[id].read(reader, id, &rules[id], tag);
    }
}
