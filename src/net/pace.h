// SPDX-License-Identifier: MIT
#pragma once
/*
 * How fast to ask one server: how many questions may be under way (additive increase,
 * multiplicative decrease), and how long to wait before asking again. udns counts its time in whole
 * numbers of whatever it is told; here they are ticks, and a tick's length follows the round-trip
 * time, because udns takes no other first timer while questions are active. Pure: the time is a
 * parameter, in milliseconds of a clock that never jumps.
 */
#include <stdbool.h>
#include <stdint.h>

enum {
    PACE_WINDOW = 32,    /* at first */
    PACE_TICKS = 35,     /* the first timer; it doubles with every try */
    PACE_TRIES = 5,      /* packets for one question, at most */
    PACE_FIRST_MS = 350, /* the first timer while the round-trip time is unknown */
    PACE_PATIENCE_MS =
        2450 /* silence that ends a question: the first timer three times, doubling */
};

struct pace {
    unsigned window, least, most;
    unsigned threshold;   /* below it the window opens with every answer, above it once a window */
    unsigned grown;       /* answers since it last opened */
    uint32_t rtt_eighths; /* smoothed round-trip time, eighths of a millisecond; 0: unknown */
    uint32_t first_ms;
    int64_t cut_ms; /* when the window was halved last */
    int64_t at_ms;  /* when millticks was right */
    uint64_t milliticks;
};

/* most: questions under way, at most. */
void pace_start(struct pace *pace, unsigned most, int64_t now_ms);
/* An answer came; rtt_ms negative: nobody knows to which of several packets. */
void pace_answered(struct pace *pace, int64_t rtt_ms);
/* A packet went unanswered and was sent again. A burst of losses counts once. */
void pace_lost(struct pace *pace, int64_t now_ms);
/* The time for udns; never 0, which it would take for "look at the wall clock". */
long pace_ticks(struct pace *pace, int64_t now_ms);
/* Milliseconds from the last pace_ticks() until `ticks` more have passed. */
int64_t pace_wait(const struct pace *pace, long ticks);
/* How long a question may take in all. heard: the server answered other questions meanwhile, so it
 * lives, and ours gets its first three tries in full. */
int64_t pace_patience(const struct pace *pace, bool heard);
