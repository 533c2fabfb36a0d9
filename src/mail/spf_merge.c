// SPDX-License-Identifier: MIT
#include "mail/spf_merge.h"

#include "base/array.h"
#include "base/text.h"
#include "mail/spf_mend.h"
#include "mail/spf_term.h"

#include <stdlib.h>
#include <string.h>

enum { TERMS_MOST = 1000 };

struct merging {
    struct spf_merge *out;
    const char *include;   /* NULL: none */
    struct spf_term *kept; /* of the new record, in order */
    size_t count, capacity;
    char *exp;                /* the domain-spec of exp=, NULL: none */
    char all;                 /* the mildest so far, 0: none */
    const struct spf *record; /* being taken in */
    size_t end;               /* where its `all` stands */
};

static bool is_kept(const struct merging *merging, const struct spf_term *term)
{
    for (size_t i = 0; i < merging->count; i++) {
        if (spf_term_same(&merging->kept[i], term)) {
            return true;
        }
    }
    return false;
}

/* Drops what the new record has already, under any qualifier: the first one decides. */
static void keep(struct merging *merging, const char *bytes, size_t n)
{
    struct spf_term term;

    spf_term_read(bytes, n, 0, &term);
    if (is_kept(merging, &term)) {
        spf_term_clear(&term);
        return;
    }
    *ARRAY_ADD(merging->kept, merging->count, merging->capacity) = term;
    buffer_add_byte(&merging->out->text, ' ');
    buffer_add(&merging->out->text, bytes, n);
}

static void keep_include(struct merging *merging, const char *host, size_t n)
{
    struct buffer text = {0};

    buffer_add_text(&text, "include:");
    buffer_add(&text, host, n);
    keep(merging, text.bytes, text.length);
    buffer_clear(&text);
}

/* ? is milder than ~, ~ than -; nobody means to let the whole world send. */
static void take_all(struct merging *merging, char qualifier)
{
    static const char order[] = "-~?";

    if (qualifier == '+') {
        merging->out->plus_all_replaced = true;
        qualifier = '~';
    }
    if (merging->all != 0 && merging->all != qualifier) {
        merging->out->all_softened = true;
    }
    if (merging->all == 0 || strchr(order, qualifier) > strchr(order, merging->all)) {
        merging->all = qualifier;
    }
}

static void keep_as_written(struct merging *merging, const struct spf_term *term)
{
    const char *start = merging->record->text + term->offset;
    size_t n = merging->record->length - term->offset;
    const char *blank = memchr(start, ' ', n);

    if (merging->count >= TERMS_MOST) {
        merging->out->terms_dropped = true;
        return;
    }
    keep(merging, start, blank == NULL ? n : (size_t)(blank - start));
}

static void take_modifier(struct merging *merging, size_t i)
{
    const struct spf_term *term = &merging->record->terms[i];
    bool ended = merging->end < merging->record->count;

    if (term->mechanism == SPF_EXP && merging->exp == NULL) {
        merging->exp = mem_text_n(term->domain_spec, term->domain_spec_length);
    } else if (term->mechanism == SPF_REDIRECT && !ended) {
        merging->out->redirect_replaced = true;
        keep_include(merging, term->domain_spec, term->domain_spec_length);
    } else if (term->mechanism == SPF_UNKNOWN && i < merging->end) {
        keep_as_written(merging, term);
    } else {
        merging->out->terms_dropped = true;
    }
}

/* Mechanisms behind `all` are kept too: somebody appended them and meant them. */
static void take_term(struct merging *merging, size_t i)
{
    const struct spf_term *term = &merging->record->terms[i];

    if (term->bad) {
        merging->out->terms_dropped = true;
    } else if (term->modifier) {
        take_modifier(merging, i);
    } else if (i == merging->end) {
        take_all(merging, term->qualifier);
    } else if (term->mechanism == SPF_ALL) {
        merging->out->terms_dropped = true;
    } else if (merging->include != NULL && spf_term_includes(term, merging->include)) {
        keep_include(merging, merging->include, strlen(merging->include));
    } else {
        keep_as_written(merging, term);
    }
}

static void take_record(struct merging *merging, const struct buffer *record)
{
    struct buffer mended = {0};

    if (spf_mend(buffer_text(record), record->length, merging->include, &mended)) {
        merging->out->terms_dropped = true;
    }
    struct spf *spf = spf_parse(buffer_text(&mended), mended.length);

    merging->record = spf;
    merging->end = spf_all(spf);
    for (size_t i = 0; i < spf->count; i++) {
        take_term(merging, i);
    }
    spf_free(spf);
    buffer_clear(&mended);
}

static bool is_host(const char *include)
{
    struct buffer text = {0};

    if (include == NULL) {
        return false;
    }
    buffer_printf(&text, "include:%s", include);
    bool good = spf_term_is_known(text.bytes, text.length);

    buffer_clear(&text);
    return good;
}

static void finish(struct merging *merging)
{
    struct buffer *text = &merging->out->text;

    if (merging->include != NULL) {
        keep_include(merging, merging->include, strlen(merging->include));
    }
    if (merging->exp != NULL) {
        buffer_printf(text, " exp=%s", merging->exp);
    }
    buffer_printf(text, " %call", merging->all == 0 ? '~' : merging->all);
    for (size_t i = 0; i < merging->count; i++) {
        spf_term_clear(&merging->kept[i]);
    }
    free(merging->kept);
    free(merging->exp);
}

void spf_merge(const struct buffer *records, size_t n, const char *include, struct spf_merge *out)
{
    struct merging merging = {.out = out, .include = is_host(include) ? include : NULL};

    *out = (struct spf_merge){0};
    buffer_add_text(&out->text, "v=spf1");
    for (size_t i = 0; i < n; i++) {
        take_record(&merging, &records[i]);
    }
    finish(&merging);
}

void spf_merge_clear(struct spf_merge *merge)
{
    buffer_clear(&merge->text);
    *merge = (struct spf_merge){0};
}
