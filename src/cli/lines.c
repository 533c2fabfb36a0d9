// SPDX-License-Identifier: MIT
#include "cli/lines.h"

#include "base/memory.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIECE = 32768 };

struct lines {
    int fd;
    bool is_stdin;
    const char *path; /* borrowed, for messages */
    struct loop *loop;
    struct loop_watch *watch; /* NULL: a file that can be read at any time */
    loop_fn *more;
    void *arg;
    bool readable, ended;
    bool begun; /* a line was given */
    bool given; /* and it is the one in `line` */
    struct buffer line;
    size_t at, filled;
    char piece[PIECE];
};

static enum status system_fault(const char *path, struct fault *fault)
{
    int error = errno;
    enum status status = error == ENOENT ? STATUS_MISSING : STATUS_IO;

    fault_set(fault, status, error == ENOENT ? "no-file" : "file-error", "%s: %s", path,
              strerror(error));
    fault_detail(fault, "path", path);
    return status;
}

static void became_readable(void *arg, bool readable, bool writable, int error)
{
    struct lines *lines = arg;

    (void)readable;
    (void)writable;
    (void)error; /* read() will say it again */
    loop_watch_want(lines->watch, false, false);
    lines->readable = true;
    lines->more(lines->arg);
}

/* Regular files and folders are always readable, and epoll refuses them. */
static bool must_wait(int fd)
{
    struct stat status;

    return fstat(fd, &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode) &&
           !S_ISBLK(status.st_mode) && (!S_ISCHR(status.st_mode) || isatty(fd));
}

enum status lines_open(struct loop *loop, const char *path, loop_fn *more, void *arg,
                       struct lines **out, struct fault *fault)
{
    bool is_stdin = text_equal(path, "-");
    int fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    struct lines *lines;

    if (fd < 0 || (is_stdin && fcntl(fd, F_GETFD) < 0)) {
        return system_fault(path, fault);
    }
    lines = mem_new(sizeof *lines);
    *lines = (struct lines){
        .fd = fd, .is_stdin = is_stdin, .path = path, .loop = loop, .more = more, .arg = arg};
    if (must_wait(fd)) {
        lines->watch = loop_watch_new(loop, fd, became_readable, lines);
    } else {
        lines->readable = true;
    }
    *out = lines;
    return STATUS_OK;
}

static enum lines_step wait_for_more(struct lines *lines)
{
    lines->readable = false;
    loop_watch_want(lines->watch, true, false);
    return LINES_LATER;
}

/* One read(), which does not wait: the descriptor is readable. */
static enum lines_step piece_read(struct lines *lines, struct fault *fault)
{
    ssize_t got;

    if (!lines->readable) {
        return wait_for_more(lines);
    }
    do {
        got = read(lines->fd, lines->piece, sizeof lines->piece);
    } while (got < 0 && errno == EINTR);
    if (got < 0 && errno == EAGAIN && lines->watch) {
        return wait_for_more(lines);
    }
    lines->readable = !lines->watch;
    lines->ended = got <= 0;
    if (got < 0) {
        system_fault(lines->path, fault);
        return LINES_FAILED;
    }
    lines->at = 0;
    lines->filled = (size_t)got;
    return LINES_LINE;
}

/* Adds what the piece has of the current line; true when that is its end. */
static bool line_grow(struct lines *lines)
{
    const char *from = lines->piece + lines->at;
    size_t left = lines->filled - lines->at;
    const char *end = memchr(from, '\n', left);
    size_t n = end ? (size_t)(end - from) : left;
    size_t room = LINES_LONGEST - lines->line.length;

    buffer_add(&lines->line, from, n < room ? n : room);
    lines->at += n + (end != NULL);
    return end != NULL;
}

static enum lines_step line_give(struct lines *lines, const char **line, size_t *length)
{
    static const char mark[] = "\xef\xbb\xbf";
    size_t marked;

    if (lines->line.length > 0 && lines->line.bytes[lines->line.length - 1] == '\r') {
        buffer_cut(&lines->line, lines->line.length - 1);
    }
    marked = !lines->begun && text_starts(buffer_text(&lines->line), mark) ? strlen(mark) : 0;
    *line = buffer_text(&lines->line) + marked;
    *length = lines->line.length - marked;
    lines->begun = lines->given = true;
    return LINES_LINE;
}

enum lines_step lines_next(struct lines *lines, const char **line, size_t *length,
                           struct fault *fault)
{
    enum lines_step step = LINES_LINE;

    if (lines->given) {
        buffer_reset(&lines->line);
        lines->given = false;
    }
    while (step == LINES_LINE) {
        if (lines->at < lines->filled && line_grow(lines)) {
            return line_give(lines, line, length);
        }
        if (lines->ended) {
            return lines->line.length > 0 ? line_give(lines, line, length) : LINES_END;
        }
        step = piece_read(lines, fault);
    }
    return step;
}

void lines_close(struct lines *lines)
{
    if (lines) {
        loop_watch_free(lines->watch);
        if (!lines->is_stdin) {
            close(lines->fd);
        }
        buffer_clear(&lines->line);
        free(lines);
    }
}
