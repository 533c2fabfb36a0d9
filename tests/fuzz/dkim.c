// SPDX-License-Identifier: MIT
/*
 * Any bytes as a DKIM key record and as a key: read, compared with themselves and with a right key,
 * searched for slips, cut into several records and joined again.
 */
#include "mail/dkim.h"
#include "base/encode.h"
#include "base/text.h"
#include "mail/dkim_slip.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static const char ours[] =
    "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDMnBLbbbDs+N2822WIK4fnhIofLgHZ+WWsFG5aGYxuqJ4lJ55NvZl7"
    "Lx0lReuQubeR2pjhT7Q0xVJmrG64RMST1uHxyDwpX0XP8FpYWg/iGgLsCYo3nQ4HLxRUvpt7Z8QIeMy/MJ+mYdjmU5u6"
    "kg/BdHMfKJJ5TiR4GOBDb1GQ4QIDAQAB";

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
    struct dkim_record record;
    size_t at;

    dkim_parse(bytes, n, &record);
    expect_safe(record.problem);
    expect_safe(record.k);
    expect_safe(record.h);
    expect_safe(record.s);
    expect_safe(record.t);
    expect(record.bad_offset <= record.p.length);
    if (record.reason == DKIM_REASON_NONE) {
        expect(record.key.bits >= 256 && record.problem[0] == '\0');
        expect(dkim_key_relation(record.p.bytes, record.p.bytes, &at) == DKIM_SAME);
    }
    dkim_key_relation(buffer_text(&record.p), ours, &at);
    expect(at <= strlen(ours));
    dkim_record_clear(&record);
}

/* Keys of two forms are equal only when both can be read. */
static void check_key(const uint8_t *bytes, size_t n)
{
    struct dkim_key rsa, ed25519;

    dkim_key_read("rsa", bytes, n, &rsa);
    dkim_key_read("ed25519", bytes, n, &ed25519);
    expect(dkim_key_equal(&rsa, &rsa) == (rsa.shape.bits > 0));
    expect(rsa.shape.form != DKIM_KEY_ED25519_RAW);
    if (rsa.shape.bits > 0) {
        expect(dkim_key_equal(&rsa, &ed25519) && !rsa.shape.truncated);
    }
}

static void add_piece(struct answers *answers, const char *bytes, size_t n)
{
    uint8_t rdata[256];

    n = n < 255 ? n : 255;
    rdata[0] = (uint8_t)n;
    memcpy(rdata + 1, bytes, n);
    answers_add(answers, RR_TXT, 60, rdata, n + 1);
}

static void check_pieces(const char *bytes, size_t n)
{
    struct answers *answers = answers_new(OUTCOME_FOUND);
    struct buffer joined = {0};

    for (size_t i = 0; i < 3; i++) {
        add_piece(answers, bytes + i * (n / 3), n / 3);
    }
    if (dkim_slip_split(answers, &joined)) {
        struct dkim_record record;

        dkim_parse(joined.bytes, joined.length, &record);
        expect(record.reason == DKIM_REASON_NONE);
        dkim_record_clear(&record);
    }
    buffer_clear(&joined);
    answers_free(answers);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    const char *text = n > 0 ? (const char *)bytes : "";
    char part[DKIM_SLIP_PART];

    check_record(text, n);
    check_key(bytes, n);
    check_pieces(text, n);
    expect((dkim_slip_find(text, n, part) == DKIM_SLIP_NONE) == (part[0] == '\0'));
    expect_safe(part);
    dkim_slip_blank_plus(text, n, ours);
    return 0;
}
