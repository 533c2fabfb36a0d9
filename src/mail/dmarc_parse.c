// SPDX-License-Identifier: MIT
#include "mail/dmarc_reader.h"

#include "base/array.h"
#include "base/text.h"
#include "mail/dmarc_slip.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

enum { PROBLEMS_MOST = 64, TYPO_MOST = 2 };

struct dmarc_problem *dmarc_blame(struct dmarc_reader *reader, enum dmarc_problem_kind kind,
                                  const char *what, size_t n)
{
    struct dmarc_record *record = reader->record;
    struct dmarc_problem *problem;

    if (record->problem_count == PROBLEMS_MOST) {
        record->problem_count--; /* a hostile record: the last one stands for the rest */
    }
    problem = ARRAY_ADD(record->problems, record->problem_count, record->problem_capacity);
    problem->kind = kind;
    text_safe_copy(problem->text, sizeof problem->text, what, n);
    return problem;
}

/* The word nearest to what is written, if it is near enough to be meant. */
void dmarc_hint_nearest(struct dmarc_problem *problem, const char *written, size_t n,
                        const char *const *words, size_t count)
{
    char word[16];
    size_t best = n / 2 < TYPO_MOST ? n / 2 : TYPO_MOST;

    if (n >= sizeof word) {
        return;
    }
    text_safe_copy(word, sizeof word, written, n);
    for (size_t i = 0; i < count; i++) {
        size_t distance = text_distance(word, words[i], TYPO_MOST);

        if (distance < best || (distance == best && problem->hint[0] == '\0')) {
            best = distance;
            text_copy(problem->hint, sizeof problem->hint, words[i]);
        }
    }
}

/* Most characters of a value are above these three and below the last. */
static bool separates(char c)
{
    return c <= ',' ? c == ',' || c == ' ' || c == '\t' : c == '|';
}

/* "none, rua=...": the value swallowed the next tag, for no semicolon stands between them. */
static bool read_swallowed(struct dmarc_reader *reader, const struct dkim_tag *tag)
{
    for (size_t i = 0; i + 1 < tag->value_length; i++) {
        char c = tag->value[i];

        if (separates(c) && dmarc_tag_begins(tag->value + i + 1, tag->value_length - i - 1)) {
            dmarc_blame(reader, DMARC_BAD_SEPARATOR, &c, 1);
            return true;
        }
    }
    return false;
}

/* "rua:mailto:a@b": how it is written right, when it begins with a tag's name. */
static void read_no_tag(struct dmarc_reader *reader, const struct dkim_tag *tag)
{
    struct dmarc_problem *problem = dmarc_blame(reader, DMARC_BAD_TAG, tag->part, tag->part_length);
    size_t name = strcspn(problem->text, ": =-");
    const char *rest = problem->text + name + strspn(problem->text + name, ": =-");

    for (enum dmarc_tag id = 0; id < DMARC_TAG_COUNT; id++) {
        if (strlen(dmarc_tag_name(id)) == name &&
            text_starts_nocase(problem->text, dmarc_tag_name(id))) {
            snprintf(problem->hint, sizeof problem->hint, "%s=%.*s", dmarc_tag_name(id), 100, rest);
        }
    }
}

static void read_unknown(struct dmarc_reader *reader, const struct dkim_tag *tag)
{
    struct dmarc_problem *problem =
        dmarc_blame(reader, DMARC_UNKNOWN_TAG, tag->name, tag->name_length);
    const char *names[DMARC_TAG_COUNT];

    for (enum dmarc_tag id = 0; id < DMARC_TAG_COUNT; id++) {
        names[id] = dmarc_tag_name(id);
    }
    dmarc_hint_nearest(problem, tag->name, tag->name_length, names, COUNT(names));
}

/* A name that was seen before makes the whole list invalid (RFC 6376 3.2, whose syntax RFC 9989 4.7
 * takes). */
static bool read_repeated(struct dmarc_reader *reader, const struct dkim_tag *tag)
{
    for (size_t i = 0; i < reader->count; i++) {
        if (dkim_tag_same_name_nocase(tag, &reader->seen[i])) {
            reader->record->is_void = true;
            text_lower(dmarc_blame(reader, DMARC_DUPLICATE_TAG, tag->name, tag->name_length)->text);
            return true;
        }
    }
    return false;
}

