// SPDX-License-Identifier: MIT
#pragma once
/* The screens of the console, one file each. All are made for app_push(), which takes them. Those
 * about a domain work on app->subject, which must be open. */
#include "domain/domain.h"
#include "ui/screen.h"

struct screen *list_screen_new(struct app *app);
struct screen *detail_screen_new(struct app *app);
struct screen *register_screen_new(struct app *app);
struct screen *show_screen_new(struct app *app);
struct screen *guide_screen_new(struct app *app);
struct screen *why_screen_new(struct app *app);
struct screen *raw_screen_new(struct app *app);
struct screen *wait_screen_new(struct app *app);
struct screen *merge_screen_new(struct app *app);
struct screen *dmarc_screen_new(struct app *app);
struct screen *headers_screen_new(struct app *app);
struct screen *sharing_screen_new(struct app *app);
struct screen *log_screen_new(struct app *app, const char *domain); /* NULL: every domain's */
struct screen *learn_screen_new(struct app *app);
struct screen *project_key_screen_new(struct app *app);
struct screen *help_screen_new(struct app *app, enum place place);

/* Text without a frame, for the terminal's own selection; name is what a file of it is called. */
struct screen *plain_screen_new(struct app *app, const char *name, const char *text);

/* The names are deleted when the right word was typed. */
struct screen *delete_screen_new(struct app *app, char *const *names, size_t count);

/* A question with a safe answer, which has the focus, and another one. */
struct confirm {
    const char *title;                                  /* translated, as the following; copied */
    const char *text;                                   /* lines */
    const char *keep, *go;                              /* the two buttons */
    void (*run)(struct app *app, const char *argument); /* after `go` */
    const char *argument;                               /* copied; NULL allowed */
};
struct screen *confirm_screen_new(struct app *app, const struct confirm *wanted);

/* One line to type at the foot of the screen. */
struct prompt {
    const char *label; /* translated */
    const char *text;  /* to begin with */
    void (*done)(struct app *app, const char *text);
    void (*typed)(struct app *app, const char *text); /* after every change; NULL: does not care */
    void (*complete)(struct app *app, struct buffer *text); /* Tab; NULL: nothing to complete */
};
struct screen *prompt_screen_new(struct app *app, const struct prompt *wanted);
