// SPDX-License-Identifier: MIT
#include "cli/show.h"

#include "base/text.h"
#include "cli/show_parts.h"
#include "wire/wire.h"

#include <string.h>
#include <unistd.h>

/* NULL: nothing to read, printed by its own command (records, the private key), or never asked for
 * by this mouth. */
// clang-format off
static show_fn *const shows[] = {
    [REPLY_NOTHING]         = NULL,
    [REPLY_DOMAIN]          = show_reply_domain,
    [REPLY_DOMAINS]         = show_reply_domains,
    [REPLY_TOKEN]           = show_reply_token,
    [REPLY_CHECK]           = show_reply_check,
    [REPLY_RECORDS]         = NULL,
    [REPLY_SHARES]          = show_reply_shares,
    [REPLY_LOG]             = show_reply_log,
    [REPLY_PROJECT]         = show_reply_project,
    [REPLY_PROJECTS]        = show_reply_projects,
    [REPLY_CREDENTIALS]     = show_reply_credentials,
    [REPLY_KEY]             = NULL,
    [REPLY_SPF_EVAL]        = show_reply_spf_eval,
    [REPLY_SPF_LINT]        = show_reply_spf_lint,
    [REPLY_SPF_MERGE]       = show_reply_spf_merge,
    [REPLY_DKIM_LINT]       = show_reply_dkim_lint,
    [REPLY_DMARC_LINT]      = show_reply_dmarc_lint,
    [REPLY_DMARC_DISCOVER]  = show_reply_dmarc_discover,
    [REPLY_DMARC_REPORTS]   = show_reply_dmarc_reports,
    [REPLY_DMARC_BUILD]     = show_reply_dmarc_build,
    [REPLY_AUTHRES]         = show_reply_authres,
    [REPLY_AUTHRES_MESSAGE] = show_reply_authres_message,
    [REPLY_EXPLAIN]         = show_reply_explain,
    [REPLY_DOCTOR]          = show_reply_doctor,
    [REPLY_IMPORT]          = show_reply_import,
    [REPLY_JOB]             = show_reply_job,
    [REPLY_BACKUP]          = show_reply_backup,
    [REPLY_ROTATION]        = show_reply_rotation,
    [REPLY_SPELT]           = NULL,
};
// clang-format on
_Static_assert(COUNT(shows) == REPLY_KIND_COUNT, "every payload is accounted for");

static void json_show(struct output *output, const struct reply *reply)
{
    size_t count = wire_reply_count(reply);

    for (size_t i = 0; i < count; i++) {
        wire_reply_line(reply, i, &output->pending);
    }
}

void show_reply(struct show *show, const struct reply *reply)
{
    if (show->output->form == FORM_JSON) {
        json_show(show->output, reply);
    } else if (show->output->form != FORM_QUIET && shows[reply->kind]) {
        shows[reply->kind](show, reply);
        sheet_print(&show->sheet, show->output, show->pages == 0);
    }
    show->pages++;
}

/* The engine's fault, with the domain as a detail. */
static void json_fault_show(struct output *output, const char *written, const struct fault *fault)
{
    struct fault named = *fault;
    char safe[256];

    if (written) {
        text_safe_copy(safe, sizeof safe, written, strlen(written));
        fault_detail(&named, "domain", safe);
    }
    wire_fault_line(&named, &output->pending);
}

void show_fault(struct output *output, const char *written, const struct fault *fault)
{
    struct buffer line = {0};
    ssize_t ignored;

    if (output->explicit_json) {
        json_fault_show(output, written, fault);
    }
    buffer_add_text(&line, "vouch: ");
    if (written && !strstr(fault->message, written)) {
        text_safe(&line, written, strlen(written));
        buffer_add_text(&line, ": ");
    }
    buffer_printf(&line, "%s\n", fault->message);
    ignored = write(STDERR_FILENO, line.bytes, line.length);
    (void)ignored; /* there is nobody left to tell */
    buffer_clear(&line);
}

void show_fault_row(struct show *show, const char *written, const struct fault *fault)
{
    if (show->output->form == FORM_JSON) {
        json_fault_show(show->output, written, fault);
    } else if (show->output->form != FORM_QUIET) {
        show_fault_cells(show, written, fault);
        sheet_print(&show->sheet, show->output, show->pages == 0);
    }
    show->pages++;
}

void show_check_headings(struct show *show)
{
    if (show->output->form == FORM_TABLE) {
        show_check_columns(&show->sheet);
        sheet_print(&show->sheet, show->output, true);
        show->pages++;
    }
}

void show_clear(struct show *show)
{
    sheet_clear(&show->sheet);
}
