// SPDX-License-Identifier: MIT
#include "ui/terminal.h"

#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/app_size.h"
#include "ui/crash.h"
#include "ui/frame.h"
#include "ui/tty.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <term.h>
#include <unistd.h>

enum { PROBE_CHARACTERS = 3, GAP = 4 /* cells */ };

static const char paste_on[] = "\x1b[?2004h", paste_off[] = "\x1b[?2004l";

struct terminal {
    struct tty tty;
    int memory; /* what curses writes into */
    FILE *file; /* the same, for curses */
    SCREEN *screen;
    struct crash crash;
    struct termios modes; /* ours */
    struct frame frame;   /* what curses writes, in fewer bytes */
    struct surface shown; /* what curses was told last */
    attr_t attributes[PAINT_COUNT];
    bool backed[PAINT_COUNT]; /* it has a background */
    int pairs[PAINT_COUNT];   /* 0: the terminal's own colours, which are cheap to erase with */
    bool colors, pastes, left;
};

static enum status refuse_size(const struct terminal *terminal, struct fault *fault)
{
    int width = APP_WIDTH, height = APP_HEIGHT;

    if (terminal_size(terminal, &width, &height) &&
        (width < APP_LEAST_WIDTH || height < APP_LEAST_HEIGHT)) {
        return fault_set(fault, STATUS_INVALID, "no-terminal",
                         _("The terminal is %dx%d; the console needs %dx%d. --plain and the "
                           "commands need no size."),
                         width, height, APP_LEAST_WIDTH, APP_LEAST_HEIGHT);
    }
    return STATUS_OK;
}

static enum status start_curses(struct terminal *terminal, struct fault *fault)
{
    const char *name = getenv("TERM");

    unsetenv("LINES"); /* the terminal itself says its size */
    unsetenv("COLUMNS");
    terminal->memory = memfd_create("vouch-frame", MFD_CLOEXEC);
    terminal->file = terminal->memory >= 0 ? fdopen(terminal->memory, "w") : NULL;
    terminal->screen = terminal->file && name ? newterm(NULL, terminal->file, stdin) : NULL;
    if (!terminal->screen || !cursor_address || !clear_screen) {
        return fault_set(fault, STATUS_INVALID, "no-terminal",
                         _("This terminal (TERM=%s) cannot place its cursor. --plain and the "
                           "commands work everywhere."),
                         name ? name : "");
    }
    return STATUS_OK;
}

static void keep_string(struct crash *crash, const char *text)
{
    size_t n = text && text != (char *)-1 ? strlen(text) : 0;

    if (crash->count + n <= CRASH_BYTES) {
        memcpy(crash->bytes + crash->count, text, n);
        crash->count += n;
    }
}

static void prepare_crash(struct terminal *terminal)
{
    struct crash *crash = &terminal->crash;

    crash->fd = terminal->tty.out;
    keep_string(crash, terminal->pastes ? paste_off : "");
    keep_string(crash, exit_attribute_mode ? exit_attribute_mode : "");
    keep_string(crash, exit_ca_mode ? exit_ca_mode : "");
    keep_string(crash, cursor_normal ? cursor_normal : "");
    keep_string(crash, "\r\n");
    crash_arm(crash);
}

/* Most entries of terminfo do not say BE, and a terminal of this family passes over a mode that it
 * does not know: whatever has a second screen is asked to mark what is pasted. */
static bool takes_modes(void)
{
    return enter_ca_mode && text_starts(enter_ca_mode, "\x1b[");
}

static void set_up_curses(struct terminal *terminal, bool no_color)
{
    int width = APP_WIDTH, height = APP_HEIGHT;

    typeahead(-1);
    nonl();
    idlok(stdscr, TRUE);
    leaveok(stdscr, FALSE);
    terminal->colors = !no_color && has_colors() && start_color() == OK;
    if (terminal->colors) {
        use_default_colors();
    }
    terminal->pastes = takes_modes();
    (void)terminal_size(terminal, &width, &height);
    resizeterm(height, width);
    curs_set(0);
}

