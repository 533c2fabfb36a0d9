// SPDX-License-Identifier: MIT
#include "cli/output.h"

#include "base/text.h"
#include "base/words.h"
#include "cli/exit.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { WRITE_SIZE = 1 << 15, USUAL_WIDTH = 80 };

void output_hold(void)
{
    static const int modes[] = {O_WRONLY, O_RDONLY, O_RDONLY};

    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", modes[fd]) != fd) {
            _exit(EXIT_OURS);
        }
    }
}

static enum output_form form_choose(const struct globals *globals, bool terminal)
{
    if (globals_on(globals, GLOBAL_QUIET)) {
        return FORM_QUIET;
    }
    if (globals_on(globals, GLOBAL_JSON)) {
        return FORM_JSON;
    }
    if (globals_on(globals, GLOBAL_PLAIN)) {
        return FORM_PLAIN;
    }
    return terminal ? FORM_TABLE : FORM_JSON;
}

static bool color_choose(const struct globals *globals, bool terminal)
{
    const char *none = getenv("NO_COLOR"), *term = getenv("TERM");

    return terminal && !globals_on(globals, GLOBAL_NO_COLOR) && !(none && *none) && term && *term &&
           !text_equal(term, "dumb");
}

static size_t terminal_width(int fd)
{
    struct winsize size = {0};

    if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
        return size.ws_col;
    }
    return USUAL_WIDTH;
}

void output_open(struct output *output, int fd, const struct globals *globals)
{
    bool terminal = isatty(fd);

    *output = (struct output){
        .fd = fd,
        .form = form_choose(globals, terminal),
        .explicit_json = globals_on(globals, GLOBAL_JSON),
        .color = color_choose(globals, terminal),
        .ascii = globals_on(globals, GLOBAL_ASCII) || !words_are_utf8(),
        .width = terminal ? terminal_width(fd) : 0,
    };
}

/* What to do about a write that failed: wait and try again, or give up. */
static void write_failed(struct output *output)
{
    struct pollfd writable = {.fd = output->fd, .events = POLLOUT};

    if (errno == EAGAIN) {
        poll(&writable, 1, -1);
    } else if (errno != EINTR) {
        output->gone = true;
        output->error = errno == EPIPE ? 0 : errno;
    }
}

void output_flush(struct output *output)
{
    const char *bytes = output->pending.bytes;
    size_t left = output->pending.length;

    while (left > 0 && !output->gone) {
        ssize_t written = write(output->fd, bytes, left);

        if (written < 0) {
            write_failed(output);
        } else {
            bytes += written;
            left -= (size_t)written;
        }
    }
    buffer_reset(&output->pending);
}

void output_settle(struct output *output)
{
    if (output->pending.length >= WRITE_SIZE) {
        output_flush(output);
    }
}

enum status output_close(struct output *output, struct fault *fault)
{
    output_flush(output);
    buffer_clear(&output->pending);
    if (output->error) {
        return fault_set(fault, STATUS_IO, "output", _("cannot write the output: %s"),
                         strerror(output->error));
    }
    return STATUS_OK;
}
