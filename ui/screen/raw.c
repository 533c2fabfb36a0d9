// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/words.h"
#include "ui/app.h"
#include "ui/page.h"
#include "ui/screen/reader.h"
#include "ui/screen/screens.h"

#include <stdlib.h>

enum { LABEL_WIDTH = 10 };

/* Every finding of the last look with all its facts, as scripts get them. */
struct raw_screen {
    struct screen base;
    struct reader reader;
};

static void add_fact(struct telling *lines, const char *label, const char *value)
{
    if (value) {
        telling_add(lines, label, value);
    }
}

static void add_finding(struct telling *lines, const struct finding *finding)
{
    struct buffer text = {0};

    telling_printf(lines, "#", "%s  %s  %s", code_word(finding->code), area_word(finding->area),
                   severity_word(finding->severity));
    finding_message(finding, &text);
    telling_add(lines, _("says"), buffer_text(&text));
    buffer_reset(&text);
    finding_advice(finding, &text);
    telling_add(lines, _("advice"), buffer_text(&text));
    add_fact(lines, _("name"), finding->name);
    add_fact(lines, _("expected"), finding->expected);
    add_fact(lines, _("found"), finding->found);
    add_fact(lines, _("server"), finding->server);
    if (finding->ttl > 0) {
        telling_printf(lines, "TTL", "%u", finding->ttl);
    }
    buffer_clear(&text);
}

static void fill(struct raw_screen *raw)
{
    const struct domain *domain = raw->base.app->subject.domain;
    const struct check_result *seen = look_seen(&raw->base.app->look, domain->name);
    const struct finding_list *findings = seen ? &seen->findings : &domain->findings;

    for (size_t i = 0; i < findings->count; i++) {
        add_finding(&raw->reader.lines, &findings->items[i]);
    }
    if (seen) {
        telling_printf(&raw->reader.lines, "#", _("%u questions, %d ms"), seen->questions,
                       (int)seen->took_ms);
    }
}

static void raw_draw(struct screen *screen, struct pane pane)
{
    struct raw_screen *raw = (struct raw_screen *)screen;
    struct page page = {.tail = _("Findings")};

    reader_draw(&raw->reader, page_draw(screen, pane, &page), LABEL_WIDTH);
}

static void raw_tell(struct screen *screen, struct telling *out)
{
    reader_tell(&((struct raw_screen *)screen)->reader, out);
}

static bool raw_key(struct screen *screen, uint32_t key)
{
    return reader_key(&((struct raw_screen *)screen)->reader, key);
}

static void raw_free(struct screen *screen)
{
    reader_clear(&((struct raw_screen *)screen)->reader);
    free(screen);
}

struct screen *raw_screen_new(struct app *app)
{
    static const struct screen_class class = {
        .ops = {.draw = raw_draw, .tell = raw_tell, .key = raw_key, .free = raw_free},
        .place = PLACE_RAW,
        .narrow = true,
    };
    struct raw_screen *raw = mem_new(sizeof *raw);

    raw->base = (struct screen){&class, app};
    fill(raw);
    return &raw->base;
}
