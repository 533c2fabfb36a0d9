// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "local/porter.h"
#include "loop/child.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LIMIT_MS = 60000 };

struct by_command {
    struct porter base;
    struct loop *loop;
    struct loop_child *child;
    char *line, *argv[LOOP_CHILD_WORDS + 1]; /* the command in words */
};

static void came_back(void *arg, int code)
{
    struct by_command *porter = arg;
    struct porter_result result = {.end = code == 0 ? PORTER_DONE : PORTER_AGAIN};

    porter->child = NULL;
    if (code > 0) {
        snprintf(result.why, sizeof result.why, "exit code %d", code);
    } else if (code < 0) {
        snprintf(result.why, sizeof result.why, "it does not start, or a signal ended it");
    }
    porter->base.done(porter->base.arg, &result);
}

static void carry(struct porter *base, const char *body)
{
    struct by_command *porter = (struct by_command *)base;

    porter->child = loop_child_start(porter->loop, porter->argv, body, LIMIT_MS, came_back, porter);
}

static void by_command_free(struct porter *base)
{
    struct by_command *porter = (struct by_command *)base;

    loop_child_forget(porter->child);
    free(porter->line);
    free(porter);
}

struct porter *porter_command_new(struct loop *loop, const char *command)
{
    static const struct porter_ops ops = {carry, by_command_free};
    struct by_command *porter = mem_new(sizeof *porter);
    char *rest = NULL, *word;
    size_t count = 0;

    porter->base.ops = &ops;
    porter->loop = loop;
    porter->line = mem_text(command);
    for (word = strtok_r(porter->line, " \t", &rest); word && count < LOOP_CHILD_WORDS;
         word = strtok_r(NULL, " \t", &rest)) {
        porter->argv[count++] = word;
    }
    if (count == 0) {
        by_command_free(&porter->base);
        return NULL;
    }
    return &porter->base;
}
