// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "cli/source.h"

#include <stdlib.h>

struct words {
    struct source source;
    const struct args *args;
    size_t at;
};

static enum source_step words_next(struct source *source, struct buffer *name, struct fault *fault)
{
    struct words *words = (struct words *)source;
    const char *word = args_get_nth(words->args, "domain", words->at);

    (void)fault;
    if (!word) {
        return SOURCE_END;
    }
    words->at++;
    buffer_reset(name);
    buffer_add_text(name, word);
    return SOURCE_NAME;
}

static void words_close(struct source *source)
{
    free(source);
}

struct source *source_of_words(const struct session *session)
{
    static const struct source_ops ops = {words_next, words_close};
    struct words *words = mem_new(sizeof *words);

    words->source.ops = &ops;
    words->args = session->args;
    return &words->source;
}
