// SPDX-License-Identifier: MIT
#include "ui/line_mode.h"

#include "base/text.h"
#include "base/words.h"
#include "ui/app.h"
#include "ui/command_line.h"
#include "ui/key.h"
#include "ui/page.h"
#include "ui/settle.h"
#include "ui/terminal_text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LINE_MOST = 4096, EXIT_USAGE = 2 };

struct line_mode {
    struct front front;
    struct app app;
    struct telling said;      /* what was printed last */
    const struct screen *top; /* of which screen */
    struct buffer typed;      /* bytes without a newline yet */
    bool readable, ended;
};

static void line_wake(struct front *front)
{
    (void)front;
}

static void line_send(struct front *front, const char *bytes, size_t n)
{
    (void)front;
    terminal_text_bytes(bytes, n);
}

static void print_line(const struct telling_line *line)
{
    struct buffer text = {0};

    telling_write(line, &text);
    terminal_text_line(line->current ? "> " : "  ", buffer_text(&text));
    buffer_clear(&text);
}

/* Whether the i-th line was not said so before. */
static bool is_new(const struct line_mode *mode, const struct telling *now, size_t i)
{
    const struct telling_line *line = &now->lines[i], *old;

    if (i >= mode->said.count) {
        return true;
    }
    old = &mode->said.lines[i];
    return !text_equal(line->label, old->label) || !text_equal(line->value, old->value) ||
           (line->current && !old->current);
}

static void print_path(const struct line_mode *mode)
{
    const struct screen *top = app_top(&mode->app);
    struct buffer path = {0};

    page_path(&mode->app, _(place_title(top->class->place)), &path);
    terminal_text_line("== ", buffer_text(&path));
    buffer_clear(&path);
}

/* Says what is on the screen, as far as it is new. */
static void report(struct line_mode *mode)
{
    struct screen *top = app_top(&mode->app);
    struct telling now = {0};
    bool other = top != mode->top;

    if (other) {
        print_path(mode);
    }
    top->class->ops.tell(top, &now);
    for (size_t i = 0; i < now.count; i++) {
        if (other || is_new(mode, &now, i)) {
            print_line(&now.lines[i]);
        }
    }
    if (mode->app.note.length > 0) {
        terminal_text_line(mode->app.note_alarms ? "! " : "* ", buffer_text(&mode->app.note));
        buffer_reset(&mode->app.note);
    }
    telling_clear(&mode->said);
    mode->said = now;
    mode->top = top;
}

static void type_text(struct app *app, const char *text)
{
    size_t n = strlen(text);

    for (size_t at = 0; at < n;) {
        uint32_t point = 0;
        size_t length = text_decode(text + at, n - at, &point);

        at += length ? length : 1;
        if (length > 0) {
            app_key(app, point);
        }
    }
}

static void take_line(struct line_mode *mode, const char *line)
{
    struct app *app = &mode->app;
    const char *name = *line == '\\' ? line + 1 : line;
    uint32_t key;

    app_draw(app); /* tells whether a field has the keys */
    if (*line == '\0') {
        app_key(app, KEY_ENTER);
    } else if (app->surface.cursor_shown && *line != '\\') {
        type_text(app, line);
    } else if (key_from_name(name, &key)) {
        app_key(app, key);
    } else {
        command_line_run(app, *line == ':' ? line + 1 : line);
    }
}

static void input_moved(void *arg, bool readable, bool writable, int error)
{
    struct line_mode *mode = arg;

    (void)writable;
    mode->readable = readable || error != 0;
}

static void read_more(struct line_mode *mode)
{
    char bytes[1024];
    ssize_t n = read(STDIN_FILENO, bytes, sizeof bytes);

    mode->readable = false;
    if (n > 0 && mode->typed.length < LINE_MOST) {
        buffer_add(&mode->typed, bytes, (size_t)n);
    } else if (n == 0 || (n < 0 && errno != EINTR && errno != EAGAIN)) {
        mode->ended = true;
    }
}

/* The next whole line that was typed; false: there is none yet. */
static bool next_line(struct line_mode *mode, char out[LINE_MOST])
{
    char *text = mode->typed.bytes, *end = text ? memchr(text, '\n', mode->typed.length) : NULL;
    size_t n;

    if (!end) {
        return false;
    }
    *end = '\0';
    text_copy(out, LINE_MOST, text_trim(text));
    n = (size_t)(end - text) + 1;
    memmove(text, text + n, mode->typed.length - n);
    buffer_cut(&mode->typed, mode->typed.length - n);
    return true;
}

/* A pipe or a terminal is waited for by the loop; what it cannot watch (a file, /dev/null) is just
 * read. */
static void run(struct line_mode *mode, struct loop *loop)
{
    struct loop_watch *watch = loop_watch_new(loop, STDIN_FILENO, input_moved, mode);
    char line[LINE_MOST];

    if (watch) {
        loop_watch_want(watch, true, false);
    }
    while (!mode->app.done &&
           (!mode->ended || memchr(buffer_text(&mode->typed), '\n', mode->typed.length))) {
        bool news = next_line(mode, line);

        if (news) {
            take_line(mode, line);
            settle(&mode->app, SETTLE_MS);
        } else if (!watch || mode->readable) {
            read_more(mode);
        } else {
            loop_turn(loop, true);
            news = mode->app.dirty;
            mode->app.dirty = false;
        }
        if (news && !mode->app.done) {
            report(mode);
        }
    }
    loop_watch_free(watch);
}

int line_mode_run(const struct ui_options *options)
{
    static const struct front_ops ops = {line_wake, line_send, line_wake, line_wake};
    struct line_mode mode = {.front = {&ops}};
    struct fault fault = {.status = STATUS_OK};
    int code;

    if (app_init(&mode.app, options, &mode.front, &fault) != STATUS_OK) {
        terminal_text_complain(fault.message);
        return EXIT_USAGE;
    }
    settle(&mode.app, SETTLE_MS);
    report(&mode);
    run(&mode, options->loop);
    code = mode.app.exit_code;
    telling_clear(&mode.said);
    buffer_clear(&mode.typed);
    app_clear(&mode.app);
    return code;
}
