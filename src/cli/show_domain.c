// SPDX-License-Identifier: MIT
#include "base/clock.h"
#include "base/text.h"
#include "base/words.h"
#include "cli/show_parts.h"
#include "domain/lifecycle.h"
#include "domain/requirement.h"

#include <stdio.h>

static const char *role_label(enum role role)
{
    return role == ROLE_GUEST ? _("guest") : _("owner");
}

/* "SPF name": the record's label in front of what is said about it. */
static const char *label_for(char out[64], enum record record, const char *what)
{
    snprintf(out, 64, "%s %s", show_record_label(record), what);
    return out;
}

static void record_show(struct show *show, const struct domain *domain,
                        const struct requirement *needed)
{
    enum state state = record_state(domain, needed->record);
    struct buffer mark = {0};
    char label[64];

    show_mark(show->output, state, &mark);
    sheet_line(&show->sheet, show_record_label(needed->record), show_state_tone(state),
               buffer_text(&mark));
    show_time(&show->sheet, label_for(label, needed->record, _("date")),
              domain->records[needed->record].verified_at);
    sheet_line(&show->sheet, label_for(label, needed->record, _("host")), TONE_PLAIN, needed->host);
    sheet_line(&show->sheet, label_for(label, needed->record, _("name")), TONE_PLAIN, needed->name);
    sheet_line(&show->sheet, label_for(label, needed->record, _("value")), TONE_PLAIN,
               needed->value);
    buffer_clear(&mark);
}

static void unicode_show(struct sheet *sheet, const char *domain)
{
    struct name name;
    char text[NAME_TEXT];

    if (name_parse(domain, &name)) {
        name_unicode(&name, text);
        if (!text_equal(text, domain)) {
            sheet_line(sheet, _("Unicode"), TONE_PLAIN, text);
        }
    }
}

static void share_line(struct show *show, const struct share *share)
{
    char text[sizeof *share + 4];

    snprintf(text, sizeof text, *share->label ? "%s  %s" : "%s", share->project_key, share->label);
    sheet_line(&show->sheet, _("Shared with"), TONE_PLAIN, text);
}

void show_reply_domain(struct show *show, const struct reply *reply)
{
    const struct domain *domain = reply->as.domain;
    struct requirement_list needed = {0};

    sheet_line(&show->sheet, _("Domain"), TONE_STRONG, domain->name);
    unicode_show(&show->sheet, domain->name);
    sheet_line(&show->sheet, _("Role"), TONE_PLAIN, role_label(domain->role));
    sheet_line(&show->sheet, _("Environment"), TONE_PLAIN, environment_word(domain->environment));
    sheet_line(&show->sheet, _("Region"), TONE_PLAIN, region_word(domain->region));
    show_time(&show->sheet, _("Registered"), domain->registered_at);
    requirement_list_make(domain, NULL, &needed);
    for (size_t i = 0; i < needed.count; i++) {
        record_show(show, domain, &needed.items[i]);
    }
    requirement_list_clear(&needed);
    for (size_t i = 0; i < domain->share_count; i++) {
        share_line(show, &domain->shares[i]);
    }
    show_time(&show->sheet, _("Last look"), domain->checked_at);
    show_time(&show->sheet, _("Next look"), domain->next_check_at);
    show_findings(&show->sheet, &domain->findings);
}

static void domain_row(struct show *show, const struct domain *domain)
{
    char checked[CLOCK_TEXT];

    sheet_cell(&show->sheet, TONE_STRONG, "%s", domain->name);
    for (int record = 0; record < RECORD_COUNT; record++) {
        enum state state = record_state(domain, (enum record)record);
        struct buffer mark = {0};

        show_mark(show->output, state, &mark);
        sheet_cell(&show->sheet, show_state_tone(state), "%s", buffer_text(&mark));
        buffer_clear(&mark);
    }
    clock_local(domain->checked_at, checked);
    sheet_cell(&show->sheet, TONE_PLAIN, "%s", role_label(domain->role));
    sheet_cell(&show->sheet, TONE_PLAIN, "%s", checked);
}

void show_reply_domains(struct show *show, const struct reply *reply)
{
    if (!show->sheet.columns) {
        sheet_column(&show->sheet, _("Domain"), 24);
        for (int record = 0; record < RECORD_COUNT; record++) {
            sheet_column(&show->sheet, show_record_label((enum record)record), 6);
        }
        sheet_column(&show->sheet, _("Role"), 5);
        sheet_column(&show->sheet, _("Last look"), 0);
    }
    for (size_t i = 0; i < reply->as.domains.count; i++) {
        domain_row(show, reply->as.domains.items[i]);
    }
}

void show_reply_shares(struct show *show, const struct reply *reply)
{
    sheet_column(&show->sheet, _("Project Key"), 36);
    sheet_column(&show->sheet, _("Label"), 12);
    sheet_column(&show->sheet, _("Registered"), 0);
    for (size_t i = 0; i < reply->as.shares.count; i++) {
        const struct share *share = &reply->as.shares.items[i];
        char registered[CLOCK_TEXT];

        clock_local(share->registered_at, registered);
        sheet_cell(&show->sheet, TONE_PLAIN, "%s", share->project_key);
        sheet_cell(&show->sheet, TONE_PLAIN, "%s", *share->label ? share->label : "-");
        sheet_cell(&show->sheet, TONE_PLAIN, "%s", registered);
    }
}
