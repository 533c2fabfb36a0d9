// SPDX-License-Identifier: MIT
#include "ui/screen/merge.h"

#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/act.h"
#include "ui/app.h"
#include "ui/copy.h"
#include "ui/screen/screens.h"

#include <stdlib.h>

enum { TREE_INDENT = 3 };

void merge_text(const struct merge_screen *merge, struct buffer *out)
{
    merge_terms_write(&merge->terms, out);
}

/* The terms below a record that ask the DNS, indented by how deep they are. */
static void add_tree(const struct spf_node *node, int depth, struct buffer *out)
{
    if (!node || !node->record || depth > SPF_LOOKUP_LIMIT) {
        return;
    }
    for (size_t i = 0; i < node->record->count; i++) {
        const struct spf_cost *cost = &node->costs[i];

        if (cost->lookups > 0) {
            buffer_printf(out, "%*s%s   %zu\n", depth * TREE_INDENT, "",
                          node->record->terms[i].text, cost->lookups);
            add_tree(cost->below, depth + 1, out);
        }
    }
}

static void inside_came(void *arg, struct reply *reply)
{
    struct merge_ask *inside = arg;

    if (reply->status == STATUS_OK && inside->term < inside->screen->terms.count) {
        inside->screen->terms.items[inside->term].inside = (int)reply->as.spf_lint.lint.lookups;
        buffer_reset(&inside->tree);
        add_tree(reply->as.spf_lint.lint.root, 2, &inside->tree);
    }
}

/* Asks what every include costs below itself. */
static void ask_costs(struct merge_screen *merge)
{
    for (size_t i = 0; i < merge->terms.count; i++) {
        struct merge_ask *inside = &merge->inside[i];

        buffer_clear(&inside->tree);
        *inside = (struct merge_ask){.screen = merge, .term = i};
        if (merge->terms.items[i].inside < 0) {
            ask_domain(&inside->ask, &merge->base.app->desk, VERB_SPF_LINT,
                       merge->terms.items[i].target, inside_came, inside);
        }
    }
}

static void cancel_costs(struct merge_screen *merge)
{
    for (size_t i = 0; i < MERGE_TERMS; i++) {
        ask_cancel(&merge->inside[i].ask);
    }
}

static void set_result(struct merge_screen *merge, const char *record)
{
    cancel_costs(merge);
    merge_terms_read(record, merge->base.app->options->profile->include, &merge->terms);
    ask_costs(merge);
}

static void merged(void *arg, struct reply *reply)
{
    struct merge_screen *merge = arg;
    struct reply_spf_merge *came = &reply->as.spf_merge;

    if (app_failed(merge->base.app, reply)) {
        return;
    }
    merge->records = came->records;
    merge->record_count = came->record_count;
    came->records = NULL;
    came->record_count = 0;
    merge->voids = came->voids;
    merge->loaded = true;
    set_result(merge, came->merged ? came->merged : "");
}

static bool merge_key(struct screen *screen, uint32_t key)
{
    struct merge_screen *merge = (struct merge_screen *)screen;
    struct merge_term *term =
        merge->scroll.at < merge->terms.count ? &merge->terms.items[merge->scroll.at] : NULL;

    if (key == '~' || key == '-' || key == '?') {
        merge_terms_end(&merge->terms, (char)key);
    } else if (key == ' ' && term && term->ours) {
        app_say(screen->app, "%s", _("This one is what the service needs: it stays."));
    } else if (key == ' ' && term) {
        term->dropped = !term->dropped;
    } else {
        return scroll_key(&merge->scroll, key, merge->terms.count, merge->height);
    }
    return true;
}

void merge_copy(struct app *app)
{
    struct merge_screen *merge = (struct merge_screen *)app_top(app);
    struct buffer text = {0};

    merge_text(merge, &text);
    copy_text(app, _("SPF value"), buffer_text(&text));
    buffer_clear(&text);
}

static void edited(struct app *app, const char *text)
{
    if (app_top(app)->class->place == PLACE_MERGE && *text) {
        set_result((struct merge_screen *)app_top(app), text);
    }
}

void merge_tree(struct app *app)
{
    struct merge_screen *merge = (struct merge_screen *)app_top(app);
    struct buffer text = {0};

    merge_text(merge, &text);
    buffer_add_byte(&text, '\n');
    for (size_t i = 0; i < merge->terms.count; i++) {
        const struct merge_term *term = &merge->terms.items[i];
        bool known = true;
        int cost = merge_term_cost(term, &known);

        if (!term->dropped && cost > 0) {
            buffer_printf(&text, "%*s%s   %d%s\n", TREE_INDENT, "", term->text, cost,
                          known ? "" : "+");
            buffer_add_text(&text, buffer_text(&merge->inside[i].tree));
        }
    }
    app_push(app, plain_screen_new(app, "spf-tree", buffer_text(&text)));
    buffer_clear(&text);
}

void merge_edit(struct app *app)
{
    struct buffer text = {0};
    struct prompt prompt = {.label = "TXT", .done = edited};

    merge_text((struct merge_screen *)app_top(app), &text);
    prompt.text = buffer_text(&text);
    app_push(app, prompt_screen_new(app, &prompt));
    buffer_clear(&text);
}

static void merge_free(struct screen *screen)
{
    struct merge_screen *merge = (struct merge_screen *)screen;

    ask_cancel(&merge->ask);
    cancel_costs(merge);
    for (size_t i = 0; i < MERGE_TERMS; i++) {
        buffer_clear(&merge->inside[i].tree);
    }
    for (size_t i = 0; i < merge->record_count; i++) {
        free(merge->records[i]);
    }
    free(merge->records);
    free(merge);
}

struct screen *merge_screen_new(struct app *app)
{
    static const struct screen_class class = {
        .ops = {.draw = merge_draw, .tell = merge_tell, .key = merge_key, .free = merge_free},
        .place = PLACE_MERGE,
    };
    struct merge_screen *merge = mem_new(sizeof *merge);
    struct request request;

    merge->base = (struct screen){&class, app};
    merge->height = 1;
    desk_request(&app->desk, &request, VERB_SPF_MERGE);
    request_set(&request, "domain", app->subject.domain->name);
    request_set(&request, "include",
                *app->options->profile->include ? app->options->profile->include : NULL);
    ask_start(&merge->ask, &app->desk, &request, merged, merge);
    return &merge->base;
}
