// SPDX-License-Identifier: MIT
#include "domain/code.h"

#include "base/status.h"
#include "domain/sentence.h"

#include <string.h>

// clang-format off
static const struct {
    const char *word;
    size_t length; /* of the word: most words that are not wanted differ in it */
    enum area area;
    enum severity severity;
} codes[] = {
#define CODE_ROW(symbol, word, area, severity)                                                     \
    [CODE_##symbol] = {word, sizeof(word) - 1, area, severity},
    CODE_TABLE(CODE_ROW)
#undef CODE_ROW
};

/* In the order of the enum: a family ends where the next one begins. */
static const struct {
    enum code first;
    const struct sentence *sentences;
} families[] = {
    {CODE_ALL_OK,        sentences_dns},
    {CODE_HOST_DOUBLED,  sentences_value},
    {CODE_SPF_MISSING,   sentences_spf},
    {CODE_DKIM_MISSING,  sentences_dkim},
    {CODE_DMARC_MISSING, sentences_dmarc},
    {CODE_AR_NONE,       sentences_mail},
};

static const char *const areas[] = {
    [AREA_ALL] = "all",     [AREA_TOKEN] = "token", [AREA_SPF] = "spf",
    [AREA_DKIM] = "dkim",   [AREA_DMARC] = "dmarc", [AREA_DNS] = "dns",
    [AREA_HOST] = "host",   [AREA_VALUE] = "value", [AREA_MAIL] = "mail",
};

static const char *const severities[] = {
    [SEVERITY_OK] = "ok",     [SEVERITY_INFO] = "info",   [SEVERITY_WARN] = "warn",
    [SEVERITY_TEMP] = "temp", [SEVERITY_ERROR] = "error",
};
// clang-format on
_Static_assert(COUNT(codes) == CODE_COUNT, "every code has its row");
_Static_assert(COUNT(areas) == AREA_COUNT, "every area has its word");
_Static_assert(COUNT(severities) == SEVERITY_COUNT, "every severity has its word");

static const struct sentence *code_sentence(enum code code)
{
    size_t family = COUNT(families) - 1;

    while (code < families[family].first) {
        family--;
    }
    return &families[family].sentences[code - families[family].first];
}

const char *code_word(enum code code)
{
    return codes[code].word;
}

bool code_from_word(const char *word, enum code *out)
{
    size_t n = strlen(word);

    for (size_t i = 0; i < CODE_COUNT; i++) {
        if (n == codes[i].length && memcmp(word, codes[i].word, n) == 0) {
            *out = (enum code)i;
            return true;
        }
    }
    return false;
}

enum area code_area(enum code code)
{
    return codes[code].area;
}

enum severity code_severity(enum code code)
{
    return codes[code].severity;
}

const char *code_message(enum code code)
{
    return code_sentence(code)->message;
}

const char *code_advice(enum code code)
{
    return code_sentence(code)->advice;
}

const char *code_explanation(enum code code)
{
    return code_sentence(code)->explanation;
}

const char *area_word(enum area area)
{
    return areas[area];
}

const char *severity_word(enum severity severity)
{
    return severities[severity];
}
