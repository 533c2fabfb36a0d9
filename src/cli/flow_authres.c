// SPDX-License-Identifier: MIT
#include "base/text.h"
#include "base/words.h"
#include "cli/session.h"
#include "wire/wire.h"

/* A header that cannot be read is this command's answer, as an object of its own shape. */
static void answered(void *arg, struct reply *reply)
{
    struct session *session = arg;
    bool unreadable = text_equal(reply->fault.code, code_word(CODE_AR_MALFORMED));

    if (unreadable && session->output.form == FORM_JSON) {
        wire_unreadable_line(reply->fault.message, &session->output.pending);
        session->exit = exit_of_reply(reply);
    } else if (session_accept(session, reply)) {
        show_reply(&session->show, reply);
    }
    session_end(session);
}

static enum status authres_check(const struct args *args, struct fault *fault)
{
    if (args_has(args, "header") && args_has(args, "message")) {
        return fault_set(fault, STATUS_INVALID, "usage", _("either --header or --message"));
    }
    if (args_has(args, "message") && !args_has(args, "domain")) {
        return fault_set(fault, STATUS_INVALID, "usage", _("--message wants --domain"));
    }
    return STATUS_OK;
}

/* Without either option the header comes from standard input. */
static enum status authres_request(const struct session *session, struct request *request,
                                   struct fault *fault)
{
    enum status status = authres_check(session->args, fault);

    if (status == STATUS_OK) {
        status = session_fill(session, request, fault);
    }
    if (status == STATUS_OK && !request_has(request, "header") &&
        !request_has(request, "message")) {
        status = session_fill_file(request, "header", "-", fault);
    }
    return status;
}

void flow_authres(struct session *session)
{
    struct request request;
    struct fault fault = {0};

    session_request(session, VERB_AUTHRES, &request);
    if (authres_request(session, &request, &fault)) {
        session_fail(session, &fault);
        session_end(session);
    } else {
        session_submit(session, &request, answered, session);
    }
    request_clear(&request);
}
