// SPDX-License-Identifier: MIT
#include "ui/model_inside.h"

#include "base/memory.h"
#include "base/text.h"

#include <string.h>

/* Takes the reply's rows into the window at `at`, in the list's order. */
static void insert_rows(struct model *model, size_t at, struct reply_domains *page, bool reversed)
{
    size_t n = page->count;

    model->rows = mem_resize(model->rows, model->count + n + 1, sizeof *model->rows);
    memmove(model->rows + at + n, model->rows + at, (model->count - at) * sizeof *model->rows);
    for (size_t i = 0; i < n; i++) {
        model->rows[at + i] = page->items[reversed ? n - 1 - i : i];
        page->items[reversed ? n - 1 - i : i] = NULL;
    }
    model->count += n;
    page->count = 0;
}

/* A window that does not begin at the top gives its first row away for a cursor, so that it can be
 * asked for again. */
static void keep_anchor(struct model *model)
{
    model->before[0] = '\0';
    if (!model->at_top && model->count > 0) {
        cursor_make(model->rows[0], model->order, model->before);
        model_drop_rows(model, 0, 1);
        model->first += model->first >= 0;
    }
}

static void trim_top(struct model *model)
{
    size_t extra = model->count > MODEL_ROWS ? model->count - MODEL_ROWS : 0;

    extra = extra < model->top ? extra : model->top;
    if (extra == 0) {
        return;
    }
    cursor_make(model->rows[extra - 1], model->order, model->before);
    model_drop_rows(model, 0, extra);
    model->at_top = false;
    model->first += model->first >= 0 ? (int64_t)extra : 0;
    model->at -= extra;
    model->top -= extra;
}

static void trim_end(struct model *model)
{
    size_t least = model->top + MODEL_PAGE > MODEL_ROWS ? model->top + MODEL_PAGE : MODEL_ROWS;

    if (model->count > least) {
        model_drop_rows(model, least, model->count);
        model->at_end = false;
    }
}

static void page_down(struct model *model, struct reply_domains *page)
{
    model->at_end = page->next[0] == '\0';
    insert_rows(model, model->count, page, false);
    model_pay(model);
    trim_top(model);
}

static void page_up(struct model *model, struct reply_domains *page)
{
    size_t n = page->count;

    model->at_top = page->next[0] == '\0';
    model->first = model->at_top ? 0 : model->first >= 0 ? model->first - (int64_t)n : -1;
    insert_rows(model, 0, page, true);
    model->at += n;
    model->top += n;
    n = model->count;
    keep_anchor(model);
    model->at -= n - model->count;
    model->top -= n - model->count;
    model_pay(model);
    trim_end(model);
}

static void page_top(struct model *model, struct reply_domains *page)
{
    model_drop_rows(model, 0, model->count);
    model->at = model->top = 0;
    model->first = 0;
    model->before[0] = '\0';
    model->at_top = true;
    model->at_end = page->next[0] == '\0';
    insert_rows(model, 0, page, false);
    model_pay(model);
}

static void page_end(struct model *model, struct reply_domains *page)
{
    int64_t total;

    model_drop_rows(model, 0, model->count);
    model->at_end = true;
    model->at_top = page->next[0] == '\0';
    insert_rows(model, 0, page, true);
    model->first = model->at_top ? 0 : -1;
    total = model_total(model);
    if (!model->at_top && total >= 0) {
        model->first = total - (int64_t)model->count;
    }
    keep_anchor(model);
    model->at = model->count > 0 ? model->count - 1 : 0;
    model->top = model->at;
    model_pay(model);
}

static void page_same(struct model *model, struct reply_domains *page)
{
    model_drop_rows(model, 0, model->count);
    model->at_end = page->next[0] == '\0';
    insert_rows(model, 0, page, false);
    for (size_t i = 0; i < model->count; i++) {
        if (text_equal(model->rows[i]->name, model->keep)) {
            size_t above = model->at - model->top;

            model->at = i;
            model->top = i > above ? i - above : 0;
            break;
        }
    }
    model_pay(model);
}

void model_take_page(void *arg, struct reply *reply)
{
    typedef void page_fn(struct model * model, struct reply_domains * page);
    // clang-format off
    static page_fn *const takers[] = {
        [WANT_NOTHING] = page_top, [WANT_TOP] = page_top, [WANT_END] = page_end, [WANT_DOWN] = page_down,
        [WANT_UP] = page_up, [WANT_SAME] = page_same,
    };
    // clang-format on
    struct model *model = arg;
    enum model_want want = model->wanted;

    model->wanted = WANT_NOTHING;
    if (reply->status != STATUS_OK) {
        model->state = MODEL_FAILED;
        model->fault = reply->fault;
        model->owed = 0;
        return;
    }
    model->state = MODEL_IDLE;
    model->counts = reply->as.domains.counts;
    takers[want](model, &reply->as.domains);
    if (model->refresh_waits) {
        model->refresh_waits = false;
        model_refresh_soon(model);
    }
}
