// SPDX-License-Identifier: MIT
#pragma once
/* A change asked of the engine that nobody stays for: the message line says how it went. */
#include "engine/request.h"

struct app;
struct reply;
struct errand;

/* Called when it went well, after the message; NULL: nothing to do. */
typedef void errand_fn(struct app *app, struct reply *reply);

/* request is taken; said: translated, what to say when it went well. */
void errand_run(struct app *app, struct request *request, const char *said, errand_fn *then);
void errand_cancel_all(struct app *app);
