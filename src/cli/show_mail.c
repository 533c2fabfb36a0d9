// SPDX-License-Identifier: MIT
#include "base/text.h"
#include "base/words.h"
#include "cli/show_parts.h"

#include <stdio.h>

void show_reply_spf_eval(struct show *show, const struct reply *reply)
{
    const struct spf_evaluation *eval = &reply->as.spf_eval;

    sheet_line(&show->sheet, _("Result"), TONE_STRONG, spf_result_name(eval->result));
    sheet_line_bytes(&show->sheet, _("Explanation"), buffer_text(&eval->explanation),
                     eval->explanation.length);
}

static void node_show(struct show *show, const struct spf_node *node, size_t depth);

static void term_show(struct show *show, const struct spf_node *node, size_t i, size_t depth)
{
    const struct spf_cost *cost = &node->costs[i];
    struct buffer line = {0};

    buffer_printf(&line, "%*s%s", (int)(2 * depth + 2), "", node->record->terms[i].text);
    if (cost->lookups) {
        buffer_printf(&line, "  (%zu)", cost->lookups);
    }
    if (cost->is_void) {
        buffer_printf(&line, "  %s", _("void"));
    }
    sheet_line(&show->sheet, _("Tree"), node->record->terms[i].bad ? TONE_BAD : TONE_PLAIN,
               line.bytes);
    buffer_clear(&line);
    if (cost->below) {
        node_show(show, cost->below, depth + 2);
    }
}

/* As deep as spf_lint() went. */
static void node_show(struct show *show, const struct spf_node *node, size_t depth)
{
    struct buffer line = {0};
    char name[NAME_TEXT];

    name_text(&node->name, name);
    buffer_printf(&line, "%*s%s", (int)(2 * depth), "", name);
    if (node->loop) {
        buffer_printf(&line, "  %s", _("again: a loop"));
    }
    sheet_line(&show->sheet, _("Tree"), node->record ? TONE_STRONG : TONE_BAD, line.bytes);
    buffer_clear(&line);
    for (size_t i = 0; node->record && node->costs && i < node->record->count; i++) {
        term_show(show, node, i, depth);
    }
}

void show_reply_spf_lint(struct show *show, const struct reply *reply)
{
    const struct spf_lint *lint = &reply->as.spf_lint.lint;

    sheet_line(&show->sheet, _("Verdict"), TONE_STRONG, spf_verdict_name(lint->verdict));
    sheet_number(&show->sheet, _("Look-ups"), lint->lookups);
    sheet_number(&show->sheet, _("Void look-ups"), lint->voids);
    if (lint->root) {
        node_show(show, lint->root, 0);
    }
    show_findings(&show->sheet, &reply->as.spf_lint.flags);
}

void show_reply_spf_merge(struct show *show, const struct reply *reply)
{
    const struct reply_spf_merge *merge = &reply->as.spf_merge;

    for (size_t i = 0; i < merge->record_count; i++) {
        sheet_line(&show->sheet, _("Published"), TONE_PLAIN, merge->records[i]);
    }
    sheet_line(&show->sheet, _("Merged"), TONE_STRONG, merge->merged);
    sheet_number(&show->sheet, _("Look-ups before"), merge->lookups_before);
    sheet_number(&show->sheet, _("Look-ups"), merge->lookups);
    sheet_number(&show->sheet, _("Void look-ups"), merge->voids);
    show_findings(&show->sheet, &merge->flags);
}

void show_reply_dkim_lint(struct show *show, const struct reply *reply)
{
    const struct reply_dkim_lint *lint = &reply->as.dkim_lint;

    sheet_line(&show->sheet, _("Verdict"), TONE_STRONG, lint->verdict);
    sheet_line(&show->sheet, _("Reason"), TONE_PLAIN, dkim_reason_name(lint->reason));
    sheet_line(&show->sheet, _("Key type"), TONE_PLAIN, lint->k);
    if (lint->bits) {
        sheet_number(&show->sheet, _("Bits"), lint->bits);
    }
    if (lint->match >= 0) {
        sheet_line(&show->sheet, _("Our key"), lint->match ? TONE_GOOD : TONE_BAD,
                   lint->match ? _("yes") : _("no"));
    }
    show_findings(&show->sheet, &lint->flags);
}

static void uris_show(struct sheet *sheet, const char *label, const struct dmarc_uri *uris,
                      size_t count)
{
    for (size_t i = 0; i < count; i++) {
        sheet_line(sheet, label, uris[i].valid ? TONE_PLAIN : TONE_BAD, uris[i].text);
    }
}

void show_reply_dmarc_lint(struct show *show, const struct reply *reply)
{
    const struct reply_dmarc_lint *lint = &reply->as.dmarc_lint;

    sheet_line(&show->sheet, _("Verdict"), TONE_STRONG, lint->verdict);
    sheet_line(&show->sheet, _("Policy"), TONE_PLAIN, dmarc_policy_name(lint->record.p));
    sheet_line(&show->sheet, _("Policy below"), TONE_PLAIN, dmarc_policy_name(lint->record.sp));
    uris_show(&show->sheet, _("Reports to"), lint->record.rua, lint->record.rua_count);
    uris_show(&show->sheet, _("Failures to"), lint->record.ruf, lint->record.ruf_count);
    show_findings(&show->sheet, &lint->flags);
}

void show_reply_dmarc_discover(struct show *show, const struct reply *reply)
{
    const struct dmarc_walk *walk = &reply->as.dmarc_walk;
    char name[NAME_TEXT];

    if (walk->temperror) {
        sheet_line(&show->sheet, _("Policy"), TONE_WAIT, _("cannot tell now"));
    } else {
        sheet_line(&show->sheet, _("Policy"), TONE_STRONG,
                   walk->has_policy ? dmarc_policy_name(walk->effective) : _("no policy"));
    }
    if (walk->has_policy) {
        name_text(&walk->policy_domain, name);
        sheet_line(&show->sheet, _("Policy domain"), TONE_PLAIN, name);
    }
    if (walk->org_domain.length) {
        name_text(&walk->org_domain, name);
        sheet_line(&show->sheet, _("Organizational domain"), TONE_PLAIN, name);
    }
    for (size_t i = 0; i < walk->query_count; i++) {
        name_text(&walk->queries[i], name);
        sheet_line(&show->sheet, _("Asked"), TONE_DIM, name);
    }
}

void show_reply_dmarc_reports(struct show *show, const struct reply *reply)
{
    const struct reply_dmarc_reports *reports = &reply->as.dmarc_reports;

    sheet_column(&show->sheet, _("Destination"), 24);
    sheet_column(&show->sheet, _("Accepts reports"), 0);
    for (size_t i = 0; i < reports->count; i++) {
        bool refused = text_equal(reports->items[i].consent, "unauthorized");

        sheet_cell(&show->sheet, TONE_PLAIN, "%s", reports->items[i].uri);
        sheet_cell(&show->sheet, refused ? TONE_BAD : TONE_GOOD, "%s", reports->items[i].consent);
    }
}

void show_reply_dmarc_build(struct show *show, const struct reply *reply)
{
    sheet_line(&show->sheet, _("Record"), TONE_PLAIN, reply->as.text);
}
