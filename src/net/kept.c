// SPDX-License-Identifier: MIT
#include "net/kept.h"

#include "base/memory.h"

#include <stdlib.h>

enum { KEPT_PLACES = 2048, KEPT_PROBES = 4, KEPT_SECONDS_MOST = 86400 };

struct kept_entry {
    struct question question;
    struct answers *answers;
    int64_t since_ms, until_ms;
};

/* A question has a few places it may stand in; the one that ends soonest is given to a new one. */
struct kept {
    struct kept_entry *places[KEPT_PLACES];
};

struct kept *kept_new(void)
{
    return mem_new(sizeof(struct kept));
}

static void entry_free(struct kept_entry *entry)
{
    if (entry) {
        answers_free(entry->answers);
        free(entry);
    }
}

void kept_free(struct kept *kept)
{
    if (!kept) {
        return;
    }
    for (size_t i = 0; i < KEPT_PLACES; i++) {
        entry_free(kept->places[i]);
    }
    free(kept);
}

static struct kept_entry **place_at(struct kept *kept, const struct question *question, size_t i)
{
    return &kept->places[(question_hash(question) + i) % KEPT_PLACES];
}

static bool may_be_kept(const struct question *question)
{
    return question->kept && (question->type == RR_NS || question->type == RR_SOA ||
                              question->type == RR_A || question->type == RR_AAAA);
}

/* As a resolver's cache would say it: the TTLs have counted down. */
static struct answers *entry_answer(const struct kept_entry *entry, int64_t now_ms)
{
    struct answers *answers = answers_dup(entry->answers);
    uint32_t age = (uint32_t)((now_ms - entry->since_ms) / 1000);

    answers->ttl -= age < answers->ttl ? age : answers->ttl;
    for (size_t i = 0; i < answers->count; i++) {
        answers->records[i].ttl -= age < answers->records[i].ttl ? age : answers->records[i].ttl;
    }
    return answers;
}

struct answers *kept_find(struct kept *kept, const struct question *question, int64_t now_ms)
{
    if (!may_be_kept(question)) {
        return NULL;
    }
    for (size_t i = 0; i < KEPT_PROBES; i++) {
        struct kept_entry *entry = *place_at(kept, question, i);

        if (entry && question_equal(&entry->question, question) && now_ms < entry->until_ms) {
            return entry_answer(entry, now_ms);
        }
    }
    return NULL;
}

static struct kept_entry **place_for(struct kept *kept, const struct question *question)
{
    struct kept_entry **best = place_at(kept, question, 0);

    for (size_t i = 0; i < KEPT_PROBES; i++) {
        struct kept_entry **place = place_at(kept, question, i);

        if (!*place || question_equal(&(*place)->question, question)) {
            return place;
        }
        if ((*place)->until_ms < (*best)->until_ms) {
            best = place;
        }
    }
    return best;
}

void kept_note(struct kept *kept, const struct question *question, const struct answers *answers,
               int64_t now_ms)
{
    uint32_t seconds = answers->ttl < KEPT_SECONDS_MOST ? answers->ttl : KEPT_SECONDS_MOST;
    struct kept_entry **place;

    if (!may_be_kept(question) || !answers_is_definite(answers) || seconds == 0) {
        return;
    }
    place = place_for(kept, question);
    entry_free(*place);
    *place = mem_new(sizeof **place);
    (*place)->question = *question;
    (*place)->answers = answers_dup(answers);
    (*place)->since_ms = now_ms;
    (*place)->until_ms = now_ms + (int64_t)seconds * 1000;
}
