// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/words.h"
#include "ui/act.h"
#include "ui/app.h"
#include "ui/page.h"
#include "ui/screen/reader.h"
#include "ui/screen/screens.h"

#include <stdlib.h>

enum { LABEL_WIDTH = 14 };

struct learn_screen {
    struct screen base;
    struct reader reader;
};

// clang-format off
static const struct {
    const char *label, *text;
} lessons[] = {
    { "#", N_("What this is for") },
    { "", N_("Register the domains that your mail is sent from, prove that they are yours, and share them with other "
             "projects. With SPF and DKIM verified, receivers can tell your mail from a forger's. Some receivers take "
             "no mail at all unless SPF, DKIM and DMARC are all in place.") },
    { "#", N_("The steps") },
    { "1 r", N_("Register a domain. A token is made for it; c copies it.") },
    { "2", N_("Publish the token as a TXT record of the domain at your DNS provider (p says how).") },
    { "3 v", N_("Verify. DNS changes take time: w waits and says what it sees.") },
    { "4 s", N_("Show the SPF and DKIM values, publish them, verify each.") },
    { "5 u", N_("Use SPF and DKIM. From then on mail is sent with them.") },
    { "6 b", N_("Build a DMARC record, publish it, verify it. Begin with p=none, read the reports, then climb.") },
    { "7 T", N_("Send a test mail and look at its Authentication-Results.") },
    { "#", N_("The words") },
    { N_("Token"), N_("a value only this registration has. Make it again, and the old one is void.") },
    { "SPF", N_("which servers may send for the domain. Exactly one SPF record may exist: merge, never add.") },
    { "DKIM", N_("a signature in every mail; its public key stands in DNS under a selector.") },
    { "DMARC", N_("what receivers do with mail that neither SPF nor DKIM vouches for, and who gets the reports.") },
    { N_("Use / Stop"), N_("a switch of its own: verified is what DNS says, in use is what we send with.") },
    { N_("Guest"), N_("a project that a domain is shared with. It may send; it cannot verify, use, stop or share.") },
    { "Project Key", N_("what a guest gives to the owner. Not a password.") },
    { N_("Delete"), N_("the domain and its keys are gone. Registering it again starts from zero, with new values.") },
    { "#", N_("Names that cannot be registered") },
};
// clang-format on

static void fill(struct learn_screen *learn)
{
    const struct profile *profile = learn->base.app->options->profile;
    struct buffer names = {0};

    telling_add(&learn->reader.lines, "", profile->name);
    for (size_t i = 0; i < COUNT(lessons); i++) {
        telling_add(&learn->reader.lines, *lessons[i].label ? _(lessons[i].label) : "",
                    _(lessons[i].text));
    }
    for (size_t i = 0; i < profile->blocked_count; i++) {
        char text[NAME_TEXT];

        name_text(&profile->blocked[i], text);
        buffer_printf(&names, "%s%s", i > 0 ? "  " : "", text);
    }
    telling_add(&learn->reader.lines, "", buffer_text(&names));
    telling_add(&learn->reader.lines, _("More"), profile->page);
    buffer_clear(&names);
}

static void learn_draw(struct screen *screen, struct pane pane)
{
    struct learn_screen *learn = (struct learn_screen *)screen;
    struct page page = {.tail = _("Learn more")};

    reader_draw(&learn->reader, page_draw(screen, pane, &page), LABEL_WIDTH);
}

static void learn_tell(struct screen *screen, struct telling *out)
{
    reader_tell(&((struct learn_screen *)screen)->reader, out);
}

static bool learn_key(struct screen *screen, uint32_t key)
{
    return reader_key(&((struct learn_screen *)screen)->reader, key);
}

void learn_words(struct app *app)
{
    reader_find(&((struct learn_screen *)app_top(app))->reader, _("The words"));
}

static void learn_free(struct screen *screen)
{
    reader_clear(&((struct learn_screen *)screen)->reader);
    free(screen);
}

struct screen *learn_screen_new(struct app *app)
{
    static const struct screen_class class = {
        .ops = {.draw = learn_draw, .tell = learn_tell, .key = learn_key, .free = learn_free},
        .place = PLACE_LEARN,
        .narrow = true,
    };
    struct learn_screen *learn = mem_new(sizeof *learn);

    learn->base = (struct screen){&class, app};
    fill(learn);
    return &learn->base;
}