enum status terminal_open(bool no_color, struct terminal **out, struct fault *fault)
{
    struct terminal *terminal;
    enum status status;

    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
        return fault_set(fault, STATUS_INVALID, "no-terminal", "%s",
                         _("The console needs a terminal. --plain and the commands need none."));
    }
    terminal = mem_new(sizeof *terminal);
    tty_open(&terminal->tty);
    status = refuse_size(terminal, fault);
    if (status == STATUS_OK) {
        status = start_curses(terminal, fault);
    }
    if (status != STATUS_OK || tcgetattr(terminal->tty.in, &terminal->crash.modes) != 0) {
        terminal->left = true; /* nothing was changed yet */
        terminal_close(terminal);
        return status;
    }
    surface_init(&terminal->shown, 1, 1);
    frame_begin(&terminal->frame);
    set_up_curses(terminal, no_color);
    tty_raw_modes(&terminal->crash.modes, &terminal->modes);
    prepare_crash(terminal);
    tty_apply_modes(&terminal->tty, &terminal->modes);
    terminal_send(terminal, paste_on, terminal->pastes ? sizeof paste_on - 1 : 0);
    *out = terminal;
    return STATUS_OK;
}

bool terminal_size(const struct terminal *terminal, int *width, int *height)
{
    return tty_size(&terminal->tty, width, height);
}

ssize_t terminal_read(struct terminal *terminal, char *bytes, size_t size)
{
    return tty_read(&terminal->tty, bytes, size);
}

void terminal_send(struct terminal *terminal, const char *bytes, size_t n)
{
    tty_send(&terminal->tty, bytes, n);
}

bool terminal_flush(struct terminal *terminal)
{
    return tty_flush(&terminal->tty);
}

int terminal_fd(const struct terminal *terminal)
{
    return terminal->tty.in;
}

/* What curses wrote since the last time joins what waits. */
static void collect(struct terminal *terminal)
{
    struct buffer frame = {0};
    char bytes[4096];
    ssize_t n;

    fflush(terminal->file);
    while ((n = pread(terminal->memory, bytes, sizeof bytes, (off_t)frame.length)) > 0) {
        buffer_add(&frame, bytes, (size_t)n);
    }
    if (frame.length > 0) {
        frame_add(&terminal->frame, frame.bytes, frame.length, &terminal->tty.waiting);
        if (ftruncate(terminal->memory, 0) != 0 || lseek(terminal->memory, 0, SEEK_SET) < 0) {
            abort(); /* memory is always there */
        }
    }
    buffer_clear(&frame);
}

void terminal_theme(struct terminal *terminal, const struct theme *theme)
{
    static const struct {
        unsigned ours;
        attr_t theirs;
    } pairs[] = {{THEME_BOLD, A_BOLD},
                 {THEME_DIM, A_DIM},
                 {THEME_UNDERLINE, A_UNDERLINE},
                 {THEME_REVERSE, A_REVERSE}};
    struct theme mono;
    struct fault fault = {.status = STATUS_OK};

    if (!terminal->colors && theme_open("mono", &mono, &fault) == STATUS_OK) {
        theme = &mono;
    }
    for (int paint = 0; paint < PAINT_COUNT; paint++) {
        const struct theme_paint *one = &theme->paints[paint];

        terminal->attributes[paint] = A_NORMAL;
        for (size_t i = 0; i < COUNT(pairs); i++) {
            terminal->attributes[paint] |=
                one->attributes & pairs[i].ours ? pairs[i].theirs : A_NORMAL;
        }
        terminal->pairs[paint] = 0;
        terminal->backed[paint] = terminal->colors && one->background != THEME_DEFAULT;
        if (terminal->colors &&
            (one->foreground != THEME_DEFAULT || one->background != THEME_DEFAULT)) {
            terminal->pairs[paint] = paint + 1;
            init_extended_pair(paint + 1, theme_nearest(one->foreground, COLORS),
                               theme_nearest(one->background, COLORS));
        }
    }
    surface_resize(&terminal->shown, 1, 1); /* other colours: draw all cells anew */
}

static bool same_row(const struct surface *a, const struct surface *b, int y)
{
    return a->width == b->width && a->height == b->height &&
           memcmp(surface_at(a, 0, y), surface_at(b, 0, y),
                  (size_t)a->width * sizeof(struct cell)) == 0;
}

