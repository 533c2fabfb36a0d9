// SPDX-License-Identifier: MIT
#pragma once
/*
 * How a call ended. Only the program's own troubles are statuses: what is wrong with somebody's
 * domain is a struct finding. Every mouth (exit code, HTTP status, message line) is derived from
 * this one enum.
 */

enum status {
    STATUS_OK,        /* done */
    STATUS_INVALID,   /* the input is malformed: exit 2 */
    STATUS_MISSING,   /* no such thing: exit 3 */
    STATUS_REFUSED,   /* a rule, a right or a state forbids it: exit 4 */
    STATUS_UNSURE,    /* DNS or network cannot tell now: exit 5 */
    STATUS_BUSY,      /* somebody else holds what is needed; try again: exit 5 */
    STATUS_IO,        /* disk, descriptor, system call: exit 6 */
    STATUS_INTERNAL,  /* ours: exit 6 */
    STATUS_CANCELLED, /* the asker took it back */
    STATUS_COUNT
};

#define MUST_USE __attribute__((warn_unused_result))
#define PRINTF_LIKE(text, first) __attribute__((__format__(__printf__, text, first)))
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* A stable English word for logs: "ok", "invalid", ... */
const char *status_name(enum status status);
