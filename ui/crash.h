// SPDX-License-Identifier: MIT
#pragma once
/*
 * The terminal is given back clean however the process ends: on SIGSEGV, SIGBUS, SIGFPE, SIGILL and
 * SIGABRT, and when memory runs out, the bytes kept here go out and the terminal's modes come back,
 * with nothing but async-signal-safe calls on a stack of its own. Then the signal takes its course.
 */
#include <stddef.h>
#include <termios.h>

enum { CRASH_BYTES = 256 };

struct crash {
    int fd;                  /* of the terminal */
    struct termios modes;    /* as they were before us */
    char bytes[CRASH_BYTES]; /* what leaves the alternate screen and shows the cursor */
    size_t count;
};

/* From now on; crash is borrowed until crash_disarm(). */
void crash_arm(const struct crash *crash);
void crash_disarm(void);
