// SPDX-License-Identifier: MIT
#include "local/handler.h"

// clang-format off
static const struct handler handlers[VERB_COUNT] = {
    [VERB_DOMAINS_LIST]        = { .read = list_domains, .far = true },
    [VERB_DOMAINS_SHOW]        = { .start = read_domain },
    [VERB_DOMAINS_REGISTER]    = { .start = register_domain },
    [VERB_DOMAINS_IMPORT]      = { .write = import_rows, .heavy = true },
    [VERB_TOKEN_NEW]           = { .write = new_token },
    [VERB_DOMAINS_TOKEN]       = { .write = replace_token, .sure = true },
    [VERB_DOMAINS_VERIFY]      = { .start = verify_domain },
    [VERB_DOMAINS_USE]         = { .write = switch_on, .sure = true },
    [VERB_DOMAINS_STOP]        = { .write = switch_off, .sure = true },
    [VERB_DOMAINS_DELETE]      = { .write = delete_domain },
    [VERB_DOMAINS_LOG]         = { .read = read_log },
    [VERB_DOMAINS_EXPORT_KEY]  = { .write = export_key },
    [VERB_RECORDS]             = { .start = read_records },
    [VERB_SHARES_LIST]         = { .read = list_shares },
    [VERB_SHARES_ADD]          = { .write = add_share },
    [VERB_SHARES_LABEL]        = { .write = label_share },
    [VERB_SHARES_REMOVE]       = { .write = remove_share },
    [VERB_PROJECT_LIST]        = { .read = list_projects },
    [VERB_PROJECT_CREATE]      = { .write = create_project },
    [VERB_PROJECT_KEY]         = { .read = read_project },
    [VERB_PROJECT_CREDENTIALS] = { .write = serve_credentials },
    [VERB_VERIFY_MANY]         = { .write = verify_many },
    [VERB_IMPORT]              = { .write = receive_list, .heavy = true },
    [VERB_JOB_SHOW]            = { .read = show_job },
    [VERB_JOB_CANCEL]          = { .write = cancel_job },
    [VERB_BACKUP]              = { .start = back_up },
    [VERB_RESTORE]             = { .start = restore },
    [VERB_MASTER_KEY]          = { .start = rotate_master_key },
    [VERB_CHECK]               = { .start = look_check },
    [VERB_SPF_EVAL]            = { .start = look_spf_eval },
    [VERB_SPF_LINT]            = { .start = look_spf_lint },
    [VERB_SPF_MERGE]           = { .start = look_spf_merge },
    [VERB_DKIM_LINT]           = { .start = look_dkim_lint },
    [VERB_DMARC_LINT]          = { .start = look_dmarc_lint },
    [VERB_DMARC_DISCOVER]      = { .start = look_dmarc_discover },
    [VERB_DMARC_REPORTS]       = { .start = look_dmarc_reports },
    [VERB_DMARC_BUILD]         = { .read = look_dmarc_build },
    [VERB_AUTHRES]             = { .start = look_authres_message },
    [VERB_EXPLAIN]             = { .read = look_explain },
    [VERB_DOCTOR]              = { .start = look_doctor },
};
// clang-format on

const struct handler *handler_at(enum verb verb)
{
    return &handlers[verb];
}
