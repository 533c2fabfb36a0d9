// SPDX-License-Identifier: MIT
#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "cli/source.h"

#include <stdlib.h>

/*
 * Many domains, one request each: a window of them in flight, answers printed in the order of the
 * source or as they come. Each is written at the end of the output; in order, one that is early is
 * taken away again and waits in its slot. The ring is a few windows long, so that one slow domain
 * does not stop the rest at once.
 */
enum { MOST_IN_FLIGHT = 20000, WINDOWS = 4, FLUSH_MS = 100 };

/* How many are in flight. Where answers come soon a few keep everybody busy, and all that they are
 * made of stays near the processor; the slower answers come, the more are on their way. */
struct window {
    size_t least, most;
    int64_t soon_ms;
    size_t size; /* at this time */
};

static const struct window window_of_checks = {.least = 64, .most = 200, .soon_ms = 8};
/* A transaction takes all that are there; as many again are asked about meanwhile. */
static const struct window window_of_changes = {.least = 500, .most = 1000, .soon_ms = 60};

struct slot {
    struct many *many;
    uint64_t ticket; /* 0: answered */
    int64_t sent_ms;
    struct buffer written; /* the domain as it was given; the next one finds the room */
    char *early;           /* what will be printed; NULL: nothing waits */
    size_t length;         /* of that */
};

struct many {
    struct session *session;
    struct source *source;
    struct request request; /* what all have in common, and the latest domain */
    struct loop_timer *flush;
    struct slot *slots;
    size_t ring, first, used; /* slots: how many, the oldest, how many are taken */
    struct window window;
    size_t flying;
    size_t printed;
    bool several;  /* faults name their domain */
    bool in_order; /* answers are printed in the source's order */
    bool ended;    /* the source has no more */
};

static void many_pump(void *arg);

static void many_flush(void *arg)
{
    struct many *many = arg;

    output_flush(&many->session->output);
}

static void many_end(struct many *many)
{
    for (size_t i = 0; i < many->ring; i++) {
        struct slot *slot = &many->slots[i];

        if (slot->ticket) {
            engine_cancel(many->session->options->engine, slot->ticket);
        }
        buffer_clear(&slot->written);
        free(slot->early);
    }
    source_close(many->source);
    request_clear(&many->request);
    loop_timer_free(many->flush);
    free(many->slots);
    session_end(many->session);
    free(many);
}

/* An empty line between answers that are no rows of a table. */
static bool is_apart(const struct session *session)
{
    return session->output.form == FORM_PLAIN ||
           (session->output.form == FORM_TABLE && !session->show.in_rows);
}

static void reply_render(struct many *many, const struct slot *slot, const struct reply *reply)
{
    struct session *session = many->session;

    session->exit = exit_worse(session->exit, exit_of_reply(reply));
    if (is_apart(session)) {
        session->show.pages = 0;
    }
    if (!reply->status) {
        show_reply(&session->show, reply);
    } else if (session->show.in_rows) {
        show_fault_row(&session->show, buffer_text(&slot->written), &reply->fault);
    } else {
        show_fault(&session->output, many->several ? buffer_text(&slot->written) : NULL,
                   &reply->fault);
    }
}

/* Where an answer begins at the end of the output. */
static size_t answer_begin(struct many *many)
{
    struct buffer *pending = &many->session->output.pending;

    if (is_apart(many->session) && many->printed > 0) {
        buffer_add_byte(pending, '\n');
    }
    return pending->length;
}

static void answer_end(struct many *many)
{
    many->printed++;
    output_settle(&many->session->output);
}

static void answer_write(struct many *many, const struct slot *slot, const struct reply *reply)
{
    struct buffer *pending = &many->session->output.pending;
    size_t before = pending->length, from = answer_begin(many);

    reply_render(many, slot, reply);
    if (pending->length > from) {
        answer_end(many);
    } else {
        buffer_cut(pending, before);
    }
}

/* Takes the answer away again, as its turn has not come. */
static void answer_keep(struct many *many, struct slot *slot, const struct reply *reply)
{
    struct buffer *pending = &many->session->output.pending;
    size_t from = pending->length;

    reply_render(many, slot, reply);
    if (pending->length > from) {
        slot->length = pending->length - from;
        slot->early = mem_dup(pending->bytes + from, slot->length);
        buffer_cut(pending, from);
    }
}

static void kept_write(struct many *many, struct slot *slot)
{
    if (slot->early) {
        answer_begin(many);
        buffer_add(&many->session->output.pending, slot->early, slot->length);
        free(slot->early);
        slot->early = NULL;
        answer_end(many);
    }
}

