// SPDX-License-Identifier: MIT
#pragma once
/* Which function serves which verb, in one table. Inside this floor only. */
#include "local/task.h"

/* One of the three. */
struct handler {
    task_db_fn *read;
    task_db_fn *write;
    task_start_fn *start;
    bool heavy; /* its write takes long (local/scribe.h) */
    bool sure;  /* its write refuses first, then writes (local/task.h) */
    bool far;   /* its read may take long (local/reader.h) */
};

const struct handler *handler_at(enum verb verb);

/* act_*.c */
task_db_fn list_domains, read_log, list_shares, list_projects, read_project, new_token,
    replace_token, switch_on, switch_off, delete_domain, export_key, add_share, label_share,
    remove_share, create_project, serve_credentials, import_rows, verify_many, receive_list,
    show_job, cancel_job;
task_start_fn read_domain, register_domain, read_records, verify_domain, back_up, restore,
    rotate_master_key;
/* look_*.c */
task_db_fn look_dmarc_build, look_explain;
task_start_fn look_check, look_spf_eval, look_spf_lint, look_spf_merge, look_dkim_lint,
    look_dmarc_lint, look_dmarc_discover, look_dmarc_reports, look_authres_message, look_doctor;
