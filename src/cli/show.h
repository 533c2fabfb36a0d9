// SPDX-License-Identifier: MIT
#pragma once
/* Replies and faults in the form the user wants. A show lives as long as one command, so that the
 * pages of a long list keep their columns. */
#include "cli/sheet.h"
#include "engine/reply.h"

struct show {
    struct output *output;
    struct sheet sheet;
    size_t pages; /* replies printed so far */
    bool in_rows; /* checks and faults as rows of a list, one a domain, not in full */
};

/* Into the output's pending bytes; output_settle() is the caller's. */
void show_reply(struct show *show, const struct reply *reply);
/* The headings of a list of checks, before the first of them. */
void show_check_headings(struct show *show);
/* One sentence on standard error, with the domain as it was given in front (NULL: none); with
 * --json also an object in the output. */
void show_fault(struct output *output, const char *written, const struct fault *fault);
/* In a list of results: the fault takes its domain's place, as an object or a row. */
void show_fault_row(struct show *show, const char *written, const struct fault *fault);
void show_clear(struct show *show);
