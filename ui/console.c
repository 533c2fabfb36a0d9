// SPDX-License-Identifier: MIT
#include "ui/console.h"

#include "base/text.h"
#include "base/words.h"
#include "ui/app.h"
#include "ui/input.h"
#include "ui/key.h"
#include "ui/terminal.h"
#include "ui/terminal_text.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    FRAME_MS = 33,
    ESCAPE_MS = 25,
    ESCAPE_FAR_MS = 100,
    ESCAPE_MOST_MS = 10000,
    PASTE_MS = 10000, /* longer than a bad line stops within a paste: what comes later runs keys */
    READ_BYTES = 4096,
    SIGNALS = 6,
    EXIT_SIGNAL = 128
};
enum { EXIT_UNFIT = 2 };

struct console {
    struct front front;
    struct app app;
    struct terminal *terminal;
    struct input input;
    struct loop_watch *watch;
    struct loop_signal *signals[SIGNALS];
    struct loop_timer *silence, *frame;
    int64_t drawn_at; /* monotonic */
    bool planned;     /* a frame is due */
    bool measured;    /* the terminal said how wide it draws */
    bool raw;         /* text past the cells is on the glass */
};

static const int caught[SIGNALS] = {SIGWINCH, SIGTSTP, SIGCONT, SIGINT, SIGTERM, SIGHUP};

static void signalled(void *arg, int signal);

/* What a raw screen tells, on the terminal's main screen. */
static void draw_raw(struct console *console)
{
    struct screen *top = app_top(&console->app);
    struct telling telling = {0};
    struct buffer text = {0};

    if (!console->raw) {
        top->class->ops.tell(top, &telling);
        for (size_t i = 0; i < telling.count; i++) {
            telling_write(&telling.lines[i], &text);
            buffer_add_text(&text, "\r\n");
        }
        buffer_printf(&text, "\r\n%s\r\n", _("[ f saves it, any other key goes back ]"));
        terminal_leave(console->terminal, true);
    } else if (console->app.note.length > 0) {
        buffer_printf(&text, "%s\r\n", buffer_text(&console->app.note));
    }
    console->raw = true;
    terminal_print(console->terminal, buffer_text(&text));
    telling_clear(&telling);
    buffer_clear(&text);
}

static void draw(void *arg)
{
    struct console *console = arg;

    console->planned = false;
    if (!terminal_flush(console->terminal)) {
        loop_watch_want(console->watch, true,
                        true); /* it takes nothing now: no more frames until it does */
        return;
    }
    console->drawn_at = clock_monotonic();
    if (app_top(&console->app)->class->raw) {
        draw_raw(console);
        return;
    }
    if (console->raw) {
        console->raw = false;
        terminal_enter(console->terminal);
    }
    app_draw(&console->app);
    terminal_show(console->terminal, &console->app.surface);
    if (!terminal_flush(console->terminal)) {
        loop_watch_want(console->watch, true, true);
    }
}

static void console_wake(struct front *front)
{
    struct console *console = (struct console *)front;
    int64_t since = clock_monotonic() - console->drawn_at;

    if (!console->planned) {
        console->planned = true;
        loop_timer_start(console->frame, since >= FRAME_MS ? 0 : (uint64_t)(FRAME_MS - since), 0);
    }
}

static void console_send(struct front *front, const char *bytes, size_t n)
{
    struct console *console = (struct console *)front;

    terminal_send(console->terminal, bytes, n);
    console_wake(front);
}

static void console_repaint(struct front *front)
{
    struct console *console = (struct console *)front;

    terminal_theme(console->terminal, &console->app.theme);
    terminal_repaint(console->terminal);
    app_dirty(&console->app);
}

static void take_size(struct console *console)
{
    int width, height;

    if (terminal_size(console->terminal, &width, &height)) {
        app_resize(&console->app, width, height);
    }
}

static void watch_signal(struct console *console, size_t i)
{
    console->signals[i] =
        loop_signal_new(console->app.options->loop, caught[i], signalled, console);
}

/* Stops here, with the whole job, until somebody continues us. */
static void console_suspend(struct front *front)
{
    struct console *console = (struct console *)front;

    for (size_t i = 0; i < SIGNALS; i++) {
        if (caught[i] == SIGTSTP) {
            loop_signal_free(console->signals[i]);
            signal(SIGTSTP, SIG_DFL);
            terminal_leave(console->terminal, false);
            kill(0, SIGTSTP);
            terminal_enter(console->terminal);
            watch_signal(console, i);
        }
    }
    take_size(console);
}

