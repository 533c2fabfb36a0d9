// SPDX-License-Identifier: MIT
#include "base/clock.h"
#include "base/words.h"
#include "cli/show_parts.h"

void show_reply_token(struct show *show, const struct reply *reply)
{
    sheet_line(&show->sheet, _("Authentication token"), TONE_PLAIN, reply->as.token);
}

void show_reply_project(struct show *show, const struct reply *reply)
{
    sheet_line(&show->sheet, _("Project"), TONE_STRONG, reply->as.project.name);
    sheet_line(&show->sheet, _("Project Key"), TONE_PLAIN, reply->as.project.key);
}

void show_reply_projects(struct show *show, const struct reply *reply)
{
    sheet_column(&show->sheet, _("Project"), 16);
    sheet_column(&show->sheet, _("Project Key"), 36);
    sheet_column(&show->sheet, _("Created"), 0);
    for (size_t i = 0; i < reply->as.projects.count; i++) {
        const struct project *project = &reply->as.projects.items[i];
        char created[CLOCK_TEXT];

        clock_local(project->created_at, created);
        sheet_cell(&show->sheet, TONE_STRONG, "%s", project->name);
        sheet_cell(&show->sheet, TONE_PLAIN, "%s", project->key);
        sheet_cell(&show->sheet, TONE_PLAIN, "%s", created);
    }
}

static void secret_show(struct show *show, const struct credential *credential)
{
    sheet_line(&show->sheet, _("Access key"), TONE_PLAIN, credential->access_key);
    sheet_line(&show->sheet, _("Secret key"), TONE_STRONG, credential->secret_key);
    sheet_prose(&show->sheet, _("Note"), _("The secret key is shown this once."));
}

void show_reply_credentials(struct show *show, const struct reply *reply)
{
    const struct credential *items = reply->as.credentials.items;

    if (reply->as.credentials.count == 1 && items[0].secret_key[0]) {
        secret_show(show, &items[0]);
        return;
    }
    sheet_column(&show->sheet, _("Access key"), 24);
    sheet_column(&show->sheet, _("May"), 6);
    sheet_column(&show->sheet, _("Created"), 0);
    for (size_t i = 0; i < reply->as.credentials.count; i++) {
        char created[CLOCK_TEXT];

        clock_local(items[i].created_at, created);
        sheet_cell(&show->sheet, TONE_STRONG, "%s", items[i].access_key);
        sheet_cell(&show->sheet, TONE_PLAIN, "%s", items[i].read_only ? _("read") : _("manage"));
        sheet_cell(&show->sheet, TONE_PLAIN, "%s", created);
    }
}
