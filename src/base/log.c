// SPDX-License-Identifier: MIT
#include "base/log.h"

#include "base/buffer.h"
#include "base/clock.h"
#include "base/json.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* How each level is called, here and by syslog(3). */
// clang-format off
static const struct {
    const char *name;
    int priority;
} levels[] = {
    [LOG_ERROR] = {"error", 3},
    [LOG_WARN]  = {"warn",  4},
    [LOG_INFO]  = {"info",  6},
    [LOG_DEBUG] = {"debug", 7},
};
// clang-format on
_Static_assert(COUNT(levels) == LOG_LEVEL_COUNT, "every level has a name");

struct log {
    _Atomic int limit, form;
    _Atomic bool is_service, is_journal;
};

/* Process-wide by nature, as standard error is. */
static struct log *log_place(void)
{
    static struct log log = {.limit = LOG_WARN};

    return &log;
}

/* systemd.exec(5): JOURNAL_STREAM is the device and inode of what it connected. */
static bool journal_reads(void)
{
    const char *stream = getenv("JOURNAL_STREAM");
    char ours[64];
    struct stat there;

    if (!stream || fstat(STDERR_FILENO, &there)) {
        return false;
    }
    snprintf(ours, sizeof ours, "%ju:%ju", (uintmax_t)there.st_dev, (uintmax_t)there.st_ino);
    return text_equal(ours, stream);
}

void log_open(enum log_form form, enum log_level most)
{
    struct log *log = log_place();

    log->form = (int)form;
    log->limit = (int)most;
    log->is_journal = journal_reads();
    log->is_service = true;
}

void log_limit(enum log_level most)
{
    log_place()->limit = (int)most;
}

bool log_level_find(const char *name, enum log_level *out)
{
    for (size_t i = 0; i < LOG_LEVEL_COUNT; i++) {
        if (text_equal(levels[i].name, name)) {
            *out = (enum log_level)i;
            return true;
        }
    }
    return false;
}

/* '\0': there is none. */
static char last_byte(const struct buffer *line)
{
    return line->length > 0 ? buffer_text(line)[line->length - 1] : '\0';
}

static void field_put(struct buffer *out, const char *key, const char *value)
{
    struct buffer safe = {0};
    const char *text;

    text_safe(&safe, value, strlen(value));
    text = buffer_text(&safe);
    if (log_place()->form == LOG_JSON) {
        buffer_printf(out, "%s\"%s\":", last_byte(out) == '{' ? "" : ",", key);
        json_quote(out, text, safe.length);
    } else {
        buffer_printf(out, "%s%s=", last_byte(out) != '\0' && last_byte(out) != '>' ? " " : "",
                      key);
        if (!*text || strpbrk(text, " \"=\\")) {
            json_quote(out, text, safe.length);
        } else {
            buffer_add_text(out, text);
        }
    }
    buffer_clear(&safe);
}

static void head_put(struct buffer *out, enum log_level level)
{
    const struct log *log = log_place();
    char now[CLOCK_TEXT];

    if (log->is_journal) {
        buffer_printf(out, "<%d>", levels[level].priority);
    }
    if (log->form == LOG_JSON) {
        buffer_add_byte(out, '{');
    }
    if (log->is_service && !log->is_journal) {
        clock_rfc3339(clock_now(NULL), now);
        field_put(out, "time", now);
    }
    field_put(out, "level", levels[level].name);
}

/* One write a line, so that lines of two threads or processes never mix. */
static void line_end(struct buffer *line)
{
    ssize_t written;

    buffer_add_text(line, log_place()->form == LOG_JSON ? "}\n" : "\n");
    written = write(STDERR_FILENO, line->bytes, line->length);
    (void)written; /* nobody is left to be told */
    buffer_clear(line);
}

void log_event(enum log_level level, const char *event, const struct log_field *fields,
               size_t count)
{
    struct buffer line = {0};

    if ((int)level > log_place()->limit) {
        return;
    }
    head_put(&line, level);
    field_put(&line, "event", event);
    for (size_t i = 0; i < count; i++) {
        if (fields[i].value) {
            field_put(&line, fields[i].key, fields[i].value);
        }
    }
    line_end(&line);
}

void log_line(enum log_level level, const char *format, ...)
{
    struct buffer message = {0}, line = {0};
    va_list args;

    if ((int)level > log_place()->limit) {
        return;
    }
    va_start(args, format);
    buffer_vprintf(&message, format, args);
    va_end(args);
    head_put(&line, level);
    field_put(&line, "message", buffer_text(&message));
    line_end(&line);
    buffer_clear(&message);
}
