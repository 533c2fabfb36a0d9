// SPDX-License-Identifier: MIT
#include "mail/dkim.h"

#include "base/encode.h"
#include "base/text.h"
#include "mail/dkim_tag.h"

#include <stdio.h>
#include <string.h>

enum { TAGS_MOST = 64, BITS_LEAST = 1024 /* RFC 8301 3.2 */ };

// clang-format off
static const char *const reason_names[] = {
    [DKIM_REASON_NONE] = NULL,                     [DKIM_REASON_VERSION] = "version",
    [DKIM_REASON_VERSION_NOT_FIRST] = "version-not-first",
    [DKIM_REASON_SYNTAX] = "syntax",               [DKIM_REASON_DUPLICATE_TAG] = "duplicate-tag",
    [DKIM_REASON_MISSING_P] = "missing-p",         [DKIM_REASON_EMPTY_P] = "empty-p",
    [DKIM_REASON_BASE64] = "base64",               [DKIM_REASON_KEY_DATA] = "key-data",
    [DKIM_REASON_KEY_TYPE] = "key-type",           [DKIM_REASON_KEY_TOO_SHORT] = "key-too-short",
    [DKIM_REASON_SERVICE] = "service",             [DKIM_REASON_HASH] = "hash",
    [DKIM_REASON_NXDOMAIN] = "nxdomain",
};
// clang-format on
_Static_assert(COUNT(reason_names) == DKIM_REASON_COUNT, "every reason has its word");

const char *dkim_reason_name(enum dkim_reason reason)
{
    return reason_names[reason];
}

/* The tags of one record, as they are written. */
struct dkim_list {
    struct dkim_tag tags[TAGS_MOST];
    size_t count;
};

/* The first thing found wrong is what is shown. */
static void blame(struct dkim_record *record, enum dkim_reason reason, const char *what, size_t n)
{
    record->reasons |= 1u << reason;
    if (record->reason == DKIM_REASON_NONE) {
        record->reason = reason;
        text_safe_copy(record->problem, sizeof record->problem, what, n);
    }
}

/* All tags that are known have names of one letter. */
static const struct dkim_tag *list_find(const struct dkim_list *list, char name)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->tags[i].name_length == 1 && list->tags[i].name[0] == name) {
            return &list->tags[i];
        }
    }
    return NULL;
}

/* Splits the record; a part that is no tag=value, or one tag too many to be honest, is a syntax
 * error (RFC 6376 3.2). */
static void list_read(const char *bytes, size_t n, struct dkim_list *list,
                      struct dkim_record *record)
{
    struct dkim_tags tags;
    struct dkim_tag tag;

    list->count = 0;
    dkim_tags_start(&tags, bytes, n, DKIM_BLANKS);
    while (dkim_tags_next(&tags, &tag)) {
        if (tag.name_length == 0 || list->count == TAGS_MOST) {
            blame(record, DKIM_REASON_SYNTAX, tag.part, tag.part_length);
        } else {
            list->tags[list->count++] = tag;
        }
    }
}

static void judge_version(struct dkim_record *record, const struct dkim_list *list)
{
    const struct dkim_tag *v = list_find(list, 'v');

    record->has_v = v != NULL;
    if (v != NULL && v != &list->tags[0]) {
        blame(record, DKIM_REASON_VERSION_NOT_FIRST, v->part, v->part_length);
    } else if (v != NULL && (v->value_length != 5 || memcmp(v->value, "DKIM1", 5) != 0)) {
        blame(record, DKIM_REASON_VERSION, v->value, v->value_length);
    }
}

static void judge_duplicates(struct dkim_record *record, const struct dkim_list *list)
{
    for (size_t i = 1; i < list->count; i++) {
        for (size_t j = 0; j < i; j++) {
            if (dkim_tag_same_name(&list->tags[i], &list->tags[j])) {
                blame(record, DKIM_REASON_DUPLICATE_TAG, list->tags[i].name,
                      list->tags[i].name_length);
                return;
            }
        }
    }
}

/* Copies the tag's value; returns the tag, NULL when it is absent. */
static const struct dkim_tag *value_copy(const struct dkim_list *list, char name, char *to,
                                         size_t size)
{
    const struct dkim_tag *tag = list_find(list, name);
    size_t n = tag ? tag->value_length : 0;

    if (tag && n < size && text_plain_run(tag->value, n) == n) {
        memcpy(to, tag->value, n);
        to[n] = '\0';
    } else if (tag) {
        text_safe_copy(to, size, tag->value, tag->value_length);
    }
    return tag;
}

