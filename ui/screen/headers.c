// SPDX-License-Identifier: MIT
#include "base/file.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "domain/lifecycle.h"
#include "ui/act.h"
#include "ui/app.h"
#include "ui/key.h"
#include "ui/page.h"
#include "ui/screen/screens.h"

#include <stdlib.h>
#include <string.h>

enum {
    TEXT_AT = 3,
    RESULT_AT = 12,
    FOR_AT = 21,
    SAME_AT = 48,
    COUNTS_AT = 64,
    PASTED_ROWS = 3,
    PASTED_SHOWN = 600,
    MESSAGE_MOST = 1 << 20
};

static const char field_name[] = "Authentication-Results:";

/* What a receiver said about a test mail, read from a pasted header or a saved mail. */
struct headers_screen {
    struct screen base;
    struct buffer text; /* as pasted */
    bool typing;        /* keys go into the text until Ctrl-D */
    bool answered;
    struct authres_reading reading;
    struct finding_list flags;
    size_t flag; /* the one in the message line */
    struct ask ask;
};

static void read_came(void *arg, struct reply *reply)
{
    struct headers_screen *headers = arg;

    if (app_failed(headers->base.app, reply)) {
        return;
    }
    authres_reading_clear(&headers->reading);
    headers->reading = *reply->as.authres_message.reading; /* moved */
    *reply->as.authres_message.reading = (struct authres_reading){0};
    finding_list_copy(&headers->flags, &reply->as.authres_message.flags);
    headers->flag = 0;
    headers->answered = true;
}

static bool has_field_name(const char *text)
{
    for (; *text; text++) {
        if (text_starts_nocase(text, field_name)) {
            return true;
        }
    }
    return false;
}

/* A body alone gets its field's name; a header alone gets its end. */
static void ask_reading(struct headers_screen *headers)
{
    struct app *app = headers->base.app;
    struct buffer message = {0};
    struct request request;

    if (headers->text.length == 0) {
        return;
    }
    if (!has_field_name(buffer_text(&headers->text))) {
        buffer_printf(&message, "%s ", field_name);
    }
    buffer_add_text(&message, buffer_text(&headers->text));
    buffer_add_text(&message, "\r\n\r\n");
    desk_request(&app->desk, &request, VERB_AUTHRES);
    request_set(&request, "message", buffer_text(&message));
    request_set(&request, "domain", app->subject.domain->name);
    ask_start(&headers->ask, &app->desk, &request, read_came, headers);
    buffer_clear(&message);
}

static void forget(struct headers_screen *headers)
{
    buffer_reset(&headers->text);
    authres_reading_clear(&headers->reading);
    finding_list_clear(&headers->flags);
    headers->answered = headers->typing = false;
}

/* The beginning of it on one line: header fields are folded where it suits the sender. */
static void pasted_text(const struct headers_screen *headers, struct buffer *out)
{
    size_t n = headers->text.length < PASTED_SHOWN ? headers->text.length : PASTED_SHOWN;
    char *line = mem_text_n(buffer_text(&headers->text), n);

    for (size_t i = 0; i < n; i++) {
        line[i] = strchr("\r\n\t", line[i]) ? ' ' : line[i];
    }
    text_safe(out, line, n);
    free(line);
}

static void draw_pasted(const struct headers_screen *headers, struct pane pane)
{
    struct buffer safe = {0};
    struct pane rows = pane_part(pane, 0, 1, -1, PASTED_ROWS);

    pane_rule(pane, 0, _("Authentication-Results as pasted"));
    if (headers->text.length == 0) {
        pane_put(rows, TEXT_AT, 0, PAINT_QUIET,
                 headers->typing ? _("Paste or type it now; Ctrl-D ends.")
                                 : _("Paste the header here, or o opens a saved mail."));
        return;
    }
    pasted_text(headers, &safe);
    pane_wrap(rows, TEXT_AT, 0, PAINT_TEXT, buffer_text(&safe));
    buffer_clear(&safe);
}

static void draw_result(struct pane pane, int y, const char *method, const char *result,
                        const char *domain)
{
    bool pass = text_equal(result, "pass");

    pane_put(pane, TEXT_AT, y, PAINT_KEY, method);
    if (*result == '\0') {
        pane_put(pane, RESULT_AT, y, PAINT_QUIET, _("- not said"));
        return;
    }
    pane_printf(pane, RESULT_AT, y, pass ? PAINT_GOOD : PAINT_BAD, "%s %s", pass ? "✓" : "✗",
                result);
    pane_put_in(pane, FOR_AT, y, SAME_AT - FOR_AT - 1, PAINT_TEXT, domain);
}

static void draw_yes(struct pane pane, int x, int y, bool yes)
{
    pane_put(pane, x, y, yes ? PAINT_GOOD : PAINT_TEXT, yes ? _("✓ yes") : _("✗ no"));
}

