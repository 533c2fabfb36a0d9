// SPDX-License-Identifier: MIT
#include "net/inquiry.h"

#include "base/memory.h"

#include <stdlib.h>
#include <sys/queue.h>

LIST_HEAD(inquiry_list, inquiry_asked);

struct inquiry {
    struct loop *loop;
    struct resolver *resolver;
    inquiry_step_fn *step;
    inquiry_done_fn *done;
    void *arg;
    struct book *book;
    struct loop_timer *timer;
    struct inquiry_list open; /* asked and not answered yet */
    size_t questions, rounds;
    bool begun;
    bool closing; /* a bound was reached: nothing more is asked */
};

struct inquiry_asked {
    LIST_ENTRY(inquiry_asked) link;
    struct inquiry *inquiry;
    uint64_t ticket;
    struct question question;
};

static void inquiry_round(struct inquiry *inquiry);

static void asked_end(struct inquiry_asked *asked)
{
    LIST_REMOVE(asked, link);
    free(asked);
}

static void inquiry_answered(void *arg, struct answers *answers)
{
    struct inquiry_asked *asked = arg;
    struct inquiry *inquiry = asked->inquiry;

    book_put_take(inquiry->book, &asked->question, answers);
    asked_end(asked);
    if (LIST_EMPTY(&inquiry->open)) {
        inquiry_round(inquiry);
    }
}

static void put_timeout(struct inquiry *inquiry, const struct question *question)
{
    struct answers *answers = answers_new(OUTCOME_TIMEOUT);

    answers->server = question->server;
    book_put_take(inquiry->book, question, answers);
}

static void inquiry_ask(struct inquiry *inquiry, const struct question *question)
{
    struct inquiry_asked *asked;

    if (inquiry->closing || inquiry->questions >= INQUIRY_QUESTIONS) {
        put_timeout(inquiry, question);
        return;
    }
    inquiry->questions++;
    asked = mem_new(sizeof *asked);
    asked->inquiry = inquiry;
    asked->question = *question;
    LIST_INSERT_HEAD(&inquiry->open, asked, link);
    asked->ticket = resolver_ask(inquiry->resolver, question, inquiry_answered, asked);
}

static void inquiry_free(struct inquiry *inquiry)
{
    struct inquiry_asked *asked;

    while ((asked = LIST_FIRST(&inquiry->open))) {
        resolver_cancel(inquiry->resolver, asked->ticket);
        asked_end(asked);
    }
    loop_timer_free(inquiry->timer);
    book_free(inquiry->book);
    free(inquiry);
}

static void inquiry_end(struct inquiry *inquiry)
{
    inquiry->done(inquiry->arg, inquiry->book);
    inquiry_free(inquiry);
}

/* Asks what the step wants; false when that is nothing. */
static bool ask_wanted(struct inquiry *inquiry)
{
    const struct question *wanted;
    size_t n = book_wanted(inquiry->book, &wanted);
    struct question *copy;

    if (n == 0) {
        return false;
    }
    copy = mem_dup(wanted, n * sizeof *wanted); /* putting answers may move the book's own */
    for (size_t i = 0; i < n; i++) {
        inquiry_ask(inquiry, &copy[i]);
    }
    free(copy);
    return true;
}

/* Runs the step until it has to wait for the network, or has its result. After the last round its
 * questions are answered with a timeout at once, so it comes to its end; one that always has
 * another question is ended. */
static void inquiry_round(struct inquiry *inquiry)
{
    bool more = true;

    while (more && LIST_EMPTY(&inquiry->open)) {
        inquiry->rounds++;
        inquiry->closing = inquiry->closing || inquiry->rounds > INQUIRY_ROUNDS;
        inquiry->step(inquiry->arg, inquiry->book);
        more = ask_wanted(inquiry) && inquiry->rounds < 2 * INQUIRY_ROUNDS;
    }
    if (!more) {
        inquiry_end(inquiry);
    }
}

/* Time is up: what is open is written down as unanswered. */
static void inquiry_expire(struct inquiry *inquiry)
{
    struct inquiry_asked *asked;

    inquiry->closing = true;
    while ((asked = LIST_FIRST(&inquiry->open))) {
        resolver_cancel(inquiry->resolver, asked->ticket);
        put_timeout(inquiry, &asked->question);
        asked_end(asked);
    }
}

/* The first round runs in its own turn, so that nobody is answered inside inquiry_start(). */
static void inquiry_rang(void *arg)
{
    struct inquiry *inquiry = arg;

    if (inquiry->begun) {
        inquiry_expire(inquiry);
    } else {
        inquiry->begun = true;
        loop_timer_start(inquiry->timer, INQUIRY_MS, 0);
    }
    inquiry_round(inquiry);
}

struct inquiry *inquiry_start(struct loop *loop, struct resolver *resolver, inquiry_step_fn *step,
                              inquiry_done_fn *done, void *arg)
{
    struct inquiry *inquiry = mem_new(sizeof *inquiry);

    inquiry->loop = loop;
    inquiry->resolver = resolver;
    inquiry->step = step;
    inquiry->done = done;
    inquiry->arg = arg;
    inquiry->book = book_new();
    inquiry->timer = loop_timer_new(loop, inquiry_rang, inquiry);
    LIST_INIT(&inquiry->open);
    loop_timer_start(inquiry->timer, 0, 0);
    return inquiry;
}

void inquiry_cancel(struct inquiry *inquiry)
{
    if (inquiry) {
        inquiry_free(inquiry);
    }
}
