// SPDX-License-Identifier: MIT
/*
 * Any bytes as a DMARC record: read, walked over in a world where every name publishes them, asked
 * about consent, climbed with, searched for slips; and as what people type into the builder.
 */
#include "base/memory.h"
#include "base/text.h"
#include "mail/dmarc_build.h"
#include "mail/dmarc_ladder.h"
#include "mail/dmarc_slip.h"
#include "mail/dmarc_walk.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

enum { ROUNDS_MOST = 4 };

static void expect(bool truth)
{
    if (!truth) {
        abort();
    }
}

static void expect_safe(const char *text)
{
    struct buffer safe = {0};

    text_safe(&safe, text, strlen(text));
    expect(strcmp(buffer_text(&safe), text) == 0);
    buffer_clear(&safe);
}

static void check_record(const char *bytes, size_t n)
{
    struct dmarc_record record;

    dmarc_parse(bytes, n, &record);
    expect(!record.usable || (dmarc_is_record(bytes, n) && record.p != DMARC_POLICY_UNSET));
    expect(record.sp >= DMARC_POLICY_UNSET || !record.usable);
    expect(!(record.is_void && (record.usable || record.usable_7489)));
    expect(dmarc_is_record(bytes, n) || !dmarc_is_clean(&record));
    for (size_t i = 0; i < record.problem_count; i++) {
        expect_safe(record.problems[i].text);
        expect_safe(record.problems[i].hint);
    }
    for (size_t i = 0; i < record.rua_count; i++) {
        expect_safe(record.rua[i].text);
        expect_safe(record.rua[i].host);
    }
    dmarc_record_clear(&record);
}

static void check_slips(const char *bytes, size_t n)
{
    char start[DMARC_SLIP_PART] = "", separator[2] = "";
    bool version = dmarc_version_slip(bytes, n, start);
    bool separates = dmarc_separator_slip(bytes, n, separator);

    expect(!(version && separates) && !(version && dmarc_is_record(bytes, n)));
    expect_safe(start);
    dmarc_foreign(bytes, n);
}

/* Every TXT question finds the bytes, cut to one string, but one of eight is not answered. */
static void answer(struct book *book, const char *bytes, size_t n)
{
    const struct question *question;
    uint8_t rdata[256];

    expect(book_wanted(book) > 0);
    n = n < 255 ? n : 255;
    rdata[0] = (uint8_t)n;
    memcpy(rdata + 1, bytes, n);
    while ((question = book_take_wanted(book))) {
        bool silent = question_hash(question) % 8 == 0;
        struct answers *answers = answers_new(silent ? OUTCOME_TIMEOUT : OUTCOME_FOUND);

        if (!silent) {
            answers_add(answers, RR_TXT, 60, rdata, n + 1);
        }
        book_put_take(book, question, answers);
    }
}

static void check_walk(const char *bytes, size_t n)
{
    struct book *book = book_new();
    struct dmarc_walk walk;
    struct name author;
    size_t rounds = 0;
    enum dmarc_consent consent;

    expect(name_parse("a.b.c.d.e.f.g.h.example.com", &author));
    while (!dmarc_walk(book, &author, &walk)) {
        answer(book, bytes, n);
        expect(++rounds <= ROUNDS_MOST);
    }
    expect(walk.query_count <= DMARC_WALK_QUERIES && name_is_within(&author, &walk.org_domain));
    expect(!walk.has_policy || name_is_within(&author, &walk.policy_domain));
    dmarc_walk_clear(&walk);
    while (!dmarc_consent(book, &author, "reports.example", &consent)) {
        answer(book, bytes, n);
        expect(++rounds <= 2 * ROUNDS_MOST);
    }
    book_free(book);
}

/* The next rung is what its record says. */
static void check_ladder(const char *text)
{
    const struct dmarc_footing footing = {.record = text, .days = DMARC_LADDER_DAYS};
    struct dmarc_rung rung;
    struct dmarc_record record;

    dmarc_ladder(&footing, &rung);
    if (rung.next != DMARC_POLICY_UNSET) {
        dmarc_parse(buffer_text(&rung.record), rung.record.length, &record);
        expect(record.usable && record.p == rung.next);
        dmarc_record_clear(&record);
    }
    dmarc_rung_clear(&rung);
}

static void check_build(const char *text)
{
    const struct dmarc_choice choice = {.p = DMARC_POLICY_NONE, .rua = text, .ruf = text};
    struct dmarc_record record;
    struct buffer built = {0};

    if (dmarc_build(&choice, &built, NULL) == STATUS_OK) {
        dmarc_parse(built.bytes, built.length, &record);
        expect(record.usable && record.problem_count == 0);
        dmarc_record_clear(&record);
    }
    buffer_clear(&built);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    const char *raw = n > 0 ? (const char *)bytes : "";
    char *text = mem_text_n(raw, n);

    check_record(raw, n);
    check_slips(raw, n);
    check_walk(raw, n);
    check_ladder(text);
    check_build(text);
    free(text);
    return 0;
}