/* h= must allow SHA-256 (RFC 8301 3.1), s= must allow mail; both default to everything. */
static void judge_use(struct dkim_record *record, const struct dkim_list *list)
{
    const struct dkim_tag *h = value_copy(list, 'h', record->h, sizeof record->h);
    const struct dkim_tag *s = value_copy(list, 's', record->s, sizeof record->s);
    const struct dkim_tag *t = value_copy(list, 't', record->t, sizeof record->t);

    if (h != NULL && !dkim_list_has(h->value, h->value_length, "sha256")) {
        blame(record, DKIM_REASON_HASH, h->value, h->value_length);
    }
    if (s != NULL && !dkim_list_has(s->value, s->value_length, "email") &&
        !dkim_list_has(s->value, s->value_length, "*")) {
        blame(record, DKIM_REASON_SERVICE, s->value, s->value_length);
    }
    record->testing = t != NULL && dkim_list_has(t->value, t->value_length, "y");
    record->strict = t != NULL && dkim_list_has(t->value, t->value_length, "s");
}

static void judge_type(struct dkim_record *record, const struct dkim_list *list)
{
    const struct dkim_tag *k;

    memcpy(record->k, "rsa", sizeof "rsa");
    k = value_copy(list, 'k', record->k, sizeof record->k);
    text_lower(record->k);
    if (!text_equal(record->k, "rsa") && !text_equal(record->k, "ed25519")) {
        blame(record, DKIM_REASON_KEY_TYPE, k->value, k->value_length);
    }
}

static bool is_folding(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* p= without its folding white space (RFC 6376 3.6.1: base64string may be wrapped). */
static void data_unfold(struct dkim_record *record, const struct dkim_tag *p)
{
    const char *at = p->value, *end = p->value + p->value_length;

    while (at < end) {
        const char *run = at;

        while (at < end && !is_folding(*at)) {
            at++;
        }
        buffer_add(&record->p, run, (size_t)(at - run));
        while (at < end && is_folding(*at)) {
            record->wrapped = true;
            at++;
        }
    }
}

/* Most keys are one sound run of base64, as can be told by decoding them. */
static void data_read(struct dkim_record *record, const struct dkim_tag *p, struct buffer *der)
{
    if (p->value_length > 0 && decode_base64(der, p->value, p->value_length, NULL)) {
        buffer_add(&record->p, p->value, p->value_length);
    } else {
        data_unfold(record, p);
    }
}

static void blame_base64(struct dkim_record *record, size_t bad)
{
    const char *text = buffer_text(&record->p);
    size_t left = record->p.length - bad, length;
    uint32_t point;

    record->bad_offset = bad;
    length = left > 0 ? text_decode(text + bad, left, &point) : 0;
    length = length == 0 && left > 0 ? 1 : length;
    text_safe_copy(record->bad_character, sizeof record->bad_character, text + bad, length);
    blame(record, DKIM_REASON_BASE64, text + bad, length);
}

/* The key as far as p= can be decoded: what was cut, or ends badly, still shows what it was. */
static void data_decode(struct dkim_record *record, struct buffer *der)
{
    const char *text = buffer_text(&record->p);
    size_t bad = 0;

    if (der->length == 0 && !decode_base64(der, text, record->p.length, &bad)) {
        blame_base64(record, bad);
        bad -= bad % 4;
        if (bad == 0 || !decode_base64(der, text, bad, NULL)) {
            bad = 0;
        }
    }
    dkim_shape_read(record->k, (const uint8_t *)der->bytes, der->length, &record->key);
}

static bool key_fits(const struct dkim_record *record)
{
    enum dkim_key_form form = record->key.form;

    return text_equal(record->k, "ed25519") ? form == DKIM_KEY_ED25519_RAW
                                            : form == DKIM_KEY_SPKI || form == DKIM_KEY_PKCS1;
}

/* der: the key, where it was decoded already. */
static void judge_key(struct dkim_record *record, struct buffer *der)
{
    char bits[16];

    data_decode(record, der);
    if (!key_fits(record)) {
        blame(record, DKIM_REASON_KEY_DATA, "", 0);
    } else if (text_equal(record->k, "rsa") && record->key.bits < BITS_LEAST) {
        snprintf(bits, sizeof bits, "%u", record->key.bits);
        blame(record, DKIM_REASON_KEY_TOO_SHORT, bits, strlen(bits));
    }
}

/* The order of the judges is the order in which receivers give up, so that the reason is theirs. */
void dkim_parse(const char *bytes, size_t n, struct dkim_record *out)
{
    struct dkim_list list __attribute__((uninitialized)); /* count says how much of it is there */
    struct buffer der = {0};
    const struct dkim_tag *p;

    memset(out, 0, sizeof *out);
    list_read(bytes, n, &list, out);
    judge_version(out, &list);
    judge_duplicates(out, &list);
    p = list_find(&list, 'p');
    if (p == NULL) {
        blame(out, DKIM_REASON_MISSING_P, "", 0);
    }
    judge_type(out, &list);
    judge_use(out, &list);
    if (p != NULL) {
        data_read(out, p, &der);
    }
    if (p != NULL && out->p.length == 0) {
        blame(out, DKIM_REASON_EMPTY_P, "", 0);
    } else if (p != NULL) {
        judge_key(out, &der);
    }
    buffer_clear(&der);
}

void dkim_record_clear(struct dkim_record *record)
{
    buffer_clear(&record->p);
}
