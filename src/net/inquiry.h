// SPDX-License-Identifier: MIT
#pragma once
/*
 * The one driver between pure code and the network: runs a step over a book, asks what the step
 * wants (all at once), and runs it again when the answers are there, until it wants nothing.
 * Bounded in rounds, questions and time; what was not answered by then is written down as
 * OUTCOME_TIMEOUT, so the step always comes to an end.
 */
#include "loop/loop.h"
#include "net/resolver.h"

struct inquiry;
/* Run again after each round. Wants nothing more: it has its result. */
typedef void inquiry_step_fn(void *arg, struct book *book);
/* book is borrowed until the return. */
typedef void inquiry_done_fn(void *arg, struct book *book);

enum { INQUIRY_QUESTIONS = 400, INQUIRY_ROUNDS = 60, INQUIRY_MS = 20000 };

struct inquiry *inquiry_start(struct loop *loop, struct resolver *resolver, inquiry_step_fn *step,
                              inquiry_done_fn *done, void *arg);
void inquiry_cancel(struct inquiry *inquiry); /* done is not called; NULL allowed */
