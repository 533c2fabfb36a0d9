// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/act.h"
#include "ui/app.h"
#include "ui/page.h"
#include "ui/screen/screens.h"
#include "ui/when.h"
#include "ui/widget/scroll.h"

#include <stdio.h>
#include <stdlib.h>

enum { LABEL_AT = 42, DATE_CELLS = 19, OWNER_AT = 36, GUEST_AT = 53, RIGHTS_ROWS = 7 };

struct sharing_screen {
    struct screen base;
    struct scroll scroll;
    size_t height; /* guests in view */
};

// clang-format off
static const struct {
    const char *right;
    bool owner, guest;
    const char *remark;
} rights[] = {
    { N_("Domain in list"),            true, true,  N_("added automatically") },
    { N_("Send mail as this domain"),  true, true,  "" },
    { N_("Verify / Use / Stop"),       true, false, N_("follows you") },
    { N_("Share, unshare, delete"),    true, false, "" },
};
// clang-format on

static void draw_entry(const struct app *app, struct pane pane)
{
    // clang-format off
    static const char *const doubts[] = {
        [SHARE_EMPTY] = N_("The guest finds it with K on their own screen."),
        [SHARE_BAD_FORM] = N_("✗ not a Project Key: 36 characters, like 3f9b6c20-7d14-4e8a-b1c2-ab1e00c0de42"),
        [SHARE_OWN] = N_("✗ that is your own key"), [SHARE_THERE] = N_("✗ that project has it already"),
        [SHARE_FINE] = N_("✓ looks right   ✓ not your own key   ✓ not yet in the list"),
    };
    // clang-format on
    int x = pane_put(pane, 3, 1, PAINT_LABEL, "Project Key") + 1;
    enum share_doubt doubt = share_entry_judge(app);

    pane_rule(pane, 0, _("Add a Project Key"));
    share_entry_draw(app, pane, x, 1, 42);
    pane_put(pane, x + 43, 1, PAINT_LABEL, app_may_change(app) ? _("[a Add]") : "");
    pane_put(pane, x, 2, doubt == SHARE_FINE || doubt == SHARE_EMPTY ? PAINT_TEXT : PAINT_BAD,
             _(doubts[doubt]));
}

/* The date stands at the right, and the label has what is left before it. */
static void draw_guest(struct pane row, const struct share *share, bool current)
{
    int date_at = row.width - DATE_CELLS - 2;
    char time[CLOCK_TEXT];

    when_full(share->registered_at, time);
    if (current) {
        pane_put(row, 1, 0, PAINT_CURRENT, "▸");
        pane_cursor(row, 1, 0, false);
    }
    pane_put(row, 3, 0, current ? PAINT_CURRENT : PAINT_TEXT, share->project_key);
    pane_put_in(row, LABEL_AT, 0, date_at - 2 - LABEL_AT, PAINT_TEXT, share->label);
    pane_put(row, date_at, 0, PAINT_TEXT, time);
}

static void draw_guests(struct sharing_screen *sharing, struct pane pane)
{
    const struct domain *domain = sharing->base.app->subject.domain;
    char title[96];

    snprintf(title, sizeof title, _("Shared with  %zu"), domain->share_count);
    pane_rule(pane, 0, title);
    pane_put(pane, 3, 1, PAINT_HEADER, "Project Key");
    pane_put(pane, LABEL_AT, 1, PAINT_HEADER, _("Label"));
    pane_put(pane, pane.width - DATE_CELLS - 2, 1, PAINT_HEADER, _("Registered on"));
    sharing->height = pane.height > 2 ? (size_t)pane.height - 2 : 1;
    scroll_fit(&sharing->scroll, domain->share_count, sharing->height);
    for (size_t i = 0; i < sharing->height && sharing->scroll.top + i < domain->share_count; i++) {
        size_t at = sharing->scroll.top + i;

        draw_guest(pane_part(pane, 0, (int)i + 2, pane.width, 1), &domain->shares[at],
                   at == sharing->scroll.at);
    }
}

