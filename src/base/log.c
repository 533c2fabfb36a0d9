// SPDX-License-Identifier: MIT
#include "base/log.h"

#include "base/buffer.h"
#include "base/text.h"

#include <stdarg.h>
#include <unistd.h>

// clang-format off
static const char *const level_names[] = {
    [LOG_ERROR] = "error",
    [LOG_WARN]  = "warn",
    [LOG_INFO]  = "info",
    [LOG_DEBUG] = "debug",
};
// clang-format on
_Static_assert(COUNT(level_names) == LOG_LEVEL_COUNT, "every level has a name");

/* Process-wide by nature, as standard error is. */
static enum log_level *limit_place(void)
{
    static enum log_level limit = LOG_WARN;

    return &limit;
}

void log_limit(enum log_level most)
{
    *limit_place() = most;
}

/* One write a line, so that lines of two threads or processes never mix. */
static void write_line(const struct buffer *line)
{
    ssize_t written = write(STDERR_FILENO, line->bytes, line->length);

    (void)written; /* nobody is left to be told */
}

void log_line(enum log_level level, const char *format, ...)
{
    struct buffer message = {0}, line = {0};
    va_list args;

    if (level > *limit_place()) {
        return;
    }
    va_start(args, format);
    buffer_vprintf(&message, format, args);
    va_end(args);
    buffer_printf(&line, "level=%s ", level_names[level]);
    text_safe(&line, buffer_text(&message), message.length);
    buffer_add_byte(&line, '\n');
    write_line(&line);
    buffer_clear(&line);
    buffer_clear(&message);
}