/* A blank in it looks like any other blank. */
static bool is_unseen(const struct terminal *terminal, int paint)
{
    return !terminal->backed[paint] && !(terminal->attributes[paint] & (A_UNDERLINE | A_REVERSE));
}

/* A few blanks between words: more of them are passed over, not sent. */
static bool in_gap(const struct surface *surface, int x, int y)
{
    for (int i = 0; i < GAP; i++) {
        const struct cell *cell = surface_at(surface, x + i, y);

        if (!cell || cell->point != ' ') {
            return cell != NULL && i > 0;
        }
    }
    return false;
}

/* A blank between words takes the paint of the word before, where nobody can see it: a terminal is
 * not told two colours for it. */
static uint8_t paint_at(const struct terminal *terminal, const struct surface *surface, int x,
                        int y, uint8_t before)
{
    uint8_t paint = surface_at(surface, x, y)->paint;

    return is_unseen(terminal, paint) && is_unseen(terminal, before) && in_gap(surface, x, y)
               ? before
               : paint;
}

static void put_cell(const struct terminal *terminal, const struct cell *cell, uint8_t paint, int x,
                     int y)
{
    wchar_t points[2 + SURFACE_MARKS] = {(wchar_t)cell->point, (wchar_t)cell->marks[0],
                                         (wchar_t)cell->marks[1], L'\0'};
    int pair = terminal->pairs[paint];
    cchar_t put;

    setcchar(&put, points, terminal->attributes[paint], 0, &pair);
    mvadd_wch(y, x, &put);
}

static void put_row(const struct terminal *terminal, const struct surface *surface, int y)
{
    uint8_t paint = surface_at(surface, 0, y)->paint;

    for (int x = 0; x < surface->width; x++) {
        const struct cell *cell = surface_at(surface, x, y);

        if (cell->cells > 0) {
            paint = paint_at(terminal, surface, x, y, paint);
            put_cell(terminal, cell, paint, x, y);
        }
    }
}

void terminal_show(struct terminal *terminal, const struct surface *surface)
{
    if (getmaxx(stdscr) != surface->width || getmaxy(stdscr) != surface->height) {
        resizeterm(surface->height, surface->width);
    }
    for (int y = 0; y < surface->height; y++) {
        if (!same_row(surface, &terminal->shown, y)) {
            put_row(terminal, surface, y);
        }
    }
    surface_copy(&terminal->shown, surface);
    curs_set(surface->cursor_shown ? 1 : 0);
    move(surface->cursor_y, surface->cursor_x);
    refresh();
    terminal->left = false;
    collect(terminal);
}

void terminal_repaint(struct terminal *terminal)
{
    (void)terminal;
    clearok(stdscr, TRUE);
}

void terminal_probe(struct terminal *terminal)
{
    static const char question[] = "\x1b[1;1H─✓あ\x1b[6n";

    terminal_send(terminal, question, sizeof question - 1);
    clearok(stdscr, TRUE); /* the first frame covers it */
}

void terminal_leave(struct terminal *terminal, bool keep_keys)
{
    if (terminal->left) {
        return;
    }
    terminal->left = true;
    terminal_send(terminal, paste_off, terminal->pastes ? sizeof paste_off - 1 : 0);
    curs_set(1);
    endwin();
    collect(terminal);
    tty_drain(&terminal->tty);
    if (!keep_keys) {
        tty_apply_modes(&terminal->tty, &terminal->crash.modes);
    }
}

void terminal_enter(struct terminal *terminal)
{
    tty_apply_modes(&terminal->tty, &terminal->modes);
    terminal_send(terminal, paste_on, terminal->pastes ? sizeof paste_on - 1 : 0);
    terminal_repaint(terminal);
}

void terminal_print(struct terminal *terminal, const char *text)
{
    terminal_send(terminal, text, strlen(text));
    tty_drain(&terminal->tty);
}

void terminal_close(struct terminal *terminal)
{
    if (!terminal) {
        return;
    }
    terminal_leave(terminal, false);
    crash_disarm();
    if (terminal->screen) {
        delscreen(terminal->screen);
    }
    if (terminal->file) {
        fclose(terminal->file);
    }
    tty_close(&terminal->tty);
    surface_clear(&terminal->shown);
    free(terminal);
}
