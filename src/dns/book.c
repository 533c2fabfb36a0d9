// SPDX-License-Identifier: MIT
#include "dns/book.h"

#include "base/memory.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 3 }; /* a domain whose records are right needs no more */

struct entry {
    struct answers *answers; /* NULL: not known yet */
    bool wanted;             /* and nobody was told */
    struct question question;
};

/* A few questions of the inquiry. What was lent stays where it is: a block never moves. The hashes
 * stand beside each other: looking through a few hundred entries then touches few lines of memory.
 */
struct block {
    struct block *next;
    size_t used;
    uint32_t hashes[BLOCK];
    struct entry entries[BLOCK];
};

struct book {
    struct block *head, *last;
    struct block *telling; /* no block before it has an entry that is wanted */
    size_t count, wanted, unanswered;
    struct block first;
};

/* Its entries are written when they are added. */
static void block_init(struct block *block)
{
    block->next = NULL;
    block->used = 0;
}

struct book *book_new(void)
{
    struct book *book = mem_resize(NULL, 1, sizeof *book);

    book->head = &book->first;
    book->last = &book->first;
    book->telling = &book->first;
    book->count = book->wanted = book->unanswered = 0;
    block_init(&book->first);
    return book;
}

void book_free(struct book *book)
{
    struct block *block, *next;

    if (!book) {
        return;
    }
    for (block = book->head; block; block = next) {
        next = block->next;
        for (size_t i = 0; i < block->used; i++) {
            answers_free(block->entries[i].answers);
        }
        if (block != &book->first) {
            free(block);
        }
    }
    free(book);
}

/* What tells questions apart: nothing is copied before it is known to be a new one. */
struct asked {
    const struct name *name;
    const struct address *server; /* NULL: the verifying resolver */
    uint16_t type;
    bool cd, recursive;
};

static struct asked asked_of(const struct question *question)
{
    bool direct = question->server.family != ADDRESS_NONE;

    return (struct asked){&question->name, direct ? &question->server : NULL, question->type,
                          question->cd, direct && question->recursive};
}

static bool is_asked(const struct question *question, const struct asked *asked)
{
    bool direct = question->server.family != ADDRESS_NONE;

    return question->type == asked->type && question->cd == asked->cd &&
           direct == (asked->server != NULL) &&
           (!direct || (question->recursive == asked->recursive &&
                        address_equal(&question->server, asked->server))) &&
           name_equal(&question->name, asked->name);
}

static uint32_t asked_hash(const struct asked *asked)
{
    uint32_t hash = name_hash(asked->name) ^ ((uint32_t)asked->type << 1 | asked->cd);

    if (asked->server) {
        uint64_t halves[2];

        memcpy(halves, asked->server->bytes, sizeof halves);
        halves[0] = (halves[0] ^ hash) * 0x9e3779b97f4a7c15u;
        halves[1] = (halves[1] ^ halves[0] >> 32 ^ asked->server->port) * 0x9e3779b97f4a7c15u;
        hash = (uint32_t)(halves[1] >> 32) ^ asked->recursive;
    }
    return hash;
}

/* `kept` says how a question may be answered, not what is asked. */
bool question_equal(const struct question *a, const struct question *b)
{
    struct asked asked = asked_of(b);

    return is_asked(a, &asked);
}

uint32_t question_hash(const struct question *question)
{
    struct asked asked = asked_of(question);

    return asked_hash(&asked);
}

static struct entry *book_find(const struct book *book, const struct asked *asked, uint32_t hash)
{
    for (struct block *block = book->head; block; block = block->next) {
        for (size_t i = 0; i < block->used; i++) {
            if (block->hashes[i] == hash && is_asked(&block->entries[i].question, asked)) {
                return &block->entries[i];
            }
        }
    }
    return NULL;
}

/* A place for a question that the caller writes there. */
static struct entry *book_add(struct book *book, uint32_t hash)
{
    struct block *block = book->last;
    struct entry *entry;

    if (block->used == BLOCK) {
        block->next = mem_resize(NULL, 1, sizeof *block);
        block = block->next;
        block_init(block);
        book->last = block;
    }
    block->hashes[block->used] = hash;
    book->count++;
    book->unanswered++;
    entry = &block->entries[block->used++];
    entry->answers = NULL;
    entry->wanted = false;
    return entry;
}

/* question: the same in one piece, where there is one. */
static const struct answers *ask(struct book *book, const struct asked *asked,
                                 const struct question *question)
{
    uint32_t hash = asked_hash(asked);
    struct entry *entry = book_find(book, asked, hash);

    if (entry) {
        return entry->answers;
    }
    entry = book_add(book, hash);
    if (question) {
        question_copy(&entry->question, question);
    } else {
        memset(&entry->question, 0, offsetof(struct question, name));
        entry->question.type = asked->type;
        name_copy(&entry->question.name, asked->name);
    }
    entry->wanted = true;
    book->wanted++;
    return NULL;
}

const struct answers *book_ask(struct book *book, const struct question *question)
{
    struct asked asked = asked_of(question);

    return ask(book, &asked, question);
}

const struct answers *book_ask_resolver(struct book *book, const struct name *name, uint16_t type)
{
    return ask(book, &(struct asked){.name = name, .type = type}, NULL);
}

const struct answers *book_ask_server(struct book *book, const struct address *server,
                                      const struct name *name, uint16_t type)
{
    return book_ask(book, &(struct question){.name = *name, .type = type, .server = *server});
}

const struct answers *book_peek(const struct book *book, const struct question *question)
{
    struct asked asked = asked_of(question);
    const struct entry *entry = book_find(book, &asked, asked_hash(&asked));

    return entry ? entry->answers : NULL;
}

size_t book_wanted(const struct book *book)
{
    return book->wanted;
}

static struct entry *block_wanted(struct block *block)
{
    for (size_t i = 0; i < block->used; i++) {
        if (block->entries[i].wanted) {
            return &block->entries[i];
        }
    }
    return NULL;
}

const struct question *book_take_wanted(struct book *book)
{
    struct entry *entry;

    if (book->wanted == 0) {
        return NULL;
    }
    while (!(entry = block_wanted(book->telling))) {
        book->telling = book->telling->next;
        assert(book->telling); /* or there would be nothing wanted */
    }
    entry->wanted = false;
    book->wanted--;
    return &entry->question;
}

bool book_is_waiting(const struct book *book)
{
    return book->unanswered > 0;
}

void book_put_take(struct book *book, const struct question *question, struct answers *answers)
{
    struct asked asked = asked_of(question);
    uint32_t hash = asked_hash(&asked);
    struct entry *entry = book_find(book, &asked, hash);

    if (!entry) {
        entry = book_add(book, hash);
        question_copy(&entry->question, question);
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
    const struct block *block = book->head;

    for (; i >= BLOCK; i -= BLOCK) {
        block = block->next;
    }
    *answers = block->entries[i].answers;
    return &block->entries[i].question;
}
