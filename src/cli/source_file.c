// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/text.h"
#include "cli/lines.h"
#include "cli/source.h"

#include <stdlib.h>

struct listed {
    struct source source;
    struct lines *lines;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static void trim(const char **line, size_t *length)
{
    while (*length > 0 && is_blank(**line)) {
        ++*line;
        --*length;
    }
    while (*length > 0 && is_blank((*line)[*length - 1])) {
        --*length;
    }
}

/* In the order of enum lines_step. */
static const enum source_step steps[] = {
    [LINES_LINE] = SOURCE_NAME,
    [LINES_LATER] = SOURCE_LATER,
    [LINES_END] = SOURCE_END,
    [LINES_FAILED] = SOURCE_FAILED,
};

static enum source_step listed_next(struct source *source, struct buffer *name, struct fault *fault)
{
    struct listed *listed = (struct listed *)source;
    enum lines_step step;
    const char *line = NULL;
    size_t length = 0;

    do {
        step = lines_next(listed->lines, &line, &length, fault);
        if (step == LINES_LINE) {
            trim(&line, &length);
        }
    } while (step == LINES_LINE && (length == 0 || *line == '#'));
    if (step == LINES_LINE) {
        buffer_reset(name);
        text_add_whole(name, line, length);
    }
    return steps[step];
}

static void listed_close(struct source *source)
{
    struct listed *listed = (struct listed *)source;

    lines_close(listed->lines);
    free(listed);
}

static void listed_more(void *arg)
{
    struct listed *listed = arg;

    listed->source.more(listed->source.arg);
}

enum status source_of_file(const struct session *session, const char *path, struct source **out,
                           struct fault *fault)
{
    static const struct source_ops ops = {listed_next, listed_close};
    struct listed *listed = mem_new(sizeof *listed);
    enum status status;

    listed->source.ops = &ops;
    status = lines_open(session->options->loop, path, listed_more, listed, &listed->lines, fault);
    if (status) {
        free(listed);
        return status;
    }
    *out = &listed->source;
    return STATUS_OK;
}
