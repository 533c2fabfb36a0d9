// SPDX-License-Identifier: MIT
#include "mail/spf.h"

#include "base/array.h"
#include "base/text.h"
#include "base/words.h"
#include "mail/spf_macro.h"
#include "mail/spf_term.h"

#include <stdlib.h>
#include <string.h>

static const char version[] = "v=spf1";

enum { VERSION = sizeof version - 1 };

bool spf_is_record(const char *bytes, size_t n)
{
    return n >= VERSION && text_same_nocase(bytes, version, VERSION) &&
           (n == VERSION || bytes[VERSION] == ' ');
}

static void mark_bad(struct spf *spf, struct spf_term *term, const char *problem)
{
    term->bad = true;
    term->problem = problem;
    spf->valid = false;
}

/* redirect= and exp= at most once each (RFC 7208 6). */
static void check_repeats(struct spf *spf)
{
    size_t seen[SPF_MECHANISM_COUNT] = {0};

    for (size_t i = 0; i < spf->count; i++) {
        struct spf_term *term = &spf->terms[i];

        if (term->modifier && term->mechanism != SPF_UNKNOWN && seen[term->mechanism]++ > 0) {
            mark_bad(spf, term, N_("this modifier stands in the record twice"));
        }
    }
}

static void add_term(struct spf *spf, size_t start, size_t end)
{
    struct spf_term *term = ARRAY_ADD(spf->terms, spf->count, spf->capacity);

    spf_term_read(spf->text + start, end - start, start, term);
    spf->valid = spf->valid && !term->bad;
    if (start == 0) {
        mark_bad(spf, term, N_("a record begins with v=spf1 and a space"));
    }
}

struct spf *spf_parse(const char *bytes, size_t n)
{
    struct spf *spf = mem_resize(NULL, 1, sizeof *spf + n + 1);

    *spf = (struct spf){.text = (char *)(spf + 1), .length = n};
    if (n > 0) {
        memcpy(spf->text, bytes, n);
    }
    spf->text[n] = '\0';
    spf->valid = spf_is_record(bytes, n);
    for (size_t at = spf->valid ? VERSION : 0; at < n;) {
        const char *blank = memchr(spf->text + at, ' ', n - at);
        size_t end = blank == NULL ? n : (size_t)(blank - spf->text);

        if (end > at) {
            add_term(spf, at, end);
        }
        at = end + 1;
    }
    check_repeats(spf);
    return spf;
}

void spf_free(struct spf *spf)
{
    if (spf == NULL) {
        return;
    }
    for (size_t i = 0; i < spf->count; i++) {
        spf_term_clear(&spf->terms[i]);
    }
    free(spf->terms);
    free(spf);
}

size_t spf_select(const struct answers *answers, struct buffer *out)
{
    struct buffer room = {0};
    size_t count = 0, n;

    for (size_t i = 0; i < answers->count; i++) {
        const char *text = rr_txt_text(&answers->records[i], &room, &n);

        if (!spf_is_record(text, n)) {
            continue;
        }
        if (count++ == 0 && out != NULL) {
            buffer_add(out, text, n);
        }
    }
    buffer_clear(&room);
    return count;
}

size_t spf_all(const struct spf *spf)
{
    size_t i = 0;

    while (i < spf->count && spf->terms[i].mechanism != SPF_ALL) {
        i++;
    }
    return i;
}

/* A trailing dot says nothing (RFC 7208 7.3). */
static size_t spec_length(const char *bytes, size_t n)
{
    return n > 0 && bytes[n - 1] == '.' ? n - 1 : n;
}

static bool same_spec(const char *a, size_t a_length, const char *b, size_t b_length)
{
    a_length = spec_length(a, a_length);
    return a_length == spec_length(b, b_length) &&
           (a_length == 0 || memcmp(a, b, a_length) == 0 || text_same_nocase(a, b, a_length));
}

bool spf_term_same(const struct spf_term *a, const struct spf_term *b)
{
    if (a->bad || b->bad || a->mechanism == SPF_UNKNOWN || b->mechanism == SPF_UNKNOWN) {
        return text_equal_nocase(a->text, b->text);
    }
    return a->mechanism == b->mechanism && a->prefix4 == b->prefix4 && a->prefix6 == b->prefix6 &&
           address_equal(&a->address, &b->address) &&
           same_spec(a->domain_spec, a->domain_spec_length, b->domain_spec, b->domain_spec_length);
}

bool spf_term_has_macro(const struct spf_term *term)
{
    return term->domain_spec != NULL &&
           (term->has_macro || spf_macro_uses(term->domain_spec, term->domain_spec_length, 'd') ||
            spf_macro_uses(term->domain_spec, term->domain_spec_length, 'o'));
}

bool spf_term_includes(const struct spf_term *term, const char *include)
{
    return term->mechanism == SPF_INCLUDE && term->domain_spec != NULL &&
           same_spec(term->domain_spec, term->domain_spec_length, include, strlen(include));
}