static void draw_reading(const struct headers_screen *headers, struct pane pane)
{
    const struct authres_reading *reading = &headers->reading;
    bool dkim_same = text_equal(reading->dkim_for_domain, "pass");
    int x;

    pane_rule(pane, 0, _("What it says"));
    pane_put(pane, RESULT_AT, 1, PAINT_HEADER, _("Result"));
    pane_put(pane, FOR_AT, 1, PAINT_HEADER, _("For domain"));
    pane_put(pane, SAME_AT, 1, PAINT_HEADER, _("Same as From?"));
    pane_put(pane, COUNTS_AT, 1, PAINT_HEADER, _("For DMARC"));
    if (!headers->answered) {
        return;
    }
    draw_result(pane, 2, "SPF", reading->spf, reading->spf_domain);
    draw_yes(pane, SAME_AT, 2, reading->spf_aligned);
    draw_yes(pane, COUNTS_AT, 2, reading->spf_aligned && text_equal(reading->spf, "pass"));
    draw_result(pane, 3, "DKIM", reading->dkim, reading->dkim_domain);
    draw_yes(pane, SAME_AT, 3, dkim_same);
    draw_yes(pane, COUNTS_AT, 3, dkim_same);
    draw_result(pane, 4, "DMARC", reading->dmarc, reading->from_domain);
    if (*reading->policy) {
        x = FOR_AT + (int)text_cells(reading->from_domain) + 2;
        pane_printf(pane_part(pane, 0, 0, SAME_AT - 1, pane.height), x, 4, PAINT_TEXT, "p=%s",
                    reading->policy);
    }
    pane_put(pane, SAME_AT, 4, PAINT_TEXT, _("one of the two is enough"));
}

/* A record that the mail was sent with, or not, as this console has it. */
static void draw_use(const struct domain *domain, struct pane pane, int y, enum record record)
{
    const char *title = record == RECORD_SPF ? "SPF" : "DKIM";

    if (record_state(domain, record) == STATE_IN_USE) {
        pane_printf(pane, TEXT_AT, y, PAINT_TEXT, _("✓ %s is in use here"), title);
    } else if (record_is_verified(domain, record)) {
        pane_printf(pane, TEXT_AT, y, PAINT_WAIT,
                    _("! %s is verified here but not in use (press u on its row)"), title);
    } else {
        pane_printf(pane, TEXT_AT, y, PAINT_WAIT, _("! %s is not verified here"), title);
    }
}

static void draw_compared(const struct headers_screen *headers, struct pane pane)
{
    const struct domain *domain = headers->base.app->subject.domain;
    const char *selector = headers->reading.dkim_selector;

    pane_rule(pane, 0, _("Compared with this console"));
    if (!headers->answered) {
        return;
    }
    if (*selector && text_equal_nocase(selector, domain->selector)) {
        pane_printf(pane, TEXT_AT, 1, PAINT_TEXT, _("✓ selector %s is the one shown here"),
                    selector);
    } else if (*selector) {
        pane_printf(pane, TEXT_AT, 1, PAINT_WAIT, _("! selector %s; here it is %s"), selector,
                    domain->selector);
    } else {
        pane_printf(pane, TEXT_AT, 1, PAINT_TEXT, _("- no selector in the header; here it is %s"),
                    domain->selector);
    }
    draw_use(domain, pane, 2, RECORD_DKIM);
    draw_use(domain, pane, 3, RECORD_SPF);
}

static void draw_where(struct pane pane)
{
    pane_rule(pane, 0, _("Where to find the header"));
    pane_put(pane, TEXT_AT, 1, PAINT_TEXT,
             _("NAVER Mail  open the mail > menu > show original > Authentication-Results"));
    pane_put(pane, TEXT_AT, 2, PAINT_TEXT,
             _("Gmail       open the mail > menu > show original > SPF / DKIM / DMARC lines"));
}

static void summary_text(const struct headers_screen *headers, struct buffer *out)
{
    if (headers->flags.count > 1) {
        buffer_printf(out, "%zu/%zu ", headers->flag + 1, headers->flags.count);
    }
    if (headers->flags.count > 0) {
        finding_message(&headers->flags.items[headers->flag], out);
    } else if (headers->answered) {
        buffer_add_text(out, _("Nothing to object: receivers can vouch for this mail."));
    }
}

