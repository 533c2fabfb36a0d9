// SPDX-License-Identifier: MIT
#include "ui/screen/side_log.h"

#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/screen/log_line.h"
#include "ui/when.h"

#include <stdio.h>
#include <stdlib.h>

enum { REST_MS = 300, ROWS = 6, TIME_AT = 2, WHO_AT = 18, WHO_CELLS = 9, WHAT_AT = 28 };

static void drop_rows(struct side_log *log)
{
    for (size_t i = 0; i < log->count; i++) {
        free(log->rows[i].detail);
    }
    free(log->rows);
    log->rows = NULL;
    log->count = 0;
}

static void came(void *arg, struct reply *reply)
{
    struct side_log *log = arg;

    drop_rows(log);
    if (reply->status == STATUS_OK) {
        log->rows = reply->as.log.rows;
        log->count = reply->as.log.count;
        reply->as.log.rows = NULL;
        reply->as.log.count = 0;
    }
}

static void rested(void *arg)
{
    struct side_log *log = arg;
    struct request request;
    char limit[8];

    snprintf(limit, sizeof limit, "%d", ROWS);
    desk_request(log->desk, &request, VERB_DOMAINS_LOG);
    request_set(&request, "domain", log->domain);
    request_set(&request, "limit", limit);
    ask_start(&log->ask, log->desk, &request, came, log);
}

void side_log_init(struct side_log *log, struct desk *desk)
{
    *log = (struct side_log){.desk = desk};
    pause_init(&log->pause, desk, rested, log);
}

void side_log_clear(struct side_log *log)
{
    ask_cancel(&log->ask);
    pause_clear(&log->pause);
    drop_rows(log);
}

void side_log_follow(struct side_log *log, const char *domain)
{
    if (text_equal(log->domain, domain)) {
        return;
    }
    text_copy(log->domain, sizeof log->domain, domain);
    ask_cancel(&log->ask);
    pause_end(&log->pause);
    drop_rows(log);
    if (*domain) {
        pause_begin(&log->pause, REST_MS);
    }
}

void side_log_heard(struct side_log *log, const char *domain)
{
    if (*domain && text_equal(log->domain, domain)) {
        pause_begin(&log->pause, REST_MS);
    }
}

void side_log_draw(const struct side_log *log, struct pane pane, int y)
{
    char time[CLOCK_TEXT];

    pane_put(pane, 0, y++, PAINT_SECTION, _("# Activity"));
    for (size_t i = 0; i < log->count && y < pane.height; i++, y++) {
        const struct log_row *row = &log->rows[i];
        struct buffer what = {0};

        when_date(row->at, time);
        buffer_printf(&what, "%s ", log_sign(row));
        log_what(row, &what);
        pane_put(pane, TIME_AT, y, PAINT_TEXT, time);
        pane_put_in(pane, WHO_AT, y, WHO_CELLS, PAINT_TEXT, row->who);
        pane_put(pane, WHAT_AT, y, PAINT_TEXT, buffer_text(&what));
        buffer_clear(&what);
    }
}