static void draw_rights(struct pane pane)
{
    pane_rule(pane, 0, _("What a guest has"));
    pane_put(pane, OWNER_AT, 1, PAINT_HEADER, _("owner"));
    pane_put(pane, GUEST_AT, 1, PAINT_HEADER, _("guest"));
    for (size_t i = 0; i < COUNT(rights); i++) {
        int y = 2 + (int)i, x;

        pane_put(pane, 3, y, PAINT_TEXT, _(rights[i].right));
        pane_put(pane, OWNER_AT, y, PAINT_TEXT, rights[i].owner ? "✓" : "-");
        x = pane_put(pane, GUEST_AT, y, PAINT_TEXT, rights[i].guest ? "✓" : "-");
        pane_put(pane, x + 2, y, PAINT_TEXT, *rights[i].remark ? _(rights[i].remark) : "");
    }
}

static void sharing_draw(struct screen *screen, struct pane pane)
{
    struct sharing_screen *sharing = (struct sharing_screen *)screen;
    struct app *app = screen->app;
    bool guest = app->subject.domain->role == ROLE_GUEST;
    struct page page = {.tail = _("Sharing"), .right = guest ? _("you: guest") : _("owner: you")};
    struct pane inside = page_draw(screen, pane, &page);

    draw_entry(app, inside);
    draw_guests(sharing, pane_part(inside, 0, 4, inside.width, inside.height - 4 - RIGHTS_ROWS));
    draw_rights(pane_part(inside, 0, inside.height - RIGHTS_ROWS, inside.width, RIGHTS_ROWS));
    app_message(
        app, "%s",
        _("Guests send with this domain. If you press Stop, they stop at the same moment."));
    if (guest) {
        app_message(app, "%s", _("You are a guest here: only the owner shares."));
    }
}

static void sharing_tell(struct screen *screen, struct telling *out)
{
    const struct sharing_screen *sharing = (struct sharing_screen *)screen;
    const struct domain *domain = screen->app->subject.domain;
    char time[CLOCK_TEXT], said[CLOCK_TEXT + SHARE_LABEL_TEXT + 2];

    telling_add(out, _("Add a Project Key"), field_text(&screen->app->share_entry.field));
    if (screen->app->share_entry.typing) {
        telling_current(out);
    }
    for (size_t i = 0; i < domain->share_count; i++) {
        when_full(domain->shares[i].registered_at, time);
        snprintf(said, sizeof said, "%s  %s", time, domain->shares[i].label);
        telling_add(out, domain->shares[i].project_key, said);
        if (i == sharing->scroll.at && !screen->app->share_entry.typing) {
            telling_current(out);
        }
    }
    telling_add(
        out, "",
        _("Guests send with this domain. If you press Stop, they stop at the same moment."));
}

static bool sharing_key(struct screen *screen, uint32_t key)
{
    struct sharing_screen *sharing = (struct sharing_screen *)screen;
    struct subject *subject = &screen->app->subject;

    if (share_entry_key(screen->app, key)) {
        return true;
    }
    if (!scroll_key(&sharing->scroll, key, subject->domain->share_count, sharing->height)) {
        return false;
    }
    subject->share = sharing->scroll.at;
    return true;
}

static void sharing_free(struct screen *screen)
{
    free(screen);
}

struct screen *sharing_screen_new(struct app *app)
{
    static const struct screen_class class = {
        .ops = {.draw = sharing_draw,
                .tell = sharing_tell,
                .key = sharing_key,
                .free = sharing_free},
        .place = PLACE_SHARING,
    };
    struct sharing_screen *sharing = mem_new(sizeof *sharing);

    sharing->base = (struct screen){&class, app};
    sharing->height = 1;
    sharing->scroll.at =
        app->subject.share < app->subject.domain->share_count ? app->subject.share : 0;
    app->subject.share = sharing->scroll.at;
    return &sharing->base;
}
