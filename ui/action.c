// SPDX-License-Identifier: MIT
#include "ui/action.h"

#include "base/status.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/act.h"
#include "ui/key.h"
#include "ui/share_entry.h"

#include <string.h>

#define ON(place) (1u << PLACE_##place)

enum {
    ALL = (1u << PLACE_COUNT) - 1,
    POPUPS = ON(REGISTER) | ON(SHOW) | ON(PROJECT_KEY) | ON(QUESTION) | ON(DELETE) | ON(PROMPT) |
             ON(HELP) | ON(PLAIN),
    PAGES = ALL & ~POPUPS,
    HOME = ON(LIST),
    BELOW = ALL & ~HOME,
    DOMAIN = ON(LIST) | ON(DETAIL),
    FORMS = ON(REGISTER) | ON(QUESTION) | ON(DMARC) | ON(DELETE)
};

// clang-format off
static const struct action actions[] = {
    [ACTION_NONE] = { "", "", NULL, 0, GROUP_CONSOLE, NULL, NULL, "", NULL, "" },

    [ACTION_ROW] = { "move.row", "", "j/k", PAGES | ON(HELP), GROUP_MOVE, NULL, NULL, N_("Row"), NULL,
        N_("up and down; arrows too") },
    [ACTION_PAGE] = { "move.page", "", "PgUp PgDn", PAGES | ON(HELP), GROUP_MOVE, NULL, NULL, N_("Page"), NULL,
        N_("a page up and down; Ctrl-B Ctrl-F, half: Ctrl-U Ctrl-D") },
    [ACTION_ENDS] = { "move.ends", "", "g G", PAGES, GROUP_MOVE, NULL, NULL, N_("Top, end"), NULL,
        N_("top and end; Home End too") },
    [ACTION_SCROLL] = { "move.scroll", "", "j/k", ON(HELP) | ON(LEARN) | ON(PLAIN) | ON(RAW), GROUP_MOVE, NULL, NULL,
        N_("Scroll"), NULL, N_("scroll up and down") },
    [ACTION_NEXT_TAB] = { "move.view", "Tab", NULL, HOME, GROUP_MOVE, NULL, act_next_tab, N_("Next view"), NULL,
        N_("the next view of the list") },
    [ACTION_NEXT_SECTION] = { "move.section", "Tab", NULL, ON(DETAIL), GROUP_MOVE, NULL, detail_next_section,
        N_("Section"), NULL, N_("the next section of the page") },
    [ACTION_NEXT_PART] = { "move.part", "", "Tab", FORMS, GROUP_MOVE, NULL, NULL, N_("Next"), NULL,
        N_("the next field or button; Shift-Tab goes back") },
    [ACTION_PRESS] = { "move.press", "", "Enter", FORMS, GROUP_MOVE, NULL, NULL, N_("Press button"), NULL,
        N_("press the button that has the focus") },
    [ACTION_CHANGE] = { "move.change", "", "Left/Right", ON(DMARC) | ON(REGISTER), GROUP_MOVE, NULL, NULL,
        N_("Change"), NULL, N_("change a choice") },
    [ACTION_OPEN] = { "domain.open", "Enter", NULL, HOME, GROUP_MOVE, can_act_on_row, act_open, N_("Open"), NULL,
        N_("open the domain") },
    [ACTION_WHY] = { "domain.why", "Enter", NULL, ON(DETAIL), GROUP_DOMAIN, can_act_on_record, act_why, N_("Why"), NULL,
        N_("look at DNS and say why") },
    [ACTION_FULL_ANSWER] = { "log.answer", "Enter", NULL, ON(LOG), GROUP_MOVE, NULL, log_full, N_("Full answer"), NULL,
        N_("show everything that was seen") },

    [ACTION_SHARE_REMOVE] = { "share.remove", "d", NULL, ON(DETAIL) | ON(SHARING), GROUP_DOMAIN, is_on_share,
        share_remove, N_("Remove"), N_("Delete"), N_("stop sharing with this project") },
    [ACTION_VERIFY] = { "domain.verify", "v", NULL, DOMAIN | ON(GUIDE) | ON(WHY) | ON(WAIT) | ON(MERGE) | ON(DMARC),
        GROUP_DOMAIN, can_change_domain, act_verify, N_("Verify"), N_("Authenticate"), N_("look at DNS now") },
    [ACTION_VERIFY_ALL] = { "domain.verify-all", "V", NULL, HOME, GROUP_DOMAIN, can_change_domain, act_verify_all,
        N_("Verify all"), NULL, N_("look at DNS for every domain in this view") },
    [ACTION_SHOW] = { "domain.show", "s", NULL, DOMAIN | ON(GUIDE), GROUP_DOMAIN, can_act_on_row, act_show, N_("Show"),
        N_("View"), N_("show the value and where it goes") },
    [ACTION_COPY] = { "domain.copy", "c", NULL, DOMAIN | ON(GUIDE) | ON(WHY) | ON(MERGE) | ON(DMARC) | ON(PROJECT_KEY),
        GROUP_DOMAIN, can_copy, act_copy, N_("Copy"), NULL, N_("send the value to your clipboard") },
    [ACTION_COPY_HOST] = { "domain.copy-host", "n", NULL, ON(DETAIL) | ON(GUIDE) | ON(SHOW), GROUP_DOMAIN,
        can_act_on_record, act_copy_host, N_("Copy host"), NULL, N_("send the host name to your clipboard") },
    [ACTION_COPY_FORM] = { "show.form", "", "1-4", ON(SHOW), GROUP_DOMAIN, NULL, NULL, N_("Copy that form"), NULL,
        N_("copy the value in that form") },
    [ACTION_PLAIN_TEXT] = { "domain.text", "t", NULL, ON(DETAIL) | ON(GUIDE) | ON(SHOW) | ON(PROJECT_KEY),
        GROUP_DOMAIN, NULL, act_plain_text, N_("Plain text"), NULL,
        N_("the value without a frame, for the mouse") },
    [ACTION_SAVE] = { "show.save", "f", NULL, ON(SHOW) | ON(PLAIN) | ON(PROJECT_KEY), GROUP_DOMAIN, NULL, show_save,
        N_("File"), NULL, N_("save it to a file that only you can read") },
    [ACTION_USE] = { "domain.use", "u", NULL, DOMAIN, GROUP_DOMAIN, can_change_domain, act_use, N_("Use"),
        N_("Enable"), N_("use, or stop using, a verified record") },
    [ACTION_GUIDE] = { "domain.guide", "p", NULL, DOMAIN | ON(WHY) | ON(WAIT) | ON(MERGE) | ON(DMARC), GROUP_DOMAIN,
        can_act_on_row, act_guide, N_("Guide"), N_("Provider guide"), N_("what to type at the DNS provider") },
    [ACTION_OTHER_PROVIDER] = { "guide.provider", "o", NULL, ON(GUIDE), GROUP_DOMAIN, NULL, guide_other_provider,
        N_("Other provider"), NULL, N_("steps for another provider") },
    [ACTION_WAIT] = { "domain.wait", "w", NULL, DOMAIN, GROUP_DOMAIN, can_change_domain, act_wait, N_("Wait"), NULL,
        N_("watch DNS until it is right") },
    [ACTION_WAIT_LEAVE] = { "wait.leave", "b", NULL, ON(WAIT), GROUP_DOMAIN, NULL, act_back, N_("Leave it running"),
        NULL, N_("go back; the checks go on") },
    [ACTION_WAIT_BELL] = { "wait.bell", "n", NULL, ON(WAIT), GROUP_DOMAIN, NULL, wait_bell, N_("Bell when done"), NULL,
        N_("ring the bell when it is right") },
    [ACTION_WAIT_NEXT] = { "wait.next", "w", NULL, ON(WAIT), GROUP_DOMAIN, NULL, wait_next, N_("Next waiting one"),
        NULL, N_("the next domain that waits") },
    [ACTION_SHARE] = { "domain.share", "h", NULL, DOMAIN, GROUP_DOMAIN, can_change_domain, act_share, N_("Share"),
        N_("Domain sharing"), N_("share with other projects") },
    [ACTION_SHARE_ADD] = { "share.add", "a", NULL, ON(DETAIL) | ON(SHARING), GROUP_DOMAIN, can_change_domain,
        share_add, N_("Add"), NULL, N_("share with the project of this Project Key") },
    [ACTION_SHARE_LABEL] = { "share.label", "e", NULL, ON(SHARING), GROUP_DOMAIN, is_on_share, share_label,
        N_("Edit label"), NULL, N_("your own words for this project") },
    [ACTION_MERGE] = { "domain.merge", "e", NULL, ON(DETAIL) | ON(WHY), GROUP_DOMAIN, can_merge, act_merge,
        N_("Merge SPF"), NULL, N_("make one SPF record of all") },
    [ACTION_MERGE_DROP] = { "merge.drop", "", "Space", ON(MERGE), GROUP_DOMAIN, NULL, NULL, N_("Drop/keep a term"),
        NULL, N_("leave a term out, or keep it") },
    [ACTION_MERGE_ALL] = { "merge.all", "", "~/-/?", ON(MERGE), GROUP_DOMAIN, NULL, NULL, N_("Change all"), NULL,
        N_("how the record ends: ~all, -all or ?all") },
    [ACTION_MERGE_EDIT] = { "merge.edit", "e", NULL, ON(MERGE), GROUP_DOMAIN, NULL, merge_edit, N_("Edit"), NULL,
        N_("change the result by hand") },
    [ACTION_MERGE_TREE] = { "merge.tree", "l", NULL, ON(MERGE), GROUP_DOMAIN, NULL, merge_tree, N_("Lookup tree"),
        NULL, N_("what each term asks the DNS, to the last one") },
    [ACTION_DMARC] = { "domain.dmarc", "b", NULL, DOMAIN, GROUP_MAKE, can_act_on_row, act_dmarc, N_("DMARC"),
        NULL, N_("build a DMARC record") },
    [ACTION_DMARC_NEXT] = { "dmarc.next", "n", NULL, ON(DMARC), GROUP_MAKE, NULL, dmarc_next, N_("Next rung"), NULL,
        N_("the next policy of the ladder") },
    [ACTION_TEST_MAIL] = { "domain.mail-test", "T", NULL, DOMAIN | ON(DMARC), GROUP_DOMAIN, can_act_on_row,
        act_test_mail, N_("Test mail"), NULL, N_("read the headers of a mail you sent") },
    [ACTION_HEADERS_PASTE] = { "headers.paste", "p", NULL, ON(HEADERS), GROUP_MAKE, NULL, headers_paste, N_("Paste"),
        NULL, N_("paste or type the header") },
    [ACTION_HEADERS_OPEN] = { "headers.open", "o", NULL, ON(HEADERS), GROUP_MAKE, NULL, headers_open,
        N_("Open a file"), NULL, N_("read a saved mail") },
    [ACTION_HEADERS_CLEAR] = { "headers.clear", "c", NULL, ON(HEADERS), GROUP_MAKE, NULL, headers_clear, N_("Clear"),
        NULL, N_("begin anew") },
    [ACTION_HEADERS_NEXT] = { "headers.next", "Tab", NULL, ON(HEADERS), GROUP_MOVE, headers_has_flags, headers_next,
        N_("Next finding"), NULL, N_("the next thing that was found in it") },
    [ACTION_HEADERS_EXPLAIN] = { "headers.explain", "Enter", NULL, ON(HEADERS), GROUP_MAKE, headers_has_flags,
        headers_explain, N_("Explain"), NULL, N_("the whole sentence, and what to do") },
    [ACTION_RAW] = { "domain.raw", "r", NULL, ON(WHY) | ON(WAIT), GROUP_DOMAIN, NULL, act_raw, N_("Raw"), NULL,
        N_("every finding with all its facts") },
    [ACTION_LOG] = { "domain.log", "L", NULL, DOMAIN, GROUP_DOMAIN, NULL, act_log, N_("Log"), NULL,
        N_("the activity log") },
    [ACTION_LOG_DOMAIN] = { "log.domain", "d", NULL, ON(LOG), GROUP_DOMAIN, NULL, log_domain, N_("Domain"), NULL,
        N_("only this row's domain, or all") },
    [ACTION_LOG_WHO] = { "log.who", "w", NULL, ON(LOG), GROUP_DOMAIN, NULL, log_who, N_("Who"), NULL,
        N_("only what this row's actor did, or all") },
    [ACTION_DELETE] = { "domain.delete", "d", NULL, DOMAIN, GROUP_DOMAIN, can_change_domain, act_delete, N_("Delete"),
        NULL, N_("delete; asks for the name first") },

    [ACTION_MARK] = { "mark.row", "Space", NULL, HOME, GROUP_MARK, can_act_on_row, act_mark, N_("Mark"), NULL,
        N_("mark or unmark a domain") },
    [ACTION_MARK_PATTERN] = { "mark.pattern", "*", NULL, HOME, GROUP_MARK, can_act_on_row, act_mark_pattern,
        N_("Mark by words"), NULL, N_("mark all that a filter finds") },
    [ACTION_MARK_NONE] = { "mark.none", "U", NULL, HOME, GROUP_MARK, has_marks, act_mark_none, N_("Unmark all"), NULL,
        N_("unmark all") },

    [ACTION_REGISTER] = { "domain.register", "r", NULL, HOME, GROUP_MAKE, can_write, act_register, N_("Register"),
        N_("Register domain"), N_("register a domain") },
    [ACTION_PROJECT_KEY] = { "project.key", "K", NULL, HOME | ON(SHARING), GROUP_MAKE, NULL, act_project_key,
        N_("Project Key"), N_("Check Project Key"), N_("your own key, for owners who share with you") },
    [ACTION_LEARN] = { "console.learn", "l", NULL, HOME, GROUP_CONSOLE, NULL, act_learn, N_("Learn more"), NULL,
        N_("about the service, the steps, the words") },
    [ACTION_REFRESH] = { "console.refresh", "R F5", NULL,
        HOME | ON(DETAIL) | ON(LOG) | ON(SHARING) | ON(WHY), GROUP_CONSOLE,
        NULL, act_refresh, N_("Refresh"), NULL, N_("ask for everything anew") },
    [ACTION_FILTER] = { "list.filter", "/", NULL, HOME | ON(LOG), GROUP_MOVE, NULL, act_filter, N_("Filter"), NULL,
        N_("only what matches these words") },
    [ACTION_ATTENTION] = { "list.attention", "!", NULL, HOME, GROUP_MOVE, NULL, act_attention, N_("Attention"), NULL,
        N_("only what needs somebody") },
    [ACTION_WAITING] = { "list.waiting", "~", NULL, HOME, GROUP_MOVE, NULL, act_waiting, N_("Waiting"), NULL,
        N_("only what waits for DNS") },
    [ACTION_SORT] = { "list.sort", "S", NULL, HOME, GROUP_MOVE, NULL, act_sort, N_("Sort"), NULL,
        N_("the next order: attention, name, newest") },
    [ACTION_CLEAR] = { "list.clear", "Esc", NULL, HOME, GROUP_MOVE, has_filter, act_clear, N_("Clear"), NULL,
        N_("no filter, all domains") },

    [ACTION_HELP] = { "console.help", "? F1", NULL, ALL & ~(ON(HELP) | ON(PROMPT)), GROUP_CONSOLE, NULL, act_help,
        N_("Help"), NULL, N_("this help") },
    [ACTION_HELP_SEARCH] = { "help.search", "/", NULL, ON(HELP), GROUP_MOVE, NULL, help_search, N_("Search help"),
        NULL, N_("the next line with these words") },
    [ACTION_HELP_LEGEND] = { "help.legend", "l", NULL, ON(HELP), GROUP_MOVE, NULL, help_legend, N_("Legend"), NULL,
        N_("what the signs of the states mean") },
    [ACTION_HELP_GLOSSARY] = { "help.glossary", "g", NULL, ON(HELP), GROUP_MOVE, NULL, help_glossary, N_("Glossary"),
        NULL, N_("the words of this service") },
    [ACTION_COMMAND] = { "console.command", ":", NULL, PAGES, GROUP_CONSOLE, NULL, act_command, N_("Command"), NULL,
        N_("do something by its name") },
    [ACTION_REDRAW] = { "console.redraw", "Ctrl-L", NULL, ALL, GROUP_CONSOLE, NULL, act_redraw, N_("Redraw"), NULL,
        N_("draw the screen again") },
    [ACTION_SUSPEND] = { "console.suspend", "Ctrl-Z", NULL, ALL, GROUP_CONSOLE, NULL, act_suspend, N_("Suspend"), NULL,
        N_("back to the shell; fg returns") },
    [ACTION_BACK] = { "console.back", "q Esc Left", NULL, BELOW & ~POPUPS, GROUP_MOVE, NULL, act_back, N_("Back"), NULL,
        N_("back to where you came from") },
    [ACTION_CLOSE] = { "console.close", "Esc q", NULL, POPUPS, GROUP_MOVE, NULL, act_back, N_("Close"), NULL,
        N_("close; nothing happens") },
    [ACTION_QUIT] = { "console.quit", "q Q", NULL, HOME, GROUP_CONSOLE, NULL, act_quit, N_("Quit"), NULL,
        N_("leave the console") },
};
static const char *const titles[] = {
    [GROUP_MOVE] = N_("MOVE"), [GROUP_DOMAIN] = N_("ONE DOMAIN, OR ALL MARKED"), [GROUP_MARK] = N_("MARK"),
    [GROUP_MAKE] = N_("MAKE"), [GROUP_CONSOLE] = N_("CONSOLE"),
};
// clang-format on
_Static_assert(COUNT(actions) == ACTION_COUNT, "every action has its row");
_Static_assert(COUNT(titles) == GROUP_COUNT, "every group has its title");