static void headers_draw(struct screen *screen, struct pane pane)
{
    const struct headers_screen *headers = (struct headers_screen *)screen;
    struct page page = {.tail = _("Test mail"),
                        .right = headers->typing ? _("paste, then Ctrl-D") : NULL};
    struct pane inside = page_draw(screen, pane, &page);
    struct buffer summary = {0};

    draw_pasted(headers, inside);
    draw_reading(headers, pane_part(inside, 0, 4, inside.width, 5));
    draw_compared(headers, pane_part(inside, 0, 9, inside.width, 4));
    draw_where(pane_part(inside, 0, 13, inside.width, 3));
    summary_text(headers, &summary);
    app_message(screen->app, "%s", buffer_text(&summary));
    buffer_clear(&summary);
}

static void headers_tell(struct screen *screen, struct telling *out)
{
    const struct headers_screen *headers = (struct headers_screen *)screen;
    const struct authres_reading *reading = &headers->reading;
    struct buffer text = {0};

    pasted_text(headers, &text);
    telling_add(out, _("Pasted"), buffer_text(&text));
    if (headers->answered) {
        telling_printf(out, "SPF", "%s, %s", reading->spf, reading->spf_domain);
        telling_printf(out, "DKIM", "%s, %s", reading->dkim, reading->dkim_domain);
        telling_add(out, "DMARC", reading->dmarc);
    }
    for (size_t i = 0; i < headers->flags.count; i++) {
        buffer_reset(&text);
        finding_message(&headers->flags.items[i], &text);
        telling_add(out, _("Finding"), buffer_text(&text));
    }
    buffer_clear(&text);
}

static bool typed(struct headers_screen *headers, uint32_t key)
{
    char bytes[4];

    if (key == KEY_CTRL('d') || key == KEY_ESCAPE) {
        headers->typing = false;
        ask_reading(headers);
    } else if (key == KEY_ENTER) {
        buffer_add_byte(&headers->text, '\n');
    } else if (key == KEY_BACKSPACE) {
        buffer_cut(&headers->text, headers->text.length - (headers->text.length > 0));
    } else if (key_is_text(key) && headers->text.length < MESSAGE_MOST) {
        buffer_add(&headers->text, bytes, text_encode(key, bytes));
    }
    return true;
}

static bool headers_key(struct screen *screen, uint32_t key)
{
    struct headers_screen *headers = (struct headers_screen *)screen;

    if (key == KEY_PASTE) {
        forget(headers);
        buffer_add(&headers->text, buffer_text(screen->app->paste), screen->app->paste->length);
        ask_reading(headers);
        return true;
    }
    return headers->typing && typed(headers, key);
}

void headers_paste(struct app *app)
{
    struct headers_screen *headers = (struct headers_screen *)app_top(app);

    forget(headers);
    headers->typing = true;
}

void headers_clear(struct app *app)
{
    forget((struct headers_screen *)app_top(app));
}

bool headers_has_flags(const struct app *app)
{
    return app_top(app)->class->place == PLACE_HEADERS &&
           ((const struct headers_screen *)app_top(app))->flags.count > 0;
}

void headers_next(struct app *app)
{
    struct headers_screen *headers = (struct headers_screen *)app_top(app);

    headers->flag = (headers->flag + 1) % headers->flags.count;
}

void headers_explain(struct app *app)
{
    const struct headers_screen *headers = (struct headers_screen *)app_top(app);
    const struct finding *flag = &headers->flags.items[headers->flag];
    struct buffer text = {0};

    buffer_printf(&text, "%s\n\n", code_word(flag->code));
    finding_message(flag, &text);
    buffer_add_text(&text, "\n\n");
    finding_advice(flag, &text);
    app_push(app, plain_screen_new(app, "finding", buffer_text(&text)));
    buffer_clear(&text);
}

static void open_file(struct app *app, const char *path)
{
    struct headers_screen *headers = (struct headers_screen *)app_top(app);
    struct fault fault = {.status = STATUS_OK};
    struct buffer text = {0};

    if (file_read(path, MESSAGE_MOST, &text, &fault) != STATUS_OK) {
        app_alarm(app, "%s", fault.message);
    } else {
        forget(headers);
        buffer_add(&headers->text, buffer_text(&text), text.length);
        ask_reading(headers);
    }
    buffer_clear(&text);
}

void headers_open(struct app *app)
{
    const struct prompt prompt = {
        .label = _("File of a saved mail"), .text = "", .done = open_file};

    app_push(app, prompt_screen_new(app, &prompt));
}

static void headers_free(struct screen *screen)
{
    struct headers_screen *headers = (struct headers_screen *)screen;

    ask_cancel(&headers->ask);
    forget(headers);
    buffer_clear(&headers->text);
    free(headers);
}

struct screen *headers_screen_new(struct app *app)
{
    static const struct screen_class class = {
        .ops = {.draw = headers_draw,
                .tell = headers_tell,
                .key = headers_key,
                .free = headers_free},
        .place = PLACE_HEADERS,
    };
    struct headers_screen *headers = mem_new(sizeof *headers);

    headers->base = (struct screen){&class, app};
    return &headers->base;
}
