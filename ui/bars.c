// SPDX-License-Identifier: MIT
#include "base/status.h"
#include "base/words.h"
#include "ui/action.h"

#define BAR ACTION_COUNT

enum { BAR_LENGTH = 16 };

// clang-format off
static const enum action_id buttons[PLACE_COUNT][BAR_LENGTH] = {
    [PLACE_LIST] = { ACTION_REGISTER, ACTION_PROJECT_KEY, ACTION_LEARN, ACTION_REFRESH,
        BAR, ACTION_VERIFY, ACTION_COPY, ACTION_USE, ACTION_SHARE, ACTION_DELETE },
    [PLACE_DETAIL] = { ACTION_VERIFY, ACTION_SHOW, ACTION_COPY, ACTION_USE, ACTION_GUIDE, ACTION_SHARE, ACTION_DELETE },
    [PLACE_GUIDE] = { ACTION_COPY, ACTION_COPY_HOST, ACTION_OTHER_PROVIDER, ACTION_VERIFY },
    [PLACE_WHY] = { ACTION_VERIFY, ACTION_GUIDE, ACTION_COPY, ACTION_MERGE, ACTION_RAW },
    [PLACE_RAW] = { ACTION_BACK },
    [PLACE_WAIT] = { ACTION_VERIFY, ACTION_WAIT_LEAVE, ACTION_WAIT_BELL, ACTION_GUIDE, ACTION_RAW },
    [PLACE_MERGE] = { ACTION_COPY, ACTION_MERGE_EDIT, ACTION_GUIDE, ACTION_VERIFY },
    [PLACE_DMARC] = { ACTION_COPY, ACTION_DMARC_NEXT, ACTION_VERIFY, ACTION_GUIDE, ACTION_TEST_MAIL },
    [PLACE_HEADERS] = { ACTION_HEADERS_PASTE, ACTION_HEADERS_OPEN, ACTION_HEADERS_CLEAR },
    [PLACE_SHARING] = { ACTION_SHARE_ADD, ACTION_SHARE_REMOVE, ACTION_SHARE_LABEL, ACTION_PROJECT_KEY, ACTION_REFRESH },
    [PLACE_LOG] = { ACTION_FILTER, ACTION_LOG_DOMAIN, ACTION_REFRESH },
    [PLACE_LEARN] = { ACTION_BACK },
};
static const enum action_id hints[PLACE_COUNT][BAR_LENGTH] = {
    [PLACE_LIST] = { ACTION_OPEN, ACTION_MARK, ACTION_VERIFY_ALL, ACTION_WAIT, ACTION_GUIDE, ACTION_DMARC,
        ACTION_FILTER, ACTION_ATTENTION, ACTION_HELP },
    [PLACE_DETAIL] = { ACTION_NEXT_SECTION, ACTION_ROW, ACTION_WHY, ACTION_SHOW, ACTION_COPY, ACTION_DMARC,
        ACTION_MERGE, ACTION_BACK, ACTION_HELP },
    [PLACE_REGISTER] = { ACTION_NEXT_PART, ACTION_PRESS, ACTION_CHANGE, ACTION_CLOSE },
    [PLACE_SHOW] = { ACTION_COPY_FORM, ACTION_COPY_HOST, ACTION_PLAIN_TEXT, ACTION_SAVE, ACTION_CLOSE },
    [PLACE_GUIDE] = { ACTION_ROW, ACTION_COPY_HOST, ACTION_COPY, ACTION_PLAIN_TEXT, ACTION_OTHER_PROVIDER,
        ACTION_VERIFY, ACTION_BACK },
    [PLACE_WHY] = { ACTION_VERIFY, ACTION_GUIDE, ACTION_COPY, ACTION_RAW, ACTION_MERGE, ACTION_BACK },
    [PLACE_RAW] = { ACTION_SCROLL, ACTION_BACK },
    [PLACE_WAIT] = { ACTION_VERIFY, ACTION_WAIT_LEAVE, ACTION_WAIT_BELL, ACTION_WAIT_NEXT, ACTION_BACK },
    [PLACE_MERGE] = { ACTION_COPY, ACTION_MERGE_EDIT, ACTION_MERGE_DROP, ACTION_MERGE_ALL, ACTION_BACK },
    [PLACE_DMARC] = { ACTION_NEXT_PART, ACTION_CHANGE, ACTION_DMARC_NEXT, ACTION_COPY, ACTION_VERIFY, ACTION_BACK },
    [PLACE_HEADERS] = { ACTION_HEADERS_PASTE, ACTION_HEADERS_OPEN, ACTION_ROW, ACTION_HEADERS_CLEAR, ACTION_BACK },
    [PLACE_SHARING] = { ACTION_SHARE_ADD, ACTION_SHARE_REMOVE, ACTION_SHARE_LABEL, ACTION_ROW, ACTION_PROJECT_KEY,
        ACTION_BACK },
    [PLACE_LOG] = { ACTION_ROW, ACTION_FULL_ANSWER, ACTION_FILTER, ACTION_LOG_DOMAIN, ACTION_BACK },
    [PLACE_LEARN] = { ACTION_SCROLL, ACTION_BACK },
    [PLACE_PROJECT_KEY] = { ACTION_COPY, ACTION_PLAIN_TEXT, ACTION_SAVE, ACTION_CLOSE },
    [PLACE_QUESTION] = { ACTION_NEXT_PART, ACTION_PRESS, ACTION_CLOSE },
    [PLACE_DELETE] = { ACTION_NEXT_PART, ACTION_PRESS, ACTION_CLOSE },
    [PLACE_PROMPT] = { ACTION_CLOSE },
    [PLACE_HELP] = { ACTION_SCROLL, ACTION_CLOSE },
    [PLACE_PLAIN] = { ACTION_SAVE, ACTION_SCROLL, ACTION_CLOSE },
};
static const struct {
    const char *word, *title;
} places[] = {
    [PLACE_LIST] = { "list", N_("List of domains") }, [PLACE_DETAIL] = { "detail", N_("A domain") },
    [PLACE_REGISTER] = { "register", N_("Register domain") }, [PLACE_SHOW] = { "show", N_("A value") },
    [PLACE_GUIDE] = { "guide", N_("Provider guide") }, [PLACE_WHY] = { "why", N_("Why it failed") },
    [PLACE_RAW] = { "raw", N_("Findings") }, [PLACE_WAIT] = { "wait", N_("Waiting for DNS") },
    [PLACE_MERGE] = { "merge", N_("SPF merge") }, [PLACE_DMARC] = { "dmarc", N_("DMARC builder") },
    [PLACE_HEADERS] = { "headers", N_("Test mail") }, [PLACE_SHARING] = { "sharing", N_("Domain sharing") },
    [PLACE_LOG] = { "log", N_("Activity log") }, [PLACE_LEARN] = { "learn", N_("Learn more") },
    [PLACE_PROJECT_KEY] = { "project-key", N_("Project Key") }, [PLACE_QUESTION] = { "question", N_("A question") },
    [PLACE_DELETE] = { "delete", N_("Delete domain") }, [PLACE_PROMPT] = { "prompt", N_("A line to type") },
    [PLACE_HELP] = { "help", N_("Help") }, [PLACE_PLAIN] = { "plain", N_("Plain text") },
};
// clang-format on
_Static_assert(COUNT(places) == PLACE_COUNT, "every place has its words");

const enum action_id *place_buttons(enum place place)
{
    return buttons[place];
}

const enum action_id *place_hints(enum place place)
{
    return hints[place];
}

const char *place_word(enum place place)
{
    return places[place].word;
}

const char *place_title(enum place place)
{
    return places[place].title;
}
