// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "engine/limits.h"
#include "server/inside.h"

#include <stdlib.h>
#include <sys/socket.h>

enum { REAPER_MS = 500 };

static struct guest_row *row_of(struct guest *guest)
{
    return guest->is_busy ? &guest->httpd->busy : &guest->httpd->idle;
}

static void row_leave(struct guest *guest)
{
    struct guest_row *row = row_of(guest);

    *(guest->previous ? &guest->previous->next : &row->first) = guest->next;
    *(guest->next ? &guest->next->previous : &row->last) = guest->previous;
    guest->next = guest->previous = NULL;
}

static void row_join(struct guest *guest)
{
    struct guest_row *row = row_of(guest);

    guest->since = clock_monotonic();
    guest->previous = row->last;
    *(row->last ? &row->last->next : &row->first) = guest;
    row->last = guest;
}

static void gauge_move(struct httpd *httpd, int by)
{
    struct metrics *metrics = &httpd->server->metrics;

    *(httpd->is_local ? &metrics->open_unix : &metrics->open_tcp) += (size_t)by;
}

struct guest *guest_new(struct httpd *httpd, int fd)
{
    struct guest *guest = mem_new(sizeof *guest);

    guest->httpd = httpd;
    guest->fd = fd;
    row_join(guest);
    if (httpd->guests++ == 0) {
        loop_timer_start(httpd->reaper, REAPER_MS, REAPER_MS);
    }
    gauge_move(httpd, 1);
    return guest;
}

void guest_free(struct guest *guest)
{
    struct httpd *httpd = guest->httpd;

    row_leave(guest);
    if (guest->is_cut_short && !guest->is_leaving) {
        farewell_add(httpd->server->farewell, guest->fd);
    }
    free(guest);
    if (--httpd->guests == 0) {
        loop_timer_stop(httpd->reaper);
    }
    gauge_move(httpd, -1);
    server_guest_left(httpd->server);
}

void guest_is_busy(struct guest *guest, bool busy)
{
    row_leave(guest);
    guest->is_busy = busy;
    row_join(guest);
}

void guest_show_out(struct guest *guest)
{
    if (!guest->is_leaving) {
        guest->is_leaving = true;
        shutdown(guest->fd, SHUT_RDWR);
        if (guest->visit) {
            visit_abandon(guest->visit);
        }
    }
}

static void guest_cut(struct guest *guest)
{
    if (!guest->is_leaving) {
        guest->httpd->server->metrics.refused++;
        guest_show_out(guest);
    }
}

bool guests_make_room(struct httpd *httpd)
{
    struct guest *guest = httpd->idle.first;

    if (httpd->guests < LIMIT_CONNECTIONS) {
        return true;
    }
    if (guest) {
        guest_cut(guest);
        MHD_run(httpd->daemon); /* it notices, and its place is free */
    }
    httpd->server->metrics.refused += httpd->guests >= LIMIT_CONNECTIONS;
    return httpd->guests < LIMIT_CONNECTIONS;
}

static void row_reap(struct guest_row *row, int64_t most_ms)
{
    int64_t now = clock_monotonic();

    for (struct guest *guest = row->first; guest && now - guest->since > most_ms;
         guest = guest->next) {
        guest_cut(guest);
    }
}

/* libmicrohttpd does not see an end that came together with the last request. */
static bool has_hung_up(const struct guest *guest)
{
    char byte;

    return recv(guest->fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

/* Those who came just now may have sent requests that are not begun yet. */
static void row_see_off(struct guest_row *row)
{
    int64_t now = clock_monotonic();

    for (struct guest *guest = row->first; guest && now - guest->since > REAPER_MS;
         guest = guest->next) {
        if (!guest->is_leaving && has_hung_up(guest)) {
            guest_show_out(guest);
        }
    }
}

void guests_reap(void *arg)
{
    struct httpd *httpd = arg;

    row_see_off(&httpd->idle);
    row_reap(&httpd->idle, LIMIT_HEAD_MS);
    row_reap(&httpd->busy, LIMIT_REQUEST_MS);
}

void guests_show_out_idle(struct httpd *httpd)
{
    for (struct guest *guest = httpd->idle.first; guest; guest = guest->next) {
        guest_show_out(guest);
    }
}
