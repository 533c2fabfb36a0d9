// SPDX-License-Identifier: MIT
#pragma once
/*
 * Standard output: in which form, how wide, in colours or not; collected and written in large
 * pieces. A reader that has gone away (head) is no error: what follows is dropped. A disk that is
 * full is one.
 */
#include "base/buffer.h"
#include "cli/global.h"

enum output_form {
    FORM_TABLE, /* for a person at a terminal */
    FORM_JSON,
    FORM_PLAIN, /* label: value lines */
    FORM_QUIET
};

struct output {
    int fd;
    enum output_form form;
    bool explicit_json; /* --json was said: errors are printed as JSON too */
    bool color, ascii;
    size_t width; /* cells; 0: as wide as it needs */
    struct buffer pending;
    bool gone; /* nobody reads any more, or nothing can be written */
    int error; /* errno of the write that failed; 0: none, or only a reader gone */
};

/* Once, first of all: closed standard descriptors are taken, so that no store's file becomes number
 * 1; the wrong way round, so that using them is still an error. */
void output_hold(void);

/* By the options and by what fd is. */
void output_open(struct output *output, int fd, const struct globals *globals);
/* Room for more: writes when enough is pending. */
void output_settle(struct output *output);
void output_flush(struct output *output);
/* Flushes and frees. STATUS_IO when something could not be written. */
enum status output_close(struct output *output, struct fault *fault) MUST_USE;
