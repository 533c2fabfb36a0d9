// SPDX-License-Identifier: MIT
#include "base/file.h"
#include "cli/session.h"

#include <string.h>

enum { ONLY_ME = 0600 };

/* PEM is what other programs read, so it is also what a pipe gets; only --json asks for an object.
 */
static void answered(void *arg, struct reply *reply)
{
    struct session *session = arg;
    const char *path = args_get(session->args, "out");
    struct fault fault = {0};

    if (!session_accept(session, reply)) {
        session_end(session);
        return;
    }
    if (path && file_write(path, reply->as.key, strlen(reply->as.key), ONLY_ME, &fault)) {
        session_fail(session, &fault);
    } else if (!path && session->output.explicit_json) {
        show_reply(&session->show, reply);
    } else if (!path) {
        buffer_add_text(&session->output.pending, reply->as.key);
    }
    session_end(session);
}

void flow_export_key(struct session *session)
{
    session_ask(session, answered);
}
