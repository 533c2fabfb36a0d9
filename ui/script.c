// SPDX-License-Identifier: MIT
#include "ui/script.h"

#include "base/file.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/app.h"
#include "ui/key.h"
#include "ui/settle.h"
#include "ui/terminal_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SCRIPT_BYTES = 1 << 20, WAIT_MS = 15000, SCREEN_MODE = 0644, SIZE_MOST = 1000 };

struct script {
    struct front front;
    struct app app;
    size_t line; /* being played, from 1 */
};

static void script_wake(struct front *front)
{
    (void)front;
}

static void script_send(struct front *front, const char *bytes, size_t n)
{
    (void)front;
    (void)bytes;
    (void)n;
}

static enum status step_key(struct script *script, char *names, struct fault *fault)
{
    char *rest = NULL;
    uint32_t key;

    for (char *name = strtok_r(names, " ", &rest); name; name = strtok_r(NULL, " ", &rest)) {
        if (!key_from_name(name, &key)) {
            return fault_set(fault, STATUS_INVALID, "usage", _("no such key: %s"), name);
        }
        if (!script->app.done) {
            app_key(&script->app, key);
            settle(&script->app, SETTLE_MS);
        }
    }
    return STATUS_OK;
}

static enum status step_type(struct script *script, char *text, struct fault *fault)
{
    size_t n = strlen(text);

    (void)fault;
    for (size_t at = 0; at < n;) {
        uint32_t point = 0;
        size_t length = text_decode(text + at, n - at, &point);

        at += length ? length : 1;
        if (length > 0 && !script->app.done) {
            app_key(&script->app, point);
        }
    }
    return STATUS_OK;
}

static enum status step_wait(struct script *script, char *text, struct fault *fault)
{
    int64_t until = clock_monotonic() + WAIT_MS;

    for (;;) {
        app_draw(&script->app);
        if (surface_shows(&script->app.surface, text)) {
            return STATUS_OK;
        }
        if (clock_monotonic() >= until || script->app.done) {
            return fault_set(fault, STATUS_UNSURE, "not-shown", _("never shown: %s"), text);
        }
        loop_turn(script->app.options->loop, true);
    }
}

static enum status step_size(struct script *script, char *text, struct fault *fault)
{
    char *rest;
    long width = strtol(text, &rest, 10), height = *rest == 'x' ? strtol(rest + 1, &rest, 10) : 0;

    if (*rest || width < 1 || height < 1 || width > SIZE_MOST || height > SIZE_MOST) {
        return fault_set(fault, STATUS_INVALID, "usage", _("no such size: %s"), text);
    }
    app_resize(&script->app, (int)width, (int)height);
    return STATUS_OK;
}

static enum status step_save(struct script *script, char *path, struct fault *fault)
{
    struct buffer text = {0};
    enum status status = STATUS_OK;

    app_draw(&script->app);
    surface_dump(&script->app.surface, &text);
    if (text_equal(path, "-")) {
        terminal_text_bytes(buffer_text(&text), text.length);
    } else {
        status = file_write(path, text.bytes, text.length, SCREEN_MODE, fault);
    }
    buffer_clear(&text);
    return status;
}

// clang-format off
static const struct {
    const char *word;
    enum status (*play)(struct script *script, char *argument, struct fault *fault);
} steps[] = {
    { "key", step_key }, { "type", step_type }, { "wait", step_wait }, { "size", step_size }, { "save", step_save },
};
// clang-format on

static enum status play_line(struct script *script, char *line, struct fault *fault)
{
    char *word = text_trim(line);
    size_t n = strcspn(word, " ");

    if (*word == '\0' || *word == '#') {
        return STATUS_OK;
    }
    settle(&script->app, SETTLE_MS);
    for (size_t i = 0; i < COUNT(steps); i++) {
        if (strlen(steps[i].word) == n && strncmp(steps[i].word, word, n) == 0) {
            return steps[i].play(script, word + n + strspn(word + n, " "), fault);
        }
    }
    return fault_set(fault, STATUS_INVALID, "usage", _("no such step: %s"), word);
}

static enum status play(struct script *script, char *text, struct fault *fault)
{
    enum status status = STATUS_OK;

    while (text && status == STATUS_OK) {
        char *end = strchr(text, '\n');

        if (end) {
            *end = '\0';
        }
        script->line++;
        status = play_line(script, text, fault);
        text = end ? end + 1 : NULL;
    }
    return status;
}

int script_run(const struct ui_options *options)
{
    static const struct front_ops ops = {script_wake, script_send, script_wake, script_wake};
    struct script script = {.front = {&ops}};
    struct fault fault = {.status = STATUS_OK};
    struct buffer text = {0};
    enum status status = file_read(options->script, SCRIPT_BYTES, &text, &fault);

    if (status == STATUS_OK) {
        status = app_init(&script.app, options, &script.front, &fault);
    }
    if (status == STATUS_OK) {
        char *copy = buffer_take(&text);

        status = play(&script, copy, &fault);
        app_clear(&script.app);
        free(copy);
    }
    buffer_clear(&text);
    if (status == STATUS_OK) {
        return 0;
    }
    fprintf(stderr, "vouch: %s:%zu: %s\n", options->script, script.line, fault.message);
    return status == STATUS_INVALID || status == STATUS_MISSING ? 2 : 1;
}
