// SPDX-License-Identifier: MIT
#include "cli/cli.h"

#include "cli/session.h"

#include <unistd.h>

/* How each verb is run; the rest are one request and one answer. */
// clang-format off
static flow_fn *const flows[VERB_COUNT] = {
    [VERB_DOMAINS_LIST]       = flow_pages,
    [VERB_DOMAINS_LOG]        = flow_pages,
    [VERB_DOMAINS_REGISTER]   = flow_many,
    [VERB_DOMAINS_VERIFY]     = flow_many,
    [VERB_CHECK]              = flow_many,
    [VERB_DOMAINS_IMPORT]     = flow_import,
    [VERB_DOMAINS_DELETE]     = flow_delete,
    [VERB_DOMAINS_EXPORT_KEY] = flow_export_key,
    [VERB_RECORDS]            = flow_records,
    [VERB_AUTHRES]            = flow_authres,
    [VERB_DOCTOR]             = flow_doctor,
};
// clang-format on

int cli_run(const struct args *args, const struct globals *globals,
            const struct cli_options *options)
{
    struct session session = {.args = args, .globals = globals, .options = options};
    flow_fn *flow = flows[args->verb] ? flows[args->verb] : flow_single;
    struct fault fault = {0};

    output_open(&session.output, STDOUT_FILENO, globals);
    session.show.output = &session.output;
    flow(&session);
    while (!session.over && loop_turn(options->loop, true)) {
        /* an answer that comes in a turn may end the session */
    }
    show_clear(&session.show);
    if (output_close(&session.output, &fault)) {
        session_fail(&session, &fault);
    }
    return (int)session.exit;
}

int cli_refuse(const struct globals *globals, const struct fault *fault)
{
    struct output output;

    output_open(&output, STDOUT_FILENO, globals);
    show_fault(&output, NULL, fault);
    if (output_close(&output, NULL)) {
        return EXIT_OURS;
    }
    return (int)exit_of_status(fault->status);
}
