// SPDX-License-Identifier: MIT
#include "base/clock.h"
#include "base/words.h"
#include "cli/show_parts.h"

void show_reply_log(struct show *show, const struct reply *reply)
{
    if (!show->sheet.columns) {
        sheet_column(&show->sheet, _("When"), 19);
        sheet_column(&show->sheet, _("Who"), 8);
        sheet_column(&show->sheet, _("Domain"), 20);
        sheet_column(&show->sheet, _("What"), 8);
        sheet_column(&show->sheet, _("Detail"), 0);
    }
    for (size_t i = 0; i < reply->as.log.count; i++) {
        const struct log_row *row = &reply->as.log.rows[i];
        char at[CLOCK_TEXT];

        clock_local(row->at, at);
        sheet_cell(&show->sheet, TONE_PLAIN, "%s", at);
        sheet_cell(&show->sheet, TONE_PLAIN, "%s", row->who);
        sheet_cell(&show->sheet, TONE_STRONG, "%s", row->domain);
        sheet_cell(&show->sheet, TONE_PLAIN, "%s", row->action);
        sheet_cell(&show->sheet, TONE_DIM, "%s", row->detail ? row->detail : "");
    }
}

void show_reply_import(struct show *show, const struct reply *reply)
{
    if (!show->sheet.columns) {
        sheet_column(&show->sheet, _("Line"), 5);
        sheet_column(&show->sheet, _("As written"), 24);
        sheet_column(&show->sheet, _("Domain"), 24);
        sheet_column(&show->sheet, _("Result"), 7);
        sheet_column(&show->sheet, _("Reason"), 0);
    }
    for (size_t i = 0; i < reply->as.import.count; i++) {
        const struct import_row *row = &reply->as.import.rows[i];

        sheet_cell(&show->sheet, TONE_DIM, "%zu", row->line);
        sheet_cell(&show->sheet, TONE_PLAIN, "%s", row->written ? row->written : "");
        sheet_cell(&show->sheet, TONE_STRONG, "%s", row->name);
        sheet_cell(&show->sheet, TONE_PLAIN, "%s", row->result);
        sheet_cell(&show->sheet, TONE_PLAIN, "%s", row->message ? row->message : "");
    }
}

void show_reply_explain(struct show *show, const struct reply *reply)
{
    enum code code = reply->as.explain.code;

    sheet_line(&show->sheet, _("Code"), TONE_STRONG, code_word(code));
    sheet_line(&show->sheet, _("Area"), TONE_PLAIN, area_word(code_area(code)));
    sheet_line(&show->sheet, _("Severity"), TONE_PLAIN, severity_word(code_severity(code)));
    sheet_prose(&show->sheet, _("Message"), _(code_message(code)));
    sheet_prose(&show->sheet, _("Advice"), _(code_advice(code)));
    sheet_prose(&show->sheet, _("Explanation"), _(code_explanation(code)));
}

void show_reply_doctor(struct show *show, const struct reply *reply)
{
    for (size_t i = 0; i < reply->as.doctor.count; i++) {
        const struct doctor_line *line = &reply->as.doctor.lines[i];

        sheet_line(&show->sheet, line->what, line->well ? TONE_GOOD : TONE_BAD, line->text);
        sheet_prose(&show->sheet, "", line->advice);
    }
}
