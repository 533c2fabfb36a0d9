// SPDX-License-Identifier: MIT
/*
 * Whatever the DNS says, a check comes to an end, what it says is safe to show, and the rounds it
 * took do not matter. The input is
 * cut at zero bytes into answers; a question's hash chooses one: its first byte is the outcome, the
 * second says whether a CNAME comes first, the rest are TXT records, cut at \1, of strings cut at
 * \2.
 */
#include "domain/check.h"
#include "domain/lifecycle.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

enum { CHUNKS = 24, ROUNDS = 100, STRING_MOST = 255 };

struct chunk {
    const uint8_t *bytes;
    size_t n;
};

struct world {
    struct chunk chunks[CHUNKS];
    size_t count;
};

static void expect(bool truth)
{
    if (!truth) {
        abort();
    }
}

static void world_read(struct world *world, const uint8_t *bytes, size_t n)
{
    while (n > 0 && world->count < CHUNKS) {
        const uint8_t *zero = memchr(bytes, 0, n);
        size_t length = zero ? (size_t)(zero - bytes) : n;

        world->chunks[world->count++] = (struct chunk){bytes, length};
        bytes += length + (zero != NULL);
        n -= length + (zero != NULL);
    }
}

static void add_txt(struct answers *answers, const uint8_t *bytes, size_t n)
{
    struct buffer rdata = {0};

    do {
        const uint8_t *cut = n ? memchr(bytes, 2, n) : NULL;
        size_t length = cut ? (size_t)(cut - bytes) : n;
        size_t taken = length > STRING_MOST ? STRING_MOST : length + (cut != NULL);

        length = length > STRING_MOST ? STRING_MOST : length;
        buffer_add_byte(&rdata, (unsigned char)length);
        buffer_add(&rdata, length ? bytes : (const uint8_t *)"", length);
        bytes += taken;
        n -= taken;
    } while (n > 0);
    answers_add(answers, RR_TXT, 60, (const uint8_t *)rdata.bytes, rdata.length);
    buffer_clear(&rdata);
}

static void add_records(struct answers *answers, uint16_t type, const uint8_t *bytes, size_t n)
{
    struct name ns;

    if (type == RR_NS && name_parse("ns.fuzz.example", &ns)) {
        answers_add(answers, type, 60, ns.wire, ns.length);
    } else if (type == RR_A) {
        answers_add(answers, type, 60, (const uint8_t *)"\300\0\2\1", 4);
    } else if (type == RR_TXT || type == RR_SPF) {
        while (n > 0) {
            const uint8_t *cut = memchr(bytes, 1, n);
            size_t length = cut ? (size_t)(cut - bytes) : n;

            add_txt(answers, bytes, length);
            bytes += length + (cut != NULL);
            n -= length + (cut != NULL);
        }
    }
}

static struct answers *answer(const struct world *world, const struct question *question)
{
    const struct chunk *chunk = &world->chunks[question_hash(question) % world->count];
    unsigned first = chunk->n > 0 ? chunk->bytes[0] : 1;
    struct answers *answers;
    struct name alias;

    answers = answers_new(1 + first % (OUTCOME_COUNT - 1));
    answers->has_soa = first & 64;
    name_suffix(&question->name, 2, &answers->soa_owner);
    if (chunk->n > 1 && chunk->bytes[1] % 4 == 3 && name_parse("alias.fuzz.example", &alias)) {
        answers_add_alias(answers, &alias);
    }
    if (answers->outcome == OUTCOME_FOUND && chunk->n > 2) {
        add_records(answers, question->type, chunk->bytes + 2, chunk->n - 2);
    }
    if (answers->outcome == OUTCOME_FOUND && answers->count == 0) {
        answers->outcome = OUTCOME_NODATA;
    }
    return answers;
}

static void answer_all(const struct world *world, struct book *book)
{
    const struct question *question;

    expect(book_wanted(book) > 0);
    while ((question = book_take_wanted(book))) {
        book_put_take(book, question, answer(world, question));
    }
}

static void expect_safe(const char *text)
{
    struct buffer safe = {0};

    if (text) {
        text_safe(&safe, text, strlen(text));
        expect(text_equal(buffer_text(&safe), text));
    }
    buffer_clear(&safe);
}

static void expect_result(const struct check_result *result)
{
    struct domain *domain = domain_new();
    struct buffer text = {0};

    for (size_t i = 0; i < result->findings.count; i++) {
        const struct finding *finding = &result->findings.items[i];

        buffer_reset(&text);
        finding_message(finding, &text);
        finding_advice(finding, &text);
        expect_safe(buffer_text(&text));
        expect_safe(finding->expected);
        expect_safe(finding->found);
    }
    for (int record = 0; record < RECORD_COUNT; record++) {
        expect_safe(result->records[record].seen);
    }
    expect(!result->fix || text_starts(result->fix, "v=spf1"));
    domain_apply(domain, result, 0, 1000);
    domain_free(domain);
    buffer_clear(&text);
}

/* A check of the same book in one round tells the same. */
static void expect_same(struct book *book, const struct check_wanted *wanted,
                        const struct check_result *result)
{
    struct check_result anew;

    expect(check_run(book, wanted, &anew));
    expect(anew.findings.count == result->findings.count && anew.questions == result->questions &&
           text_equal(anew.fix, result->fix));
    for (size_t i = 0; i < anew.findings.count; i++) {
        const struct finding *a = &anew.findings.items[i], *b = &result->findings.items[i];

        expect(a->code == b->code && a->area == b->area && a->severity == b->severity &&
               text_equal(a->found, b->found) && text_equal(a->server, b->server));
    }
    for (int record = 0; record < RECORD_COUNT; record++) {
        expect(anew.records[record].status == result->records[record].status &&
               text_equal(anew.records[record].seen, result->records[record].seen));
    }
    check_result_clear(&anew);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static const char *const selectors[] = {"s2", "mailer"};
    struct check_wanted wanted = {
        .token = "t=abcdefghij",
        .include = "spf.mailer.test",
        .selector = "s1",
        .other_selectors = selectors,
        .other_selector_count = 2,
        .dkim = n > 0 && bytes[0] & 1 ? "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=" : NULL,
        .bounce = "bounce.mailer.test",
        .depth = n > 0 && bytes[0] & 2 ? CHECK_QUICK : CHECK_SOURCE,
    };
    struct world world = {0};
    struct check_result result = {0};
    struct check *check;
    struct book *book;
    int rounds = 0;

    world_read(&world, bytes, n);
    if (world.count == 0 || !name_parse("shop.fuzz.example", &wanted.domain)) {
        return 0;
    }
    book = book_new();
    check = check_new(book, &wanted, &result);
    while (!check_go_on(check)) {
        expect(rounds++ < ROUNDS);
        answer_all(&world, book);
    }
    expect_result(&result);
    expect_same(book, &wanted, &result);
    check_free(check);
    check_result_clear(&result);
    book_free(book);
    return 0;
}
