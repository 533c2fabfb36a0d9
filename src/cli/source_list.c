// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/text.h"
#include "cli/source.h"
#include "engine/cursor.h"

#include <stdlib.h>

enum { PAGE = 500 };

/* One page of names in hand; the next is asked for when the last of them is taken. */
struct owned {
    struct source source;
    struct session *session;
    char (*names)[256];
    size_t count, at;
    char next[CURSOR_TEXT];
    uint64_t ticket; /* 0: nothing asked */
    bool last;       /* no page after this one */
    struct fault fault;
};

static void page_keep(struct owned *owned, const struct reply_domains *domains)
{
    owned->count = owned->at = 0;
    for (size_t i = 0; i < domains->count && i < PAGE; i++) {
        if (domains->items[i]->role == ROLE_OWNER) {
            text_copy(owned->names[owned->count++], sizeof owned->names[0],
                      domains->items[i]->name);
        }
    }
    text_copy(owned->next, sizeof owned->next, domains->next);
    owned->last = !owned->next[0];
}

static void page_answered(void *arg, struct reply *reply)
{
    struct owned *owned = arg;

    owned->ticket = 0;
    if (reply->status) {
        owned->fault = reply->fault;
    } else {
        page_keep(owned, &reply->as.domains);
    }
    owned->source.more(owned->source.arg);
}

static void page_ask(struct owned *owned)
{
    struct request request;

    session_request(owned->session, VERB_DOMAINS_LIST, &request);
    request_set(&request, "limit", "500");
    request_set(&request, "after", owned->next[0] ? owned->next : NULL);
    request.names_only = true;
    owned->ticket = engine_submit(owned->session->options->engine, &request, page_answered, owned);
    request_clear(&request);
}

static enum source_step owned_next(struct source *source, struct buffer *name, struct fault *fault)
{
    struct owned *owned = (struct owned *)source;

    if (owned->fault.status) {
        *fault = owned->fault;
        return SOURCE_FAILED;
    }
    if (owned->at < owned->count) {
        buffer_reset(name);
        buffer_add_text(name, owned->names[owned->at++]);
        return SOURCE_NAME;
    }
    if (owned->last) {
        return SOURCE_END;
    }
    if (!owned->ticket) {
        page_ask(owned);
    }
    return SOURCE_LATER;
}

static void owned_close(struct source *source)
{
    struct owned *owned = (struct owned *)source;

    if (owned->ticket) {
        engine_cancel(owned->session->options->engine, owned->ticket);
    }
    free(owned->names);
    free(owned);
}

struct source *source_of_list(struct session *session)
{
    static const struct source_ops ops = {owned_next, owned_close};
    struct owned *owned = mem_new(sizeof *owned);

    owned->source.ops = &ops;
    owned->session = session;
    owned->names = mem_array(PAGE, sizeof owned->names[0]);
    return &owned->source;
}
