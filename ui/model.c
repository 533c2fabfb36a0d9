// SPDX-License-Identifier: MIT
#include "ui/model_inside.h"

#include "base/memory.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { REFRESH_MS = 150, MARGIN = 16 };

static void refresh_due(void *arg);

void model_init(struct model *model, struct desk *desk)
{
    *model = (struct model){.desk = desk, .state = MODEL_LOADING, .order = {.sort = LIST_BY_STATE}};
    model->later = loop_timer_new(desk->loop, refresh_due, model);
}

void model_drop_rows(struct model *model, size_t from, size_t to)
{
    if (from == to) {
        return;
    }
    for (size_t i = from; i < to; i++) {
        domain_free(model->rows[i]);
    }
    memmove(model->rows + from, model->rows + to, (model->count - to) * sizeof(struct domain *));
    model->count -= to - from;
}

void model_clear(struct model *model)
{
    ask_cancel(&model->page);
    loop_timer_free(model->later);
    model_drop_rows(model, 0, model->count);
    free(model->rows);
    *model = (struct model){.desk = NULL};
}

const char *model_order_word(struct list_order order)
{
    // clang-format off
    static const char *const words[LIST_SORT_COUNT][2] = {
        [LIST_BY_NAME] = { "name", "-name" }, [LIST_BY_STATE] = { "state", "-state" },
        [LIST_BY_REGISTERED] = { "registered", "-registered" }, [LIST_BY_CHECKED] = { "checked", "-checked" },
    };
    // clang-format on

    return words[order.sort][order.reversed];
}

void model_words(const struct model *model, struct buffer *out)
{
    // clang-format off
    static const char *const words[] = {
        [TAB_ALL] = "", [TAB_ATTENTION] = "attention", [TAB_WAITING] = "waiting", [TAB_IN_USE] = "in-use",
        [TAB_SHARED_IN] = "role:guest",
    };
    // clang-format on
    _Static_assert(COUNT(words) == TAB_COUNT, "every tab has its word");

    buffer_printf(out, "%s%s%s", words[model->tab], *words[model->tab] && *model->filter ? " " : "",
                  model->filter);
}

int64_t model_total(const struct model *model)
{
    const int64_t totals[] = {
        [TAB_ALL] = model->counts.all,
        [TAB_ATTENTION] = model->counts.attention,
        [TAB_WAITING] = model->counts.waiting,
        [TAB_IN_USE] = model->counts.in_use,
        [TAB_SHARED_IN] = model->counts.shared_in,
    };

    if (*model->filter == '\0') {
        return totals[model->tab];
    }
    return model->at_end && model->first >= 0 ? model->first + (int64_t)model->count : -1;
}

struct domain *model_current(const struct model *model)
{
    return model->at < model->count ? model->rows[model->at] : NULL;
}

/* Where the page that is wanted begins, as a cursor. */
static void page_anchor(const struct model *model, enum model_want want, char out[CURSOR_TEXT])
{
    out[0] = '\0';
    if (want == WANT_DOWN && model->count > 0) {
        cursor_make(model->rows[model->count - 1], model->order, out);
    } else if (want == WANT_UP && model->count > 0) {
        cursor_make(model->rows[0], model->order, out);
    } else if (want == WANT_SAME) {
        text_copy(out, CURSOR_TEXT, model->before);
    }
}

static void ask_page(struct model *model, enum model_want want)
{
    struct list_order order = model->order;
    struct request request;
    struct buffer words = {0};
    char after[CURSOR_TEXT], limit[24];
    size_t rows = want == WANT_SAME && model->count > MODEL_PAGE ? model->count : MODEL_PAGE;

    order.reversed ^= want == WANT_UP || want == WANT_END;
    page_anchor(model, want, after);
    snprintf(limit, sizeof limit, "%zu", rows);
    model_words(model, &words);
    desk_request(model->desk, &request, VERB_DOMAINS_LIST);
    request_set(&request, "filter", words.length > 0 ? buffer_text(&words) : NULL);
    request_set(&request, "sort", model_order_word(order));
    request_set(&request, "limit", limit);
    request_set(&request, "after", *after ? after : NULL);
    model->wanted = want;
    model->state = model->count == 0 ? MODEL_LOADING : model->state;
    ask_start(&model->page, model->desk, &request, model_take_page, model);
    buffer_clear(&words);
}

