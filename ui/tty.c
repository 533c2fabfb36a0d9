// SPDX-License-Identifier: MIT
#include "ui/tty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { DRAIN_MS = 500 };

void tty_open(struct tty *tty)
{
    const char *name = ttyname(STDOUT_FILENO);

    tty->fd = name ? open(name, O_RDWR | O_NONBLOCK | O_NOCTTY | O_CLOEXEC) : -1;
    tty->in = tty->fd >= 0 ? tty->fd : STDIN_FILENO;
    tty->out = tty->fd >= 0 ? tty->fd : STDOUT_FILENO;
}

void tty_close(struct tty *tty)
{
    if (tty->fd >= 0) {
        close(tty->fd);
    }
    buffer_clear(&tty->waiting);
}

bool tty_size(const struct tty *tty, int *width, int *height)
{
    struct winsize size;

    if (ioctl(tty->out, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) {
        return false;
    }
    *width = size.ws_col;
    *height = size.ws_row;
    return true;
}

void tty_raw_modes(const struct termios *before, struct termios *out)
{
    *out = *before;
    out->c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG | IEXTEN);
    out->c_iflag &= ~(tcflag_t)(ICRNL | INLCR);
    out->c_cc[VMIN] = 1;
    out->c_cc[VTIME] = 0;
}

void tty_apply_modes(const struct tty *tty, const struct termios *modes)
{
    while (tcsetattr(tty->in, TCSADRAIN, modes) != 0 && errno == EINTR) {
    }
}

ssize_t tty_read(const struct tty *tty, char *bytes, size_t size)
{
    struct pollfd ready = {.fd = tty->in, .events = POLLIN};
    ssize_t n;

    if (poll(&ready, 1, 0) <= 0) {
        return -1;
    }
    n = read(tty->in, bytes, size);
    if (n < 0 && (errno == EAGAIN || errno == EINTR)) {
        return -1;
    }
    return n < 0 ? 0 : n;
}

void tty_send(struct tty *tty, const char *bytes, size_t n)
{
    buffer_add(&tty->waiting, bytes, n);
}

bool tty_flush(struct tty *tty)
{
    struct buffer *waiting = &tty->waiting;
    ssize_t n = 1;

    while (waiting->length > 0 && n > 0) {
        n = write(tty->out, waiting->bytes, waiting->length);
        if (n > 0) {
            memmove(waiting->bytes, waiting->bytes + n, waiting->length - (size_t)n);
            buffer_cut(waiting, waiting->length - (size_t)n);
        }
    }
    if (n < 0 && errno != EAGAIN && errno != EINTR) {
        buffer_reset(waiting); /* gone: the next read says so */
    }
    return waiting->length == 0;
}

void tty_drain(struct tty *tty)
{
    struct pollfd ready = {.fd = tty->out, .events = POLLOUT};

    while (!tty_flush(tty) && poll(&ready, 1, DRAIN_MS) > 0) {
    }
    buffer_reset(&tty->waiting);
}
