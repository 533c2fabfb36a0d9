// SPDX-License-Identifier: MIT
#pragma once
/*
 * One thing seen about a domain: a code of the catalogue (domain/code.h), whose record it concerns,
 * what was expected, what was found, at which server, and the words to fill into the code's
 * message. Findings are data: sentences are made when somebody reads them, in that person's
 * language. A list owns its findings; every text in them is safe text.
 */
#include "base/address.h"
#include "base/buffer.h"
#include "dns/name.h"
#include "domain/code.h"

/* Key and value are one piece of memory, which is the key's. */
struct finding_word {
    char *key;   /* "inc" for {inc} */
    char *value; /* NULL: not known */
};

struct finding {
    enum code code;
    enum area area; /* whose record: AREA_TOKEN .. AREA_DMARC, AREA_DNS, AREA_MAIL or AREA_ALL */
    enum severity severity; /* the code's own, or harsher/milder where the catalogue says so */
    char *name;             /* the DNS name concerned */
    char *expected, *found; /* NULL: does not apply */
    char *server;           /* who was seen saying so; NULL: nobody in particular */
    uint32_t ttl;           /* seconds until it may look different; 0: unknown */
    struct finding_word *words;
    size_t word_count, word_capacity;
};

struct finding_list {
    struct finding *items;
    size_t count, capacity;
};

/* Adds a finding of the code's own severity, or returns the one that is there already with the same
 * code, area and name. name may be NULL. Borrowed until the next add. */
struct finding *finding_add(struct finding_list *list, enum code code, enum area area,
                            const struct name *name);
void finding_word(struct finding *finding, const char *key, const char *format, ...)
    PRINTF_LIKE(3, 4);
void finding_word_bytes(struct finding *finding, const char *key, const char *bytes,
                        size_t n); /* made safe */
/* One more word as it is, safe text; of one key only one is to be there. value may be NULL. */
void finding_word_add(struct finding *finding, const char *key, const char *value);
void finding_word_name(struct finding *finding, const char *key, const struct name *name);
/* The values of "why" and "kind" are msgids (N_()), translated when the sentence is made; all
 * others stay as they are. */
bool finding_word_is_sentence(const char *key);
void finding_expect(struct finding *finding, const char *expected,
                    const char *found); /* made safe; NULL keeps */
void finding_server(struct finding *finding, const struct address *server);
bool finding_list_has(const struct finding_list *list, enum code code);
/* Whether an earlier one has the code of this one already. */
bool finding_list_repeats(const struct finding_list *list, size_t at);
const struct finding *finding_list_first(const struct finding_list *list, enum area area,
                                         enum severity at_least);
void finding_list_copy(struct finding_list *to,
                       const struct finding_list *from); /* replaces what to held */
/* Copies at the end, also of what is there already. */
void finding_list_append(struct finding_list *to, const struct finding *finding);
/* Moves it; the finding is empty afterwards. */
void finding_list_take(struct finding_list *to, struct finding *finding);
void finding_list_remove(struct finding_list *list, enum code code, enum area area);
/* Errors from the index on that receivers get over: they become warnings. */
void finding_list_soften(struct finding_list *list, size_t from);
void finding_list_clear(struct finding_list *list);
/* Worst first, then by area and catalogue order. */
void finding_list_sort(struct finding_list *list);

/* The sentence and the advice in the language in force (base/words.h), words filled in, safe text.
 */
void finding_message(const struct finding *finding, struct buffer *out);
void finding_advice(const struct finding *finding, struct buffer *out);
