// SPDX-License-Identifier: MIT
#pragma once
/*
 * One command being run: what was asked, the engine that answers, and what the exit code will be.
 * Each way of running a command (a flow) starts its requests, and ends the session when the last
 * answer is printed.
 */
#include "cli/args.h"
#include "cli/cli.h"
#include "cli/exit.h"
#include "cli/show.h"

struct session {
    const struct args *args;
    const struct globals *globals;
    const struct cli_options *options;
    struct output output;
    struct show show;
    enum exit_code exit; /* the worst so far */
    bool over;
};

typedef void flow_fn(struct session *session);

/* A request in the user's name, without values. */
void session_request(const struct session *session, enum verb verb, struct request *out);
/* Adds what the user gave: not what is for the command line alone, nor the positional that may be
 * repeated. Files are read. */
enum status session_fill(const struct session *session, struct request *request,
                         struct fault *fault) MUST_USE;
void session_submit(struct session *session, const struct request *request, reply_fn *done,
                    void *arg);
/* The command's verb with what the user gave; done gets the session. A fault ends the session. */
void session_ask(struct session *session, reply_fn *done);
/* A file's content as a value of the request; "-" is standard input. */
enum status session_fill_file(struct request *request, const char *name, const char *path,
                              struct fault *fault) MUST_USE;

/* Says what is wrong, and counts it. */
void session_fail(struct session *session, const struct fault *fault);
/* The same for a reply's fault; true when there is none. */
bool session_accept(struct session *session, const struct reply *reply);
void session_end(struct session *session);

/* Flows. */
flow_fn flow_single, flow_pages, flow_many, flow_import, flow_records, flow_delete, flow_export_key,
    flow_authres, flow_doctor;
