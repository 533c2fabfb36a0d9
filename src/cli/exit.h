// SPDX-License-Identifier: MIT
#pragma once
/* Exit codes: a contract with everybody's scripts. */
#include "engine/reply.h"

enum exit_code {
    EXIT_RIGHT = 0, /* done, and right */
    EXIT_WRONG = 1, /* done, but DNS is not right */
    EXIT_USAGE = 2,
    EXIT_MISSING = 3, /* no such thing */
    EXIT_REFUSED = 4, /* not yours, a blocked name, a rule */
    EXIT_UNSURE = 5,  /* cannot tell now */
    EXIT_OURS = 6     /* I/O, internal */
};

/* What a code says, for help and manual; a msgid. */
const char *exit_meaning(enum exit_code code);
enum exit_code exit_of_status(enum status status);
/* What a whole reply says, for its fault or for its payload. */
enum exit_code exit_of_reply(const struct reply *reply);
/* Of several outcomes the worst, in the order 6, 2, 4, 3, 1, 5, 0. */
enum exit_code exit_worse(enum exit_code a, enum exit_code b);