static void read_known(struct dmarc_reader *reader, enum dmarc_tag id, const struct dkim_tag *tag)
{
    reader->record->present[id] = true;
    reader->bad[id] = read_swallowed(reader, tag);
    if (id == DMARC_P) {
        reader->p_index = reader->count;
    }
    dmarc_read_value(reader, id, tag);
}

static void read_named(struct dmarc_reader *reader, const struct dkim_tag *tag)
{
    for (enum dmarc_tag id = 0; id < DMARC_TAG_COUNT; id++) {
        if (dkim_tag_is_nocase(tag, dmarc_tag_name(id))) {
            read_known(reader, id, tag);
            return;
        }
    }
    read_swallowed(reader, tag);
    read_unknown(reader, tag);
}

/* The record's own place is kept for every part, so that "directly behind v" can be told. */
static void read_part(struct dmarc_reader *reader, const struct dkim_tag *tag)
{
    if (tag->name_length == 0) {
        read_no_tag(reader, tag);
    } else if (!read_repeated(reader, tag)) {
        read_named(reader, tag);
    }
    reader->seen[reader->count++] = *tag;
}

static void judge_p(struct dmarc_reader *reader)
{
    if (!reader->record->present[DMARC_P]) {
        dmarc_blame(reader, DMARC_NO_P, "", 0);
    } else if (reader->p_index != 1 && !reader->bad[DMARC_P]) {
        dmarc_blame(reader, DMARC_P_NOT_SECOND, "p", 1);
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

/* A policy that is missing or wrong makes the record act as p=none where reports are wanted, and as
 * nothing where they are not (RFC 9989 4.10.1; RFC 7489 6.6.3, which knows no np and wants p
 * second). */
static void judge_policies(struct dmarc_reader *reader)
{
    struct dmarc_record *record = reader->record;
    bool no_p = !record->present[DMARC_P] || reader->bad[DMARC_P];
    bool wrong = no_p || reader->bad[DMARC_SP] || reader->bad[DMARC_NP];
    bool wrong_7489 = no_p || reader->bad[DMARC_SP] || reader->p_index != 1;
    bool reports = has_rua(record);

    record->usable = !record->is_void && (!wrong || reports);
    record->usable_7489 = !record->is_void && (!wrong_7489 || reports);
    record->p_7489 = wrong_7489 ? DMARC_POLICY_NONE : record->p;
    if (wrong && reports) {
        record->p = record->sp = record->np = DMARC_POLICY_NONE;
    }
    if (record->sp == DMARC_POLICY_UNSET) {
        record->sp = record->p;
    }
    if (record->np == DMARC_POLICY_UNSET) {
        record->np = record->sp;
    }
}

static void blame_version(struct dmarc_reader *reader, const char *bytes, size_t n)
{
    char start[DMARC_SLIP_PART], separator[2];
    struct dmarc_problem *problem;

    if (dmarc_separator_slip(bytes, n, separator)) {
        dmarc_blame(reader, DMARC_BAD_SEPARATOR, separator, 1);
        return;
    }
    problem = dmarc_blame(reader, DMARC_BAD_VERSION, bytes, n);
    if (dmarc_version_slip(bytes, n, start)) {
        text_copy(problem->text, sizeof problem->text, start);
        text_copy(problem->hint, sizeof problem->hint, "v=DMARC1");
    }
}

void dmarc_parse(const char *bytes, size_t n, struct dmarc_record *out)
{
    struct dmarc_reader reader __attribute__((uninitialized));
    struct dkim_tags tags;
    struct dkim_tag tag;

    memset(&reader, 0, offsetof(struct dmarc_reader, seen));
    reader.record = out;
    *out = (struct dmarc_record){.psd = 'u', .t = 'n', .aspf = 'r', .adkim = 'r', .fo = "0"};
    if (!dmarc_is_record(bytes, n)) {
        blame_version(&reader, bytes, n);
        return;
    }
    dkim_tags_start(&tags, bytes, n, DMARC_BLANKS);
    while (reader.count < DMARC_TAGS_MOST && dkim_tags_next(&tags, &tag)) {
        read_part(&reader, &tag);
    }
    judge_p(&reader);
    judge_policies(&reader);
}
