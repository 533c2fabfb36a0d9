// SPDX-License-Identifier: MIT
#pragma once
/*
 * The console's state, without any terminal: what is known, which screens are open, what the
 * message line says. Keys come in by app_key(), cells come out by app_draw(); a front (terminal,
 * script, line mode) stands on the other side and is told when there is something new to draw.
 * Everything runs on the loop and nothing waits.
 */
#include "ui/app_size.h"
#include "ui/clipboard.h"
#include "ui/desk.h"
#include "ui/front.h"
#include "ui/look.h"
#include "ui/marks.h"
#include "ui/model.h"
#include "ui/screen.h"
#include "ui/share_entry.h"
#include "ui/subject.h"
#include "ui/theme.h"
#include "ui/ui.h"
#include "ui/verify.h"

enum { APP_DEPTH = 16 };

struct app {
    const struct ui_options *options;
    struct front *front;
    struct desk desk;
    char actor[64];
    struct surface surface;
    struct theme theme;
    struct model model; /* the list */
    struct marks marks;
    struct subject subject;         /* the domain being looked at */
    struct share_entry share_entry; /* the Project Key being typed for it */
    struct look look;               /* the last diagnosis of it */
    struct verify verify;           /* verifications under way */
    struct clipboard clipboard;
    struct buffer copied; /* the last text that was sent there */
    char copied_what[128];
    struct errand *errands; /* changes under way */
    struct ask marking;     /* domains to mark, by a filter */
    struct screen *stack[APP_DEPTH];
    size_t depth;
    struct buffer note; /* said until the next key */
    bool note_alarms;
    struct buffer message;      /* what the screen itself says, drawn anew each time */
    const struct buffer *paste; /* while a KEY_PASTE is handled */
    struct loop_timer *tick;
    int64_t seen_at;           /* when something last came from the engine */
    int64_t offline_until;     /* it is away, and asked again then; 0: it is there */
    struct buffer offline_why; /* a sentence; empty: nothing is known */
    int told_top;              /* small terminals: the first row in view of what a screen tells */
    bool dirty, asked_to_quit, done;
    int exit_code;
};

enum status app_init(struct app *app, const struct ui_options *options, struct front *front,
                     struct fault *fault) MUST_USE;
void app_clear(struct app *app);

void app_key(struct app *app, uint32_t key);
void app_paste(struct app *app, const struct buffer *text);
/* Draws everything into app->surface. */
void app_draw(struct app *app);
void app_resize(struct app *app, int width, int height);
void app_dirty(struct app *app);
void app_quit(struct app *app, int exit_code);

/* screen is taken. */
void app_push(struct app *app, struct screen *screen);
void app_pop(struct app *app);
struct screen *app_top(const struct app *app);
bool app_is_small(const struct app *app); /* too small for the drawings */
bool app_is_split(const struct app *app); /* room for list and detail */

int64_t app_now(const struct app *app);
/* The message line, until the next key. */
void app_say(struct app *app, const char *format, ...) PRINTF_LIKE(2, 3);
void app_alarm(struct app *app, const char *format, ...) PRINTF_LIKE(2, 3);
/* Says what went wrong; true when something did. */
bool app_failed(struct app *app, const struct reply *reply);
/* What the screen being drawn has to say when nothing else is. */
void app_message(struct app *app, const char *format, ...) PRINTF_LIKE(2, 3);

/* The domain that the keys work on: the one being looked at, or the row under the cursor. NULL:
 * none. */
struct domain *app_domain(const struct app *app);
bool app_may_change(const struct app *app); /* it is ours, and we are not read-only */
