// SPDX-License-Identifier: MIT
#include "ui/copy.h"

#include "base/file.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/app.h"
#include "ui/free_path.h"
#include "ui/screen/screens.h"

#include <string.h>
#include <unistd.h>

enum { FOLDER_TEXT = 256 };

static void copied(void *arg, enum clip_way how)
{
    struct app *app = arg;
    const char *const *program = clip_program(how);

    if (how == CLIP_TMUX) {
        app_say(app, _("%s: sent to your terminal by tmux. Nothing pasted? t plain text, f file"),
                app->copied_what);
    } else if (program) {
        app_say(app, _("%s: given to %s."), app->copied_what, program[0]);
    } else if (how == CLIP_OSC52 || how == CLIP_SCREEN) {
        app_say(app, _("%s: sent to your terminal (OSC 52). Nothing pasted? t plain text, f file"),
                app->copied_what);
    } else if (how == CLIP_PRINT) {
        app_push(app, plain_screen_new(app, "vouch", buffer_text(&app->copied)));
    } else {
        app_alarm(app, _("%s: no clipboard takes it. t shows plain text, f saves a file."),
                  app->copied_what);
    }
}

void copy_text(struct app *app, const char *what, const char *text)
{
    text_copy(app->copied_what, sizeof app->copied_what, what);
    buffer_reset(&app->copied);
    buffer_add_text(&app->copied, text);
    clipboard_copy(&app->clipboard, text, copied, app);
}

/* Whatever lies there under this name stays as it is. */
static enum status save_new(const char *name, const char *text, struct buffer *path,
                            struct fault *fault)
{
    char folder[FOLDER_TEXT];
    enum status status;

    if (!getcwd(folder, sizeof folder)) {
        folder[0] = '\0';
    }
    status = free_path_take(folder, name, path, fault);
    if (status) {
        return status;
    }
    status = file_write(buffer_text(path), text, strlen(text), FREE_PATH_MODE, fault);
    if (status) {
        unlink(buffer_text(path));
    }
    return status;
}

void copy_save(struct app *app, const char *name, const char *text)
{
    struct fault fault = {.status = STATUS_OK};
    struct buffer path = {0}, safe = {0};

    if (save_new(name, text, &path, &fault) == STATUS_OK) {
        text_safe(&safe, buffer_text(&path), path.length);
        app_say(app, _("Saved to %s (only you can read it)."), buffer_text(&safe));
    } else {
        app_alarm(app, "%s", fault.message);
    }
    buffer_clear(&path);
    buffer_clear(&safe);
}
