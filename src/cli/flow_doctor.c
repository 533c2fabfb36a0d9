// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "cli/session.h"

#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What this mouth knows by itself, before what the engine says. */
enum mouth {
    MOUTH_VERSION,
    MOUTH_LIBRARIES,
    MOUTH_LOCALE,
    MOUTH_TERMINAL,
    MOUTH_SETTINGS,
    MOUTH_STORE,
    MOUTH_COUNT
};

static void line_set(struct doctor_line *line, const char *what, bool well, struct buffer *text,
                     const char *advice)
{
    text_copy(line->what, sizeof line->what, what);
    line->well = well;
    line->text = buffer_take(text);
    line->advice = mem_text(well ? NULL : advice);
}

static void version_say(const struct session *session, struct doctor_line *line)
{
    struct buffer text = {0};

    (void)session;
    buffer_printf(&text, "%s", VOUCH_VERSION);
    line_set(line, _("vouch"), true, &text, NULL);
}

static void libraries_say(const struct session *session, struct doctor_line *line)
{
    const struct cli_options *options = session->options;
    struct buffer text = {0};

    for (size_t i = 0; i < options->library_count; i++) {
        buffer_printf(&text, "%s%s %s", i ? ", " : "", options->libraries[i].name,
                      options->libraries[i].version);
    }
    line_set(line, _("libraries"), true, &text, NULL);
}

static void locale_say(const struct session *session, struct doctor_line *line)
{
    struct buffer text = {0};

    (void)session;
    buffer_printf(&text, "%s, %s", words_language(), nl_langinfo(CODESET));
    line_set(line, _("language"), words_are_utf8(), &text,
             _("Set LANG to a UTF-8 locale, such as C.UTF-8, to see names and marks as they are."));
}

static void terminal_say(const struct session *session, struct doctor_line *line)
{
    const char *term = getenv("TERM");
    struct buffer text = {0};
    bool well = term && *term && !text_equal(term, "dumb");

    text_safe(&text, term ? term : "", term ? strlen(term) : 0);
    if (isatty(STDOUT_FILENO)) {
        buffer_printf(&text, _(", %zu columns, %s"), session->output.width,
                      session->output.color ? _("colours") : _("no colours"));
    } else {
        buffer_add_text(&text, _(", not writing to a terminal"));
    }
    line_set(line, _("terminal"), well, &text,
             _("The console needs a terminal that can move the cursor; set TERM to its kind."));
}

static void settings_say(const struct session *session, struct doctor_line *line)
{
    const char *path = globals_get(session->globals, GLOBAL_CONFIG);
    struct buffer text = {0};
    bool there = path && access(path, R_OK) == 0;

    buffer_add_text(&text, there ? path : _("none, the defaults hold"));
    line_set(line, _("settings"), true, &text, NULL);
}

/* Whose it is, when it is not this process's. */
static void keeper_say(const struct session *session, struct doctor_line *line)
{
    const char *server = globals_get(session->globals, GLOBAL_SERVER);
    const char *path = globals_get(session->globals, GLOBAL_DATA);
    struct buffer text = {0};

    if (server) {
        buffer_printf(&text, _("not here: %s has it"), server);
    } else {
        buffer_printf(&text, _("%s, open in another vouch, which answers for it"), path);
    }
    line_set(line, _("store"), true, &text, NULL);
}

/* Whether the nearest folder above that is there can take it; "" is the one we are in. */
static bool can_be_made(const char *path)
{
    char *above = mem_text(path), *slash;
    bool can;

    while (*above && access(above, F_OK)) {
        slash = strrchr(above, '/');
        if (slash == above) {
            slash++;
        }
        *(slash ? slash : above) = '\0';
    }
    can = access(*above ? above : ".", W_OK | X_OK) == 0;
    free(above);
    return can;
}

static void store_say(const struct session *session, struct doctor_line *line)
{
    const struct fault *fault = session->options->store_fault;
    const char *path = globals_get(session->globals, GLOBAL_DATA);
    struct buffer text = {0};
    bool well;

    if (session->options->is_kept_elsewhere) {
        keeper_say(session, line);
        return;
    }
    well = !fault && path && *path;
    buffer_add_text(&text, fault ? fault->message : well ? path : _("no folder for it"));
    if (well && access(path, F_OK)) {
        well = can_be_made(path);
        buffer_add_text(&text, well ? _(", made at first use") : _(", cannot be made"));
    }
    line_set(line, _("store"), well, &text,
             _("Another vouch may be running, or the folder may not be yours; --data names "
               "another one."));
}

typedef void say_fn(const struct session *session, struct doctor_line *line);

static say_fn *const says[] = {
    [MOUTH_VERSION] = version_say,   [MOUTH_LIBRARIES] = libraries_say, [MOUTH_LOCALE] = locale_say,
    [MOUTH_TERMINAL] = terminal_say, [MOUTH_SETTINGS] = settings_say,   [MOUTH_STORE] = store_say,
};
_Static_assert(COUNT(says) == MOUTH_COUNT, "everything is said");

static void mouth_show(struct session *session)
{
    struct reply reply;

    reply_init(&reply);
    reply.kind = REPLY_DOCTOR;
    reply.as.doctor.lines = mem_array(MOUTH_COUNT, sizeof reply.as.doctor.lines[0]);
    reply.as.doctor.count = MOUTH_COUNT;
    for (size_t i = 0; i < MOUTH_COUNT; i++) {
        says[i](session, &reply.as.doctor.lines[i]);
    }
    show_reply(&session->show, &reply);
    reply_clear(&reply);
}

static void answered(void *arg, struct reply *reply)
{
    struct session *session = arg;

    if (session_accept(session, reply)) {
        mouth_show(session);
        show_reply(&session->show, reply);
    }
    session_end(session);
}

void flow_doctor(struct session *session)
{
    session_ask(session, answered);
}
