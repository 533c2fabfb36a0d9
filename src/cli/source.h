// SPDX-License-Identifier: MIT
#pragma once
/* Where the domains of one command come from: its words, a file, or the project's own list. A name
 * at a time, so that a list of a million costs no memory. */
#include "cli/session.h"

enum source_step { SOURCE_NAME, SOURCE_LATER, SOURCE_END, SOURCE_FAILED };

struct source;

struct source_ops {
    /* Replaces name. After SOURCE_LATER the source calls more(arg) in a later turn; after
     * SOURCE_FAILED it is over. */
    enum source_step (*next)(struct source *source, struct buffer *name, struct fault *fault);
    void (*close)(struct source *source);
};

struct source {
    const struct source_ops *ops;
    loop_fn *more;
    void *arg;
};

static inline enum source_step source_next(struct source *source, struct buffer *name,
                                           struct fault *fault)
{
    return source->ops->next(source, name, fault);
}

static inline void source_close(struct source *source) /* NULL allowed */
{
    if (source) {
        source->ops->close(source);
    }
}

/* The command's own words. */
struct source *source_of_words(const struct session *session);
/* A file's lines; empty ones and # comments are passed over. */
enum status source_of_file(const struct session *session, const char *path, struct source **out,
                           struct fault *fault) MUST_USE;
/* The domains that the project owns, by name. */
struct source *source_of_list(struct session *session);
