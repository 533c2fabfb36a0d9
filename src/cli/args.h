// SPDX-License-Identifier: MIT
#pragma once
/*
 * argv read by the command table: `--name value`, `--name=value`, flags, `--`; global options may
 * stand anywhere. The words of a command are matched whole; what is nearly right is named in the
 * refusal. Everything is borrowed from argv.
 */
#include "cli/global.h"
#include "cli/own.h"
#include "engine/request.h"

struct given {
    const struct argument *argument;
    const char *value; /* "" for flags */
};

struct args {
    struct globals globals;        /* only what argv says */
    const struct command *command; /* NULL: none */
    enum verb verb;                /* VERB_NONE: none, or one of our own */
    enum own own;
    char topic[64]; /* the words of a command as typed: "domains", "domains verify" */
    struct given *given;
    size_t count, capacity;
};

/* code "usage". out is filled as far as it was understood also on failure. */
enum status args_read(int argc, char *const *argv, struct args *out, struct fault *fault) MUST_USE;
/* What only the whole line tells: values that are allowed, what is required. args_read() does it,
 * but for --help. */
enum status args_check(const struct args *args, struct fault *fault) MUST_USE;
void args_clear(struct args *args);

/* The i-th value of an argument by its name; NULL: no more. */
const char *args_get_nth(const struct args *args, const char *name, size_t i);
const char *args_get(const struct args *args, const char *name);
bool args_has(const struct args *args, const char *name);
/* A number argument, or fallback when absent. */
size_t args_number(const struct args *args, const char *name, size_t fallback);