/* Writes what has its turn, and frees its slots. */
static void slots_write(struct many *many)
{
    while (many->used > 0 && !many->slots[many->first].ticket) {
        kept_write(many, &many->slots[many->first]);
        many->first = (many->first + 1) % many->ring;
        many->used--;
    }
}

static void window_note(struct window *window, int64_t took_ms)
{
    if (took_ms > window->soon_ms && window->size < window->most) {
        window->size++;
    } else if (took_ms <= window->soon_ms && window->size > window->least) {
        window->size--;
    }
}

static void answered(void *arg, struct reply *reply)
{
    struct slot *slot = arg;
    struct many *many = slot->many;

    window_note(&many->window, clock_monotonic() - slot->sent_ms);
    if (!many->in_order || slot == &many->slots[many->first]) {
        answer_write(many, slot, reply);
    } else {
        answer_keep(many, slot, reply);
    }
    slot->ticket = 0;
    many->flying--;
    slots_write(many);
    many_pump(many);
}

static void domain_send(struct many *many, struct slot *slot)
{
    slot->many = many;
    slot->sent_ms = clock_monotonic();
    request_replace(&many->request, "domain", buffer_text(&slot->written));
    many->used++;
    many->flying++;
    slot->ticket = engine_submit(many->session->options->engine, &many->request, answered, slot);
}

static bool has_room(const struct many *many)
{
    return !many->ended && many->flying < many->window.size && many->used < many->ring;
}

/* Sends as much as may fly; ends when everything is answered, or nobody reads any more. */
static void many_pump(void *arg)
{
    struct many *many = arg;
    enum source_step step = SOURCE_NAME;

    while (step == SOURCE_NAME && has_room(many)) {
        struct slot *slot = &many->slots[(many->first + many->used) % many->ring];
        struct fault fault = {0};

        step = source_next(many->source, &slot->written, &fault);
        if (step == SOURCE_NAME) {
            domain_send(many, slot);
        } else if (step == SOURCE_FAILED) {
            session_fail(many->session, &fault);
        }
        many->ended = step == SOURCE_END || step == SOURCE_FAILED;
    }
    if ((many->ended && many->used == 0) || many->session->output.gone) {
        many_end(many);
    }
}

static enum status source_choose(struct session *session, struct source **out, struct fault *fault)
{
    const char *file = args_get(session->args, "file");

    if (file) {
        return source_of_file(session, file, out, fault);
    }
    *out = args_has(session->args, "all") ? source_of_list(session) : source_of_words(session);
    return STATUS_OK;
}

/* Everything but the domains; a long list looks quickly unless told otherwise. */
static enum status many_request(struct session *session, struct request *request,
                                struct fault *fault)
{
    session_request(session, session->args->verb, request);
    if (session->show.in_rows && !args_has(session->args, "deep")) {
        request_set(request, "quick", "");
    }
    return session_fill(session, request, fault);
}

/* Looking at many can be done at once; what changes something is done in the order it was written,
 * so that of two equal names the first wins. */
static bool only_looks(enum verb verb)
{
    return verb == VERB_CHECK || verb == VERB_DOMAINS_VERIFY;
}

/* As the user says, or as it goes. */
static struct window window_choose(const struct args *args)
{
    size_t wish = only_looks(args->verb) ? args_number(args, "in-flight", 0) : 1;
    struct window window = args->verb == VERB_CHECK ? window_of_checks : window_of_changes;

    if (wish > 0) {
        window.most = wish > MOST_IN_FLIGHT ? MOST_IN_FLIGHT : wish;
        window.least = window.most;
    }
    window.size = window.least;
    return window;
}

static void many_start(struct many *many)
{
    struct session *session = many->session;

    many->window = window_choose(session->args);
    many->ring = many->window.most * WINDOWS;
    many->slots = mem_array(many->ring, sizeof many->slots[0]);
    many->in_order = !args_has(session->args, "all");
    many->several = args_get_nth(session->args, "domain", 1) != NULL;
    many->source->more = many_pump;
    many->source->arg = many;
    many->flush = loop_timer_new(session->options->loop, many_flush, many);
    loop_timer_start(many->flush, FLUSH_MS, FLUSH_MS);
    if (session->show.in_rows) {
        show_check_headings(&session->show);
    }
    many_pump(many);
}

void flow_many(struct session *session)
{
    struct many *many = mem_new(sizeof *many);
    struct fault fault = {0};

    many->session = session;
    session->show.in_rows = args_has(session->args, "file") || args_has(session->args, "all");
    if (many_request(session, &many->request, &fault) ||
        source_choose(session, &many->source, &fault)) {
        session_fail(session, &fault);
        many_end(many);
        return;
    }
    many_start(many);
}
