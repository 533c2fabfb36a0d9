// SPDX-License-Identifier: MIT
#include "ui/screen/register_checks.h"

#include "base/text.h"
#include "base/words.h"
#include "dns/name.h"
#include "ui/app.h"

#include <stdio.h>

enum { PAUSE_MS = 400, CHECKS = 4, CHECK_TEXT = 128 };

static void ask_about(void *arg);

void register_checks_init(struct register_checks *checks, struct app *app)
{
    *checks = (struct register_checks){.app = app};
    pause_init(&checks->pause, &app->desk, ask_about, checks);
}

void register_checks_clear(struct register_checks *checks)
{
    ask_cancel(&checks->known);
    ask_cancel(&checks->seen);
    pause_clear(&checks->pause);
}

static void known_came(void *arg, struct reply *reply)
{
    struct register_checks *checks = arg;

    checks->free_mark = reply->status == STATUS_MISSING ? MARK_GOOD
                        : reply->status == STATUS_OK && reply->as.domain->role == ROLE_OWNER
                            ? MARK_BAD
                            : MARK_UNKNOWN;
}

static void seen_came(void *arg, struct reply *reply)
{
    struct register_checks *checks = arg;
    const struct check_result *seen = reply->status == STATUS_OK ? reply->as.check : NULL;
    const struct provider *provider = NULL;

    checks->dns_mark = MARK_UNKNOWN;
    if (!seen) {
        return;
    }
    if (*seen->providers[0]) {
        provider = provider_by_id(checks->app->options->providers, seen->providers[0]);
    }
    if (finding_list_has(&seen->findings, CODE_DNS_NXDOMAIN_DOMAIN)) {
        checks->dns_mark = MARK_BAD;
    } else if (seen->zone.length > 0) {
        checks->dns_mark = MARK_GOOD;
        text_copy(checks->provider, sizeof checks->provider,
                  provider ? provider_name(provider) : "");
    }
}

static void ask_about(void *arg)
{
    struct register_checks *checks = arg;
    struct desk *desk = &checks->app->desk;

    ask_domain(&checks->known, desk, VERB_DOMAINS_SHOW, checks->name, known_came, checks);
    ask_domain(&checks->seen, desk, VERB_CHECK, checks->name, seen_came, checks);
    checks->free_mark = checks->dns_mark = MARK_ASKING;
    app_dirty(checks->app);
}

/* Form and blocked names: what the engine would say, without asking it. */
static bool judge(struct register_checks *checks, const char *typed, struct name *name)
{
    const struct name *blocked;
    char text[NAME_TEXT];

    if (name_from_user(typed, name, &checks->fault) != STATUS_OK) {
        return false;
    }
    blocked = profile_blocks(checks->app->options->profile, name);
    if (blocked) {
        name_text(blocked, text);
        (void)fault_set(&checks->fault, STATUS_REFUSED, "blocked-name",
                        _("%s and all below it cannot be registered."), text);
    }
    return blocked == NULL;
}

void register_checks_name(struct register_checks *checks, const char *typed)
{
    char text[NAME_TEXT];
    struct name name;

    ask_cancel(&checks->known);
    ask_cancel(&checks->seen);
    pause_end(&checks->pause);
    checks->free_mark = checks->dns_mark = MARK_UNKNOWN;
    checks->provider[0] = '\0';
    fault_clear(&checks->fault);
    checks->name_is_valid = judge(checks, typed, &name);
    if (checks->name_is_valid) {
        name_text(&name, text);
        text_copy(checks->name, sizeof checks->name, text);
        pause_begin(&checks->pause, PAUSE_MS);
    }
}

/* "not a blocked name (naver.com, ..)" */
static void blocked_text(const struct profile *profile, char out[CHECK_TEXT])
{
    char first[NAME_TEXT];

    if (profile->blocked_count == 0) {
        snprintf(out, CHECK_TEXT, "%s", _("not a blocked name"));
        return;
    }
    name_text(&profile->blocked[0], first);
    snprintf(out, CHECK_TEXT, _("not a blocked name (%s, ..)"), first);
}

/* The i-th check as a line with its sign. */
static enum check_mark check_text(const struct register_checks *checks, int i, char out[CHECK_TEXT])
{
    bool blocked = text_equal(checks->fault.code, "blocked-name");
    enum check_mark form = checks->name_is_valid ? MARK_GOOD : MARK_UNKNOWN;

    if (i == 0) {
        snprintf(out, CHECK_TEXT, "%s", _("name is valid"));
        return checks->fault.status == STATUS_INVALID ? MARK_BAD : blocked ? MARK_GOOD : form;
    }
    if (i == 1) {
        blocked_text(checks->app->options->profile, out);
        return blocked ? MARK_BAD : form;
    }
    if (i == 3) {
        snprintf(out, CHECK_TEXT, "%s", _("not registered in this project"));
        return checks->free_mark;
    }
    if (*checks->provider) {
        snprintf(out, CHECK_TEXT, _("DNS found: %s"), checks->provider);
    } else {
        snprintf(out, CHECK_TEXT, "%s", _("DNS found"));
    }
    return checks->dns_mark;
}

static const char *const signs[] = {
    [MARK_UNKNOWN] = "-", [MARK_ASKING] = "◌", [MARK_GOOD] = "✓", [MARK_BAD] = "✗"};

void register_checks_draw(const struct register_checks *checks, struct pane pane)
{
    char text[CHECK_TEXT];

    for (int i = 0; i < CHECKS; i++) {
        enum check_mark mark = check_text(checks, i, text);
        int x = i % 2 == 0 ? 0 : pane.width * 2 / 5;

        pane_put(pane, x, i / 2, mark == MARK_BAD ? PAINT_BAD : PAINT_GOOD, signs[mark]);
        pane_put_in(pane, x + 2, i / 2, i % 2 == 0 ? pane.width * 2 / 5 - 3 : pane.width,
                    PAINT_TEXT, text);
    }
}

void register_checks_tell(const struct register_checks *checks, struct telling *out)
{
    static const char *const words[] = {[MARK_UNKNOWN] = N_("not known"),
                                        [MARK_ASKING] = N_("asking"),
                                        [MARK_GOOD] = N_("yes"),
                                        [MARK_BAD] = N_("no")};
    char text[CHECK_TEXT];

    if (checks->name_is_valid) {
        telling_add(out, _("Registers as"), checks->name);
    } else if (checks->fault.status != STATUS_OK) {
        telling_add(out, _("Error"), checks->fault.message);
    }
    for (int i = 0; i < CHECKS; i++) {
        enum check_mark mark = check_text(checks, i, text);

        telling_add(out, text, _(words[mark]));
    }
}