void model_load(struct model *model)
{
    model->owed = 0;
    ask_page(model, WANT_TOP);
}

void model_refresh(struct model *model)
{
    const struct domain *current = model_current(model);

    if (ask_is_open(&model->page)) {
        model->refresh_waits = true;
        return;
    }
    text_copy(model->keep, sizeof model->keep,
              *model->wish ? model->wish
              : current    ? current->name
                           : "");
    model->wish[0] = '\0';
    model->state = model->count > 0 ? MODEL_STALE : MODEL_LOADING;
    ask_page(model, WANT_SAME);
}

static void refresh_due(void *arg)
{
    struct model *model = arg;

    model->refresh_waits = false;
    model_refresh(model);
}

void model_refresh_soon(struct model *model)
{
    if (!model->refresh_waits) {
        model->refresh_waits = true;
        loop_timer_start(model->later, REFRESH_MS, 0);
    }
}

void model_go_to(struct model *model, const char *domain)
{
    text_copy(model->wish, sizeof model->wish, domain);
    model_refresh_soon(model);
}

/* Other rows than before: from the top, with nothing shown that is not among them. */
static void start_over(struct model *model)
{
    model_drop_rows(model, 0, model->count);
    model->at = model->top = 0;
    model->first = 0;
    model->before[0] = '\0';
    model_load(model);
}

void model_set_tab(struct model *model, enum tab tab)
{
    if (model->tab != tab) {
        model->tab = tab;
        start_over(model);
    }
}

void model_set_filter(struct model *model, const char *words)
{
    if (!text_equal(model->filter, words)) {
        text_copy(model->filter, sizeof model->filter, words);
        start_over(model);
    }
}

void model_set_order(struct model *model, struct list_order order)
{
    model->order = order;
    start_over(model);
}

void model_pay(struct model *model)
{
    int64_t wanted = (int64_t)model->at + model->owed;
    int64_t last = model->count > 0 ? (int64_t)model->count - 1 : 0;
    int64_t at = wanted < 0 ? 0 : wanted > last ? last : wanted;

    model->at = (size_t)at;
    model->owed = wanted - at;
    if ((model->owed < 0 && model->at_top) || (model->owed > 0 && model->at_end)) {
        model->owed = 0;
    }
}

void model_move(struct model *model, int64_t rows)
{
    model->owed += rows;
    model_pay(model);
}

void model_home(struct model *model)
{
    model->owed = 0;
    if (model->at_top) {
        model->at = 0;
    } else {
        ask_page(model, WANT_TOP);
    }
}

void model_end(struct model *model)
{
    model->owed = 0;
    if (model->at_end) {
        model->at = model->count > 0 ? model->count - 1 : 0;
    } else {
        ask_page(model, WANT_END);
    }
}

void model_fit(struct model *model, size_t height)
{
    size_t last = model->count > height ? model->count - height : 0;
    bool needs_up, needs_down;

    if (model->at < model->top) {
        model->top = model->at;
    } else if (model->at >= model->top + height) {
        model->top = model->at - height + 1;
    }
    if (model->at_end && model->top > last) {
        model->top = last;
    }
    if (ask_is_open(&model->page) || model->state == MODEL_FAILED) {
        return;
    }
    needs_up = !model->at_top && (model->owed < 0 || model->top < MARGIN);
    needs_down = !model->at_end && (model->owed > 0 || model->top + height + MARGIN > model->count);
    if (needs_down || needs_up) {
        ask_page(model, needs_down ? WANT_DOWN : WANT_UP);
    }
}