static void signalled(void *arg, int signal)
{
    struct console *console = arg;

    if (signal == SIGWINCH) {
        take_size(console);
    } else if (signal == SIGTSTP) {
        console_suspend(&console->front);
    } else if (signal == SIGCONT) {
        terminal_enter(console->terminal);
        take_size(console);
    } else {
        app_quit(&console->app, EXIT_SIGNAL + signal);
    }
}

/* How wide the terminal draws what we draw with; anything else than expected means ASCII. */
static void take_measure(struct console *console)
{
    struct app *app = &console->app;

    if (!console->measured && console->input.report_row == 1) {
        console->measured = true;
        if (console->input.report_column != TERMINAL_PROBE_COLUMN && !app->surface.ascii) {
            app->surface.ascii = true;
            console_repaint(&console->front);
        }
    }
}

static void key_came(void *arg, uint32_t key)
{
    struct console *console = arg;

    if (key == KEY_REPORT) {
        take_measure(console);
    } else if (key == KEY_PASTE) {
        app_paste(&console->app, &console->input.paste);
    } else if (!console->app.done) {
        bool back = console->raw && app_top(&console->app)->class->raw && key != 'f';

        app_key(&console->app, back ? KEY_ESCAPE : key);
    }
}

static unsigned escape_delay(void)
{
    const char *wanted = getenv("ESCDELAY");
    long ms = wanted ? strtol(wanted, NULL, 10) : 0;

    if (ms > 0 && ms < ESCAPE_MOST_MS) {
        return (unsigned)ms;
    }
    return getenv("SSH_TTY") ? ESCAPE_FAR_MS : ESCAPE_MS;
}

static void silence_due(void *arg)
{
    struct console *console = arg;

    input_flush(&console->input, key_came, console);
}

/* All there is, then one frame. */
static void read_keys(struct console *console)
{
    char bytes[READ_BYTES];
    ssize_t n = 1;

    while (n > 0 && !console->app.done) {
        n = terminal_read(console->terminal, bytes, sizeof bytes);
        if (n > 0) {
            input_feed(&console->input, bytes, (size_t)n, key_came, console);
        }
    }
    if (n == 0) {
        app_quit(&console->app,
                 EXIT_SIGNAL + SIGHUP); /* the terminal is gone, whoever ignores SIGHUP */
    } else if (console->input.pasting) {
        loop_timer_start(console->silence, PASTE_MS, 0);
    } else if (input_is_waiting(&console->input)) {
        loop_timer_start(console->silence, escape_delay(), 0);
    }
}

static void terminal_moved(void *arg, bool readable, bool writable, int error)
{
    struct console *console = arg;

    if (error != 0) {
        app_quit(&console->app, EXIT_SIGNAL + SIGHUP);
        return;
    }
    if (writable && terminal_flush(console->terminal)) {
        loop_watch_want(console->watch, true, false);
        if (console->app.dirty) {
            console_wake(&console->front);
        }
    }
    if (readable) {
        read_keys(console);
    }
}

static void console_open(struct console *console, const struct ui_options *options)
{
    struct loop *loop = options->loop;

    console->silence = loop_timer_new(loop, silence_due, console);
    console->watch = loop_watch_new(loop, terminal_fd(console->terminal), terminal_moved, console);
    loop_watch_want(console->watch, true, false);
    for (size_t i = 0; i < SIGNALS; i++) {
        watch_signal(console, i);
    }
    terminal_theme(console->terminal, &console->app.theme);
    if (!console->app.surface.ascii) {
        terminal_probe(console->terminal);
    }
    take_size(console);
    console_wake(&console->front);
}

static void console_close(struct console *console)
{
    for (size_t i = 0; i < SIGNALS; i++) {
        loop_signal_free(console->signals[i]);
    }
    loop_timer_free(console->silence);
    loop_watch_free(console->watch);
    input_clear(&console->input);
}

int console_run(const struct ui_options *options)
{
    static const struct front_ops ops = {console_wake, console_send, console_repaint,
                                         console_suspend};
    struct console console = {.front = {&ops}};
    struct fault fault = {.status = STATUS_OK};
    int code = EXIT_UNFIT;

    if (terminal_open(options->no_color, &console.terminal, &fault) != STATUS_OK) {
        terminal_text_complain(fault.message);
        return EXIT_UNFIT;
    }
    console.frame = loop_timer_new(options->loop, draw, &console);
    if (app_init(&console.app, options, &console.front, &fault) == STATUS_OK) {
        console_open(&console, options);
        loop_run(options->loop);
        code = console.app.exit_code;
        console_close(&console);
        app_clear(&console.app);
    }
    loop_timer_free(console.frame);
    terminal_close(console.terminal);
    if (fault.status != STATUS_OK) {
        terminal_text_complain(fault.message);
    }
    return code;
}
