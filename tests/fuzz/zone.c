// SPDX-License-Identifier: MIT
/* Any text is a zone or a fault with a line; a zone answers, and what we write for a panel reads
 * back. */
#include "dns/zone.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void expect(bool truth)
{
    if (!truth) {
        abort();
    }
}

static void check_zone(const struct zone *zone)
{
    static const char *const names[] = {"example.com", "www.example.com", "x.y.example.com", "."};
    static const uint16_t types[] = {RR_TXT, RR_MX, RR_SOA, RR_CNAME};

    for (size_t i = 0; i < COUNT(names) * COUNT(types) * 2; i++) {
        struct question question = {.type = types[i % COUNT(types)]};
        struct answers *answers;

        expect(name_parse(names[i / COUNT(types) % COUNT(names)], &question.name));
        question.server.family = i % 2 ? ADDRESS_IP4 : ADDRESS_NONE;
        answers = zone_answer(zone, &question);
        expect(answers->outcome != OUTCOME_NONE && answers->alias_count <= ANSWERS_ALIASES);
        expect((answers->outcome == OUTCOME_FOUND) == (answers->count > 0));
        answers_free(answers);
    }
}

static void check_written(const char *value)
{
    struct question question = {.type = RR_TXT};
    struct buffer text = {0};
    struct buffer joined = {0};
    struct zone *zone = NULL;
    struct answers *answers;

    zone_txt_line(&text, "a.example.", 60, value);
    expect(zone_parse(buffer_text(&text), &zone, NULL) == STATUS_OK);
    expect(name_parse("a.example", &question.name));
    answers = zone_answer(zone, &question);
    expect(answers->count == 1);
    rr_txt_join(&answers->records[0], &joined);
    expect(strcmp(buffer_text(&joined), value) == 0);
    answers_free(answers);
    zone_free(zone);
    buffer_clear(&joined);
    buffer_clear(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct fault fault = {0};
    struct zone *zone = NULL;
    char *text = mem_text_n((const char *)bytes, n);

    if (zone_parse(text, &zone, &fault) == STATUS_OK) {
        check_zone(zone);
    } else {
        expect(zone == NULL && strcmp(fault.code, "invalid-zone") == 0);
    }
    check_written(text);
    zone_free(zone);
    free(text);
    return 0;
}
