// SPDX-License-Identifier: MIT
#include "net/inquiry.h"

#include "base/memory.h"

#include <stdlib.h>

enum { FEW = 4 };

struct inquiry_asked {
    struct inquiry *inquiry;
    uint64_t ticket;
    const struct question *question; /* the book's */
    bool is_open;                    /* not answered yet */
};

struct inquiry {
    struct loop *loop;
    struct resolver *resolver;
    inquiry_step_fn *step;
    inquiry_done_fn *done;
    void *arg;
    struct book *book;
    struct loop_deadline deadline;
    struct inquiry_asked *asked; /* in this round */
    size_t asked_count, asked_most;
    struct inquiry_asked few[FEW]; /* room for them, where it is enough */
    size_t open;                   /* of them */
    size_t questions, rounds;
    bool closing; /* a bound was reached: nothing more is asked */
};

static void inquiry_round(struct inquiry *inquiry);

static void asked_end(struct inquiry_asked *asked)
{
    asked->is_open = false;
    asked->inquiry->open--;
}

static void inquiry_answered(void *arg, struct answers *answers)
{
    struct inquiry_asked *asked = arg;
    struct inquiry *inquiry = asked->inquiry;

    book_put_take(inquiry->book, asked->question, answers);
    asked_end(asked);
    if (inquiry->open == 0) {
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
    inquiry->open++;
    asked = &inquiry->asked[inquiry->asked_count++];
    *asked = (struct inquiry_asked){.inquiry = inquiry, .question = question, .is_open = true};
    asked->ticket = resolver_ask(inquiry->resolver, question, inquiry_answered, asked);
}

static void cancel_open(struct inquiry *inquiry)
{
    for (size_t i = 0; i < inquiry->asked_count; i++) {
        if (inquiry->asked[i].is_open) {
            resolver_cancel(inquiry->resolver, inquiry->asked[i].ticket);
        }
    }
}

static void drop_places(struct inquiry *inquiry)
{
    if (inquiry->asked != inquiry->few) {
        free(inquiry->asked);
    }
}

static void inquiry_free(struct inquiry *inquiry)
{
    cancel_open(inquiry);
    drop_places(inquiry);
    loop_deadline_clear(&inquiry->deadline);
    book_free(inquiry->book);
    free(inquiry);
}

static void inquiry_end(struct inquiry *inquiry)
{
    inquiry->done(inquiry->arg, inquiry->book);
    inquiry_free(inquiry);
}

/* The places of the last round are used again: nothing in them is open. */
static void make_places(struct inquiry *inquiry, size_t count)
{
    inquiry->asked_count = 0;
    if (count > inquiry->asked_most) {
        drop_places(inquiry);
        inquiry->asked = mem_array(count, sizeof *inquiry->asked);
        inquiry->asked_most = count;
    }
}

/* Asks what the step wants; false when that is nothing. */
static bool ask_wanted(struct inquiry *inquiry)
{
    size_t count = book_wanted(inquiry->book);
    const struct question *question;

    make_places(inquiry, count);
    while ((question = book_take_wanted(inquiry->book))) {
        inquiry_ask(inquiry, question);
    }
    return count > 0;
}

/* Runs the step until it has to wait for the network, or has its result. After the last round its
 * questions are answered with a timeout at once, so it comes to its end; one that always has
 * another question is ended. */
static void inquiry_round(struct inquiry *inquiry)
{
    bool more = true;

    while (more && inquiry->open == 0) {
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
static void inquiry_expire(void *arg)
{
    struct inquiry *inquiry = arg;

    inquiry->closing = true;
    cancel_open(inquiry);
    for (size_t i = 0; i < inquiry->asked_count; i++) {
        struct inquiry_asked *asked = &inquiry->asked[i];

        if (asked->is_open) {
            put_timeout(inquiry, asked->question);
            asked_end(asked);
        }
    }
    inquiry_round(inquiry);
}

/* The first round runs in its own turn, so that nobody is answered inside inquiry_start(). */
static void inquiry_begin(void *arg)
{
    struct inquiry *inquiry = arg;

    loop_deadline_set(inquiry->loop, &inquiry->deadline, INQUIRY_MS, inquiry_expire, inquiry);
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
    inquiry->asked = inquiry->few;
    inquiry->asked_most = FEW;
    loop_deadline_set(loop, &inquiry->deadline, 0, inquiry_begin, inquiry);
    return inquiry;
}

void inquiry_cancel(struct inquiry *inquiry)
{
    if (inquiry) {
        inquiry_free(inquiry);
    }
}
