// SPDX-License-Identifier: MIT
#include "cli/session.h"

#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "engine/cursor.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { PAGE = 500, LOG_USUAL = 1000 };

/* A long list, a page at a time: the next page is asked for when one is printed. */
struct pages {
    struct session *session;
    size_t left;             /* rows the user still wants */
    char after[CURSOR_TEXT]; /* "" : from where the user says */
};

static void page_answered(void *arg, struct reply *reply);

static enum status page_request(const struct pages *pages, struct request *request,
                                struct fault *fault)
{
    enum status status;
    char limit[24];

    session_request(pages->session, pages->session->args->verb, request);
    status = session_fill(pages->session, request, fault);
    if (status) {
        return status;
    }
    snprintf(limit, sizeof limit, "%zu", pages->left < PAGE ? pages->left : PAGE);
    request_replace(request, "limit", limit);
    if (pages->after[0]) {
        request_replace(request, "after", pages->after);
    }
    return STATUS_OK;
}

static void pages_end(struct pages *pages)
{
    session_end(pages->session);
    free(pages);
}

static void page_ask(struct pages *pages)
{
    struct request request;
    struct fault fault = {0};

    if (page_request(pages, &request, &fault)) {
        session_fail(pages->session, &fault);
        pages_end(pages);
    } else {
        session_submit(pages->session, &request, page_answered, pages);
    }
    request_clear(&request);
}

/* What a page holds, and where the next begins, for both kinds of list. */
static size_t page_count(const struct reply *reply, const char **next)
{
    if (reply->kind == REPLY_LOG) {
        *next = reply->as.log.next;
        return reply->as.log.count;
    }
    *next = reply->as.domains.next;
    return reply->as.domains.count;
}

static void page_show(struct pages *pages, const struct reply *reply, size_t count)
{
    struct session *session = pages->session;

    if (count == 0 && session->show.pages == 0) {
        if (session->output.form == FORM_TABLE) {
            buffer_printf(&session->output.pending, "%s\n", _("Nothing to list."));
        }
        return;
    }
    show_reply(&session->show, reply);
    output_settle(&session->output);
}

static void more_show(const struct session *session, const char *next, struct buffer *out)
{
    if (session->output.form == FORM_TABLE && *next) {
        buffer_printf(out, _("More: --after %s"), next);
        buffer_add_byte(out, '\n');
    }
}

static void page_answered(void *arg, struct reply *reply)
{
    struct pages *pages = arg;
    struct session *session = pages->session;
    const char *next;
    size_t count;

    if (!session_accept(session, reply)) {
        pages_end(pages);
        return;
    }
    count = page_count(reply, &next);
    page_show(pages, reply, count);
    pages->left -= count < pages->left ? count : pages->left;
    if (!*next || pages->left == 0 || session->output.gone) {
        more_show(session, next, &session->output.pending);
        pages_end(pages);
        return;
    }
    text_copy(pages->after, sizeof pages->after, next);
    page_ask(pages);
}

void flow_pages(struct session *session)
{
    bool is_log = session->args->verb == VERB_DOMAINS_LOG;
    struct pages *pages = mem_new(sizeof *pages);

    pages->session = session;
    pages->left = args_number(session->args, "limit", is_log ? LOG_USUAL : SIZE_MAX);
    if (pages->left == 0) {
        pages_end(pages);
        return;
    }
    page_ask(pages);
}
