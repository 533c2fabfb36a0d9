// SPDX-License-Identifier: MIT
#include "cli/session.h"

static void answered(void *arg, struct reply *reply)
{
    struct session *session = arg;

    if (session_accept(session, reply)) {
        show_reply(&session->show, reply);
    }
    session_end(session);
}

void flow_single(struct session *session)
{
    session_ask(session, answered);
}
