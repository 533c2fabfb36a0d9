// SPDX-License-Identifier: MIT
#include "dns/book.h"

#include "base/array.h"

#include <stdlib.h>

/* One question of the inquiry. Each is a heap object of its own, so that what was lent stays where
 * it is. */
struct entry {
    struct question question;
    struct answers *answers; /* NULL: not known yet */
};

/* The hash stands beside the pointer: looking through a few hundred entries then touches few lines
 * of memory. */
struct slot {
    uint32_t hash;
    struct entry *entry;
};

struct book {
    struct slot *slots;
    size_t count, capacity;
    struct question *wanted;
    size_t wanted_count, wanted_capacity;
    size_t unanswered;
};

struct book *book_new(void)
{
    return mem_new(sizeof(struct book));
}

void book_free(struct book *book)
{
    if (!book) {
        return;
    }
    for (size_t i = 0; i < book->count; i++) {
        answers_free(book->slots[i].entry->answers);
        free(book->slots[i].entry);
    }
    free(book->slots);
    free(book->wanted);
    free(book);
}

static bool server_equal(const struct address *a, const struct address *b)
{
    return a->family == b->family && (a->family == ADDRESS_NONE || address_equal(a, b));
}

/* `kept` says how a question may be answered, not what is asked. */
bool question_equal(const struct question *a, const struct question *b)
{
    return a->type == b->type && a->cd == b->cd && server_equal(&a->server, &b->server) &&
           name_equal(&a->name, &b->name);
}

uint32_t question_hash(const struct question *question)
{
    uint32_t hash = name_hash(&question->name) ^ ((uint32_t)question->type << 1 | question->cd);

    if (question->server.family != ADDRESS_NONE) {
        for (size_t i = 0; i < sizeof question->server.bytes; i++) {
            hash = (hash ^ question->server.bytes[i]) * 16777619u;
        }
        hash ^= question->server.port;
    }
    return hash;
}

static struct entry *book_find(const struct book *book, const struct question *question,
                               uint32_t hash)
{
    for (size_t i = 0; i < book->count; i++) {
        const struct slot *slot = &book->slots[i];

        if (slot->hash == hash && question_equal(&slot->entry->question, question)) {
            return slot->entry;
        }
    }
    return NULL;
}

static struct entry *book_add(struct book *book, const struct question *question, uint32_t hash)
{
    struct slot *slot = ARRAY_ADD(book->slots, book->count, book->capacity);

    slot->hash = hash;
    slot->entry = mem_new(sizeof *slot->entry);
    slot->entry->question = *question;
    book->unanswered++;
    return slot->entry;
}

const struct answers *book_ask(struct book *book, const struct question *question)
{
    uint32_t hash = question_hash(question);
    struct entry *entry = book_find(book, question, hash);

    if (!entry) {
        entry = book_add(book, question, hash);
        *ARRAY_ADD(book->wanted, book->wanted_count, book->wanted_capacity) = *question;
    }
    return entry->answers;
}

const struct answers *book_ask_resolver(struct book *book, const struct name *name, uint16_t type)
{
    return book_ask(book, &(struct question){.name = *name, .type = type});
}

const struct answers *book_ask_server(struct book *book, const struct address *server,
                                      const struct name *name, uint16_t type)
{
    return book_ask(book, &(struct question){.name = *name, .type = type, .server = *server});
}

const struct answers *book_peek(const struct book *book, const struct question *question)
{
    const struct entry *entry = book_find(book, question, question_hash(question));

    return entry ? entry->answers : NULL;
}

size_t book_wanted(struct book *book, const struct question **questions)
{
    size_t count = book->wanted_count;

    *questions = book->wanted;
    book->wanted_count = 0; /* the bytes stay until the next question is asked */
    return count;
}

bool book_is_waiting(const struct book *book)
{
    return book->unanswered > 0;
}

void book_put_take(struct book *book, const struct question *question, struct answers *answers)
{
    uint32_t hash = question_hash(question);
    struct entry *entry = book_find(book, question, hash);

    if (!entry) {
        entry = book_add(book, question, hash);
    }
    if (entry->answers) { /* the first answer stands: it may be on loan */
        answers_free(answers);
        return;
    }
    entry->answers = answers;
    book->unanswered--;
}

size_t book_count(const struct book *book)
{
    return book->count;
}

const struct question *book_at(const struct book *book, size_t i, const struct answers **answers)
{
    *answers = book->slots[i].entry->answers;
    return &book->slots[i].entry->question;
}