const struct action *action_at(enum action_id id)
{
    return &actions[id];
}

const char *group_title(enum action_group group)
{
    return titles[group];
}

bool action_is_possible(const struct action *action, const struct app *app)
{
    return !action->when || action->when(app);
}

/* Whether the key is among the names of keys. */
static bool keys_have(const char *keys, uint32_t key)
{
    char name[KEY_NAME];
    uint32_t one;

    while (*keys) {
        size_t n = strcspn(keys, " ");

        if (n < sizeof name) {
            memcpy(name, keys, n);
            name[n] = '\0';
            if (key_from_name(name, &one) && one == key) {
                return true;
            }
        }
        keys += n + (keys[n] == ' ');
    }
    return false;
}

const struct action *action_for_key(const struct app *app, enum place place, uint32_t key)
{
    for (int id = ACTION_NONE + 1; id < ACTION_COUNT; id++) {
        const struct action *action = &actions[id];

        if ((action->where & 1u << place) && action->run && keys_have(action->keys, key) &&
            action_is_possible(action, app)) {
            return action;
        }
    }
    return NULL;
}

const struct action *action_by_name(const char *name)
{
    const struct action *found = NULL;

    for (int id = ACTION_NONE + 1; id < ACTION_COUNT; id++) {
        const char *last = strrchr(actions[id].name, '.') + 1;

        if (text_equal(actions[id].name, name)) {
            return &actions[id];
        }
        if (text_equal(last, name) && actions[id].run) {
            found = found ? &actions[ACTION_NONE] : &actions[id];
        }
    }
    return found != &actions[ACTION_NONE] ? found : NULL;
}

const char *action_shown(const struct action *action, char *out, size_t size)
{
    size_t n = strcspn(action->keys, " ");

    if (action->shown) {
        return action->shown;
    }
    text_copy(out, n + 1 < size ? n + 1 : size, action->keys);
    return out;
}

const char *action_label(const struct action *action, bool house)
{
    return _(house && action->house ? action->house : action->label);
}
