// SPDX-License-Identifier: MIT
#pragma once
/*
 * The notebook of one inquiry. Pure code asks the book; what is not written there yet becomes
 * wanted, the code returns "not yet" and is run again from its start when the answers have come. So
 * checks, SPF evaluation and tree walks are pure functions of (input, book), and the same code runs
 * live, over test zones and in the demo.
 */
#include "dns/answers.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whom a question goes to, in the words of RFC 8499 6. */
enum addressee {
    ASKED_VERIFIER,      /* our own recursive resolvers, whichever answers: RD=1 */
    ASKED_AUTHORITATIVE, /* one authoritative server: RD=0, and only AA=1 counts */
    ASKED_RECURSIVE      /* one recursive resolver that is not ours, a public one: RD=1 */
};

struct question {
    uint16_t type;
    bool cd;   /* CD=1: tell DNSSEC trouble from other SERVFAILs */
    bool kept; /* an answer remembered within its TTL will do: NS, SOA and addresses of name servers
                  only */
    bool recursive;        /* the server is a recursive resolver: what it remembers is wanted */
    struct address server; /* family ADDRESS_NONE: the verifying resolver; else this server, an
                              authoritative one unless `recursive` */
    struct name name;      /* last, as what it does not use is not copied */
};

static inline void question_copy(struct question *to, const struct question *from)
{
    memcpy(to, from, offsetof(struct question, name));
    name_copy(&to->name, &from->name);
}

static inline enum addressee question_asked(const struct question *question)
{
    if (question->server.family == ADDRESS_NONE) {
        return ASKED_VERIFIER;
    }
    return question->recursive ? ASKED_RECURSIVE : ASKED_AUTHORITATIVE;
}

struct book;

struct book *book_new(void);
void book_free(struct book *book);

/* The answers, borrowed for the book's life; NULL: not known yet, now wanted (noted once). */
const struct answers *book_ask(struct book *book, const struct question *question);
/* Shorthands: ask the verifying resolver, or one server. */
const struct answers *book_ask_resolver(struct book *book, const struct name *name, uint16_t type);
const struct answers *book_ask_server(struct book *book, const struct address *server,
                                      const struct name *name, uint16_t type);
/* The answers or NULL, without wanting them. */
const struct answers *book_peek(const struct book *book, const struct question *question);

/* How many questions are wanted, and the next of them, in the order they were asked, each once;
 * borrowed for the book's life. NULL: there is none. */
size_t book_wanted(const struct book *book);
const struct question *book_take_wanted(struct book *book);
bool book_is_waiting(const struct book *book); /* something is wanted or not answered yet */
void book_put_take(struct book *book, const struct question *question, struct answers *answers);

/* Everything asked so far, in that order, for `raw` views, logs and tests; answers NULL: not yet
 * known. */
size_t book_count(const struct book *book);
const struct question *book_at(const struct book *book, size_t i, const struct answers **answers);
bool question_equal(const struct question *a, const struct question *b);
uint32_t question_hash(const struct question *question);
