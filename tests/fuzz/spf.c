// SPDX-License-Identifier: MIT
/*
 * Any bytes as an SPF record: read, evaluated and linted in a world where every name publishes them
 * and other questions are answered, refused or not answered at all; mended and merged into a valid
 * record; searched for slips.
 */
#include "base/text.h"
#include "mail/pasted.h"
#include "mail/spf_eval.h"
#include "mail/spf_lint.h"
#include "mail/spf_merge.h"
#include "mail/spf_typo.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static const char ours[] = "spf.mailer.test";

static void expect(bool truth)
{
    if (!truth) {
        abort();
    }
}

/* The bytes as the RDATA of a TXT, cut into strings of `size` bytes. */
static void add_txt(struct buffer *out, const uint8_t *bytes, size_t n, size_t size)
{
    do {
        size_t length = n < size ? n : size;

        buffer_add_byte(out, (unsigned char)length);
        buffer_add(out, bytes, length);
        bytes += length;
        n -= length;
    } while (n > 0);
}

static struct answers *answer(const struct question *question, const struct buffer *txt)
{
    static const enum outcome outcomes[] = {OUTCOME_FOUND,    OUTCOME_FOUND,   OUTCOME_NODATA,
                                            OUTCOME_NXDOMAIN, OUTCOME_TIMEOUT, OUTCOME_FOUND};
    bool root = question->name.labels == 2;
    struct answers *answers =
        answers_new(root ? OUTCOME_FOUND : outcomes[question_hash(question) % COUNT(outcomes)]);

    if (answers->outcome != OUTCOME_FOUND) {
        return answers;
    }
    if (question->type == RR_TXT) {
        answers_add(answers, RR_TXT, 60, (const uint8_t *)txt->bytes, txt->length);
    } else if (question->type == RR_A) {
        answers_add(answers, RR_A, 60, (const uint8_t *)"\xc0\x00\x02\x01", 4);
    } else if (question->type == RR_PTR) {
        answers_add(answers, RR_PTR, 60, question->name.wire, question->name.length);
    } else if (question->type == RR_MX) {
        answers_add(answers, RR_MX, 60, (const uint8_t *)"\0\1\1h\4test", 10);
    } else {
        answers->outcome = OUTCOME_NODATA;
    }
    return answers;
}

/* Answers what is wanted; there is always something, and an end to it. */
static void feed(struct book *book, const struct buffer *txt, size_t *rounds)
{
    const struct question *question;

    expect(book_wanted(book) > 0 && ++*rounds < 64);
    while ((question = book_take_wanted(book))) {
        book_put_take(book, question, answer(question, txt));
    }
}

static void evaluate(const struct buffer *txt)
{
    struct spf_sender sender = {.ip = {.family = ADDRESS_IP4, .bytes = {192, 0, 2, 9}},
                                .mail_from = "b-o.b@x.test",
                                .helo = "mail.x.test"};
    struct book *book = book_new();
    struct spf_evaluation seen;
    size_t rounds = 0;

    while (!spf_eval(book, &sender, &seen)) {
        feed(book, txt, &rounds);
    }
    expect(seen.lookups <= SPF_LOOKUP_LIMIT || seen.result == SPF_RESULT_PERMERROR);
    expect(seen.voids <= SPF_VOID_LIMIT || seen.result == SPF_RESULT_PERMERROR);
    expect(seen.explanation.length == 0 || seen.result == SPF_RESULT_FAIL);
    buffer_clear(&seen.explanation);
    book_free(book);
}

static void lint(const struct buffer *txt)
{
    struct book *book = book_new();
    struct spf_lint seen;
    struct name name;
    struct name wanted;
    size_t rounds = 0;

    expect(name_parse("x.test", &name) && name_parse(ours, &wanted));
    while (!spf_lint(book, &name, &wanted, &seen)) {
        feed(book, txt, &rounds);
    }
    expect(book_count(book) < 1000 && (seen.covers || !seen.covers_directly));
    expect(seen.verdict != SPF_VERDICT_OK || seen.root->record->valid);
    spf_lint_clear(&seen);
    book_free(book);
}

static void parse(const uint8_t *bytes, size_t n)
{
    struct spf *spf = spf_parse((const char *)bytes, n);

    for (size_t i = 0; i < spf->count; i++) {
        const struct spf_term *term = &spf->terms[i];

        expect(term->offset < n && term->bad == (term->problem != NULL));
        expect(!term->bad || !spf->valid);
        expect(text_is_utf8(term->text, strlen(term->text)));
    }
    expect(!spf->valid || text_is_ascii(spf->text, n));
    spf_free(spf);
}

static void merge(const uint8_t *bytes, size_t n)
{
    struct buffer record = {0};
    struct spf_merge merged;
    bool covered = false;

    buffer_add(&record, bytes, n);
    spf_merge(&record, 1, ours, &merged);
    struct spf *spf = spf_parse(merged.text.bytes, merged.text.length);

    expect(spf->valid && spf_all(spf) == spf->count - 1);
    expect(spf->terms[spf->count - 1].qualifier != '+');
    for (size_t i = 0; i < spf->count; i++) {
        covered =
            covered || (spf_term_includes(&spf->terms[i], ours) && spf->terms[i].qualifier == '+');
    }
    expect(covered);
    spf_free(spf);
    spf_merge_clear(&merged);
    buffer_clear(&record);
}

static void search(const uint8_t *bytes, size_t n, const struct buffer *txt)
{
    struct rr rr = {
        .type = RR_TXT, .length = (uint16_t)txt->length, .bytes = (uint8_t *)txt->bytes};
    struct spf_slip slips[SPF_SLIPS];
    struct buffer plain = {0};
    struct pasted pasted;

    pasted_read((const char *)bytes, n, "v=spf", &plain, &pasted);
    size_t count = spf_find_slips(buffer_text(&plain), plain.length, ours, slips);

    for (size_t i = 0; i < count; i++) {
        expect(slips[i].length > 0 && slips[i].offset + slips[i].length <= plain.length);
    }
    for (size_t i = 0; i < PASTED_FLAW_COUNT; i++) {
        expect(!pasted_has(&pasted, (enum pasted_flaw)i) || pasted.first[i].offset < n);
    }
    spf_find_glue(&rr, NULL);
    spf_is_tail((const char *)bytes, n);
    buffer_clear(&plain);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct buffer txt = {0};

    if (n > 8192) {
        return -1;
    }
    add_txt(&txt, bytes, n, n > 0 && bytes[n - 1] % 2 == 1 ? 11 : 255);
    parse(bytes, n);
    evaluate(&txt);
    lint(&txt);
    merge(bytes, n);
    search(bytes, n, &txt);
    buffer_clear(&txt);
    return 0;
}
