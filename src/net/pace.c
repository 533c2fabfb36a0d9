// SPDX-License-Identifier: MIT
#include "net/pace.h"

#include <string.h>

enum { WINDOW_LEAST = 8, FIRST_LEAST_MS = 100, FIRST_MOST_MS = 1000, EPOCH_TICKS = 1000 };

static unsigned least_of(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

void pace_start(struct pace *pace, unsigned most, int64_t now_ms)
{
    memset(pace, 0, sizeof *pace);
    pace->most = most;
    pace->least = least_of(WINDOW_LEAST, most);
    pace->window = least_of(PACE_WINDOW, most);
    pace->threshold = most;
    pace->first_ms = PACE_FIRST_MS;
    pace->cut_ms = now_ms;
    pace->at_ms = now_ms;
    pace->milliticks = EPOCH_TICKS * 1000;
}

static void learn_rtt(struct pace *pace, uint32_t rtt_ms)
{
    uint32_t timer;

    if (pace->rtt_eighths == 0) {
        pace->rtt_eighths = rtt_ms * 8 + 1;
    } else {
        pace->rtt_eighths = pace->rtt_eighths - pace->rtt_eighths / 8 + rtt_ms;
    }
    timer = pace->rtt_eighths / 2; /* 4 x RTT */
    if (timer < FIRST_LEAST_MS) {
        timer = FIRST_LEAST_MS;
    }
    pace->first_ms = timer > FIRST_MOST_MS ? FIRST_MOST_MS : timer;
}

void pace_answered(struct pace *pace, int64_t rtt_ms)
{
    if (rtt_ms >= 0) {
        learn_rtt(pace, rtt_ms > FIRST_MOST_MS ? FIRST_MOST_MS : (uint32_t)rtt_ms);
    }
    pace->grown++;
    if (pace->window < pace->most &&
        (pace->window < pace->threshold || pace->grown >= pace->window)) {
        pace->window++;
        pace->grown = 0;
    }
}

void pace_lost(struct pace *pace, int64_t now_ms)
{
    if (now_ms - pace->cut_ms < pace->first_ms) {
        return;
    }
    pace->cut_ms = now_ms;
    pace->grown = 0;
    pace->window = pace->window / 2 > pace->least ? pace->window / 2 : pace->least;
    pace->threshold = pace->window;
}

long pace_ticks(struct pace *pace, int64_t now_ms)
{
    uint64_t elapsed = now_ms > pace->at_ms ? (uint64_t)(now_ms - pace->at_ms) : 0;

    pace->milliticks += elapsed * PACE_TICKS * 1000 / pace->first_ms;
    pace->at_ms = now_ms;
    return (long)(pace->milliticks / 1000);
}

int64_t pace_wait(const struct pace *pace, long ticks)
{
    int64_t milliticks = (int64_t)ticks * 1000 - (int64_t)(pace->milliticks % 1000);
    int64_t scale = PACE_TICKS * 1000;

    return milliticks <= 0 ? 0 : (milliticks * pace->first_ms + scale - 1) / scale;
}

int64_t pace_patience(const struct pace *pace, bool heard)
{
    int64_t three_tries = (int64_t)pace->first_ms * (1 + 2 + 4);

    return heard && three_tries > PACE_PATIENCE_MS ? three_tries : PACE_PATIENCE_MS;
}
