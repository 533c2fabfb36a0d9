// SPDX-License-Identifier: MIT
#pragma once
/*
 * The engine of another process or machine: requests go over HTTP, signed with an API key, or over
 * the Unix socket of a process of the same user, unsigned. What may be sent twice without harm is
 * tried again when the connection breaks or the other side is too busy; an answer that is a job is
 * waited for. Events are followed by long polls, with EVENT_OFFLINE while the other side is away
 * and EVENT_RESYNC when it is back or something was missed.
 */
#include "base/clock.h"
#include "engine/engine.h"
#include "loop/loop.h"

struct remote_options {
    struct loop *loop;
    const struct clock *clock; /* borrowed; NULL: the system's */
    /* One of the two. */
    const char *url;    /* "https://host:port" */
    const char *socket; /* path of a Unix socket */
    /* With a URL: */
    const char *access_key;
    const char *secret_file; /* white space at the end of the secret does not count */
    const char *ca_file;     /* NULL: the system's */
    const char *project;     /* whose events are followed; NULL: "default" */
};

/* Speaks to nobody yet. Codes "usage", and those of reading the secret. */
enum status remote_engine_new(const struct remote_options *options, struct engine **out,
                              struct fault *fault) MUST_USE;
/* Whether somebody listens on the socket, without speaking. */
bool remote_socket_answers(const char *path);
