// SPDX-License-Identifier: MIT
#pragma once
/* Inside cli/: what several show_*.c use, and one function a payload that fills a sheet. */
#include "cli/show.h"

/* "✓ ok", "x FAIL", or in plain lines the word alone. */
void show_mark(const struct output *output, enum state state, struct buffer *out);
enum tone show_state_tone(enum state state);
/* The same for a check's outcome. */
void show_status_mark(const struct output *output, enum check_status status, struct buffer *out);
enum tone show_status_tone(enum check_status status);
const char *show_record_label(enum record record);
/* Each finding with its message and advice. */
void show_findings(struct sheet *sheet, const struct finding_list *findings);
/* A time in the user's zone; nothing for "never". */
void show_time(struct sheet *sheet, const char *label, int64_t ms);

/* The columns of a list of checks, once. */
void show_check_columns(struct sheet *sheet);
/* A fault in a domain's place. */
void show_fault_cells(struct show *show, const char *written, const struct fault *fault);

typedef void show_fn(struct show *show, const struct reply *reply);

show_fn show_reply_domain, show_reply_domains, show_reply_shares, show_reply_check, show_reply_log,
    show_reply_token, show_reply_project, show_reply_projects, show_reply_credentials,
    show_reply_import, show_reply_explain, show_reply_doctor, show_reply_spf_eval,
    show_reply_spf_lint, show_reply_spf_merge, show_reply_dkim_lint, show_reply_dmarc_lint,
    show_reply_dmarc_discover, show_reply_dmarc_reports, show_reply_dmarc_build, show_reply_authres,
    show_reply_authres_message, show_reply_job, show_reply_backup, show_reply_rotation;
