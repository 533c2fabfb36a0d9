// SPDX-License-Identifier: MIT
#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "cli/source.h"

#include <stdlib.h>

/*
 * Many domains, one request each: a window of them in flight, answers printed in the order of the
 * source or as they come. In order, an answer that is early waits as text in its slot; the ring is
 * a few windows long, so that one slow domain does not stop the rest at once.
 */
/* ANSWER_BYTES: room for most answers at once. */
enum { MOST_IN_FLIGHT = 20000, WINDOWS = 4, FLUSH_MS = 100, ANSWER_BYTES = 1000 };

/* How many are in flight. Where answers come soon a few keep everybody busy, and all that they are
 * made of stays near the processor; the slower answers come, the more are on their way. */
struct window {
    size_t least, most;
    int64_t soon_ms;
    size_t size; /* at this time */
};

static const struct window window_of_checks = {.least = 64, .most = 200, .soon_ms = 8};
/* A transaction takes all that are there. */
static const struct window window_of_changes = {.least = 250, .most = 1000, .soon_ms = 60};

struct slot {
    struct many *many;
    uint64_t ticket; /* 0: answered */
    int64_t sent_ms;
    char *written;      /* the domain as it was given */
    struct buffer text; /* what will be printed */
};

struct many {
    struct session *session;
    struct source *source;
    struct request request; /* what all have in common, and the latest domain */
    struct buffer name;
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

static void slot_clear(struct slot *slot)
{
    free(slot->written);
    slot->written = NULL;
    buffer_clear(&slot->text);
}

static void many_end(struct many *many)
{
    for (; many->used > 0; many->used--) {
        struct slot *slot = &many->slots[many->first];

        if (slot->ticket) {
            engine_cancel(many->session->options->engine, slot->ticket);
        }
        slot_clear(slot);
        many->first = (many->first + 1) % many->ring;
    }
    source_close(many->source);
    request_clear(&many->request);
    buffer_clear(&many->name);
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

static void text_emit(struct many *many, struct buffer *text)
{
    struct session *session = many->session;

    if (text->length == 0) {
        return;
    }
    if (is_apart(session) && many->printed > 0) {
        buffer_add_byte(&session->output.pending, '\n');
    }
    buffer_add(&session->output.pending, text->bytes, text->length);
    buffer_reset(text);
    many->printed++;
    output_settle(&session->output);
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
        show_fault_row(&session->show, slot->written, &reply->fault);
    } else {
        show_fault(&session->output, many->several ? slot->written : NULL, &reply->fault);
    }
}

/* The answer as text in its slot, not yet in the output. */
static void slot_render(struct many *many, struct slot *slot, const struct reply *reply)
{
    struct output *output = &many->session->output;
    struct buffer pending = output->pending;

    buffer_reserve(&slot->text, ANSWER_BYTES);
    output->pending = slot->text;
    reply_render(many, slot, reply);
    slot->text = output->pending;
    output->pending = pending;
}

/* Prints what has its turn, and frees its slots. */
static void slots_emit(struct many *many)
{
    while (many->used > 0 && !many->slots[many->first].ticket) {
        struct slot *slot = &many->slots[many->first];

        text_emit(many, &slot->text);
        slot_clear(slot);
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
    slot_render(many, slot, reply);
    slot->ticket = 0;
    many->flying--;
    if (!many->in_order) {
        text_emit(many, &slot->text);
    }
    slots_emit(many);
    many_pump(many);
}

static void domain_send(struct many *many)
{
    struct slot *slot = &many->slots[(many->first + many->used) % many->ring];

    slot->many = many;
    slot->sent_ms = clock_monotonic();
    slot->written = mem_text(buffer_text(&many->name));
    request_replace(&many->request, "domain", slot->written);
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
        struct fault fault = {0};

        step = source_next(many->source, &many->name, &fault);
        if (step == SOURCE_NAME) {
            domain_send(many);
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
