// SPDX-License-Identifier: MIT
#include "cli/session.h"

#include "base/file.h"
#include "base/text.h"

#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { FILE_LIMIT = 16 << 20 };

/* Who: the account's name, else its number. */
static void actor_write(char out[64])
{
    const struct passwd *account = getpwuid(getuid());

    if (account && account->pw_name && *account->pw_name) {
        text_safe_copy(out, 64, account->pw_name, strlen(account->pw_name));
    } else {
        snprintf(out, 64, "uid %u", (unsigned)getuid());
    }
}

void session_request(const struct session *session, enum verb verb, struct request *out)
{
    const char *project = globals_get(session->globals, GLOBAL_PROJECT);

    request_init(out, verb);
    text_copy(out->project, sizeof out->project, project ? project : "");
    actor_write(out->actor);
    out->read_only = globals_on(session->globals, GLOBAL_READ_ONLY);
}

/* A text cannot hold NUL, and no mail may (RFC 5322 4). */
enum status session_fill_file(struct request *request, const char *name, const char *path,
                              struct fault *fault)
{
    struct buffer content = {0};
    enum status status = file_read(path, FILE_LIMIT, &content, fault);

    for (size_t i = 0; status == STATUS_OK && i < content.length; i++) {
        if (content.bytes[i] == '\0') {
            content.bytes[i] = ' ';
        }
    }
    if (status == STATUS_OK) {
        request_set(request, name, buffer_text(&content));
    }
    buffer_clear(&content);
    return status;
}

static bool is_sent(const struct argument *argument)
{
    const unsigned repeated = ARGUMENT_POSITIONAL | ARGUMENT_MANY;

    return !(argument->use & ARGUMENT_HERE) && (argument->use & repeated) != repeated;
}

enum status session_fill(const struct session *session, struct request *request,
                         struct fault *fault)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < session->args->count && status == STATUS_OK; i++) {
        const struct given *given = &session->args->given[i];

        if (!is_sent(given->argument)) {
            continue;
        }
        if (given->argument->kind == ARGUMENT_FILE) {
            status = session_fill_file(request, given->argument->name, given->value, fault);
        } else {
            request_set(request, given->argument->name, given->value);
        }
    }
    return status;
}

void session_submit(struct session *session, const struct request *request, reply_fn *done,
                    void *arg)
{
    engine_submit(session->options->engine, request, done, arg);
}

void session_ask(struct session *session, reply_fn *done)
{
    struct request request;
    struct fault fault = {0};

    session_request(session, session->args->verb, &request);
    if (session_fill(session, &request, &fault)) {
        session_fail(session, &fault);
        session_end(session);
    } else {
        session_submit(session, &request, done, session);
    }
    request_clear(&request);
}

void session_fail(struct session *session, const struct fault *fault)
{
    session->exit = exit_worse(session->exit, exit_of_status(fault->status));
    show_fault(&session->output, NULL, fault);
}

bool session_accept(struct session *session, const struct reply *reply)
{
    if (reply->status) {
        session_fail(session, &reply->fault);
        return false;
    }
    session->exit = exit_worse(session->exit, exit_of_reply(reply));
    return true;
}

void session_end(struct session *session)
{
    session->over = true;
}
