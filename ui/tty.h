// SPDX-License-Identifier: MIT
#pragma once
/*
 * The terminal as a device: a descriptor of our own, so that not waiting for it concerns nobody who
 * shares the terminal with us, its modes, and the bytes that it has not taken yet. What the bytes
 * mean is ui/terminal.h's.
 */
#include "base/buffer.h"

#include <stdbool.h>
#include <sys/types.h>
#include <termios.h>

struct tty {
    int fd; /* our own, non-blocking; -1: the two below are standard input and output */
    int in, out;
    struct buffer waiting; /* bytes that the terminal has not taken yet */
};

void tty_open(struct tty *tty);
void tty_close(struct tty *tty); /* what waits is dropped */
bool tty_size(const struct tty *tty, int *width, int *height);

/* No echo, no lines, no signals from keys; what the output side does (CR after LF) stays as it was.
 */
void tty_raw_modes(const struct termios *before, struct termios *out);
void tty_apply_modes(const struct tty *tty, const struct termios *modes);

/* -1: nothing there now; 0: the terminal is gone. */
ssize_t tty_read(const struct tty *tty, char *bytes, size_t size);
void tty_send(struct tty *tty, const char *bytes, size_t n);
/* As much as the terminal takes at once; true when nothing waits any more. */
bool tty_flush(struct tty *tty);
/* All of it, as far as the terminal takes it within a moment. */
void tty_drain(struct tty *tty);
