// SPDX-License-Identifier: MIT
#include "base/words.h"
#include "cli/show_parts.h"

void show_reply_authres(struct show *show, const struct reply *reply)
{
    const struct authres *authres = reply->as.authres;

    sheet_line(&show->sheet, _("Receiver"), TONE_STRONG, authres->authserv_id);
    for (size_t i = 0; i < authres->count; i++) {
        const struct authres_result *result = &authres->results[i];
        struct buffer line = {0};

        buffer_add_text(&line, result->result);
        for (size_t at = 0; at < result->prop_count; at++) {
            buffer_printf(&line, "  %s=%s", result->props[at].name, result->props[at].value);
        }
        sheet_line(&show->sheet, result->method, TONE_PLAIN, line.bytes);
        sheet_prose(&show->sheet, _("  Reason"), result->reason);
        buffer_clear(&line);
    }
}

void show_reply_authres_message(struct show *show, const struct reply *reply)
{
    const struct authres_reading *reading = reply->as.authres_message.reading;

    sheet_line(&show->sheet, _("SPF"), TONE_STRONG, reading->spf);
    sheet_line(&show->sheet, _("DKIM"), TONE_STRONG, reading->dkim);
    sheet_line(&show->sheet, _("DMARC"), TONE_STRONG, reading->dmarc);
    sheet_line(&show->sheet, _("DKIM of the domain"), TONE_PLAIN, reading->dkim_for_domain);
    sheet_line(&show->sheet, _("SPF is aligned"), TONE_PLAIN,
               reading->spf_aligned ? _("yes") : _("no"));
    show_findings(&show->sheet, &reply->as.authres_message.flags);
}
