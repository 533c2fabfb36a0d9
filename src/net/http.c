// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/words.h"
#include "net/http_inside.h"

#include <stdlib.h>

enum { HTTP_CONNECTIONS = 16 };

/* Answers those calls that libcurl is done with. The callbacks may send and cancel others. */
static void http_settle(struct http *http)
{
    CURLMsg *message;
    int left;

    while ((message = curl_multi_info_read(http->multi, &left))) {
        struct http_call *call = NULL;

        if (message->msg == CURLMSG_DONE &&
            curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &call) == CURLE_OK && call) {
            http_call_end(call, message->data.result);
        }
    }
}

static void http_drive(struct http *http, curl_socket_t fd, int events)
{
    int running;

    curl_multi_socket_action(http->multi, fd, events, &running);
    http_settle(http);
}

static void timer_rang(void *arg)
{
    http_drive(arg, CURL_SOCKET_TIMEOUT, 0);
}

/* libcurl asks for its next turn; -1: it needs none. */
static int timer_wanted(CURLM *multi, long after_ms, void *arg)
{
    struct http *http = arg;

    (void)multi;
    if (after_ms < 0) {
        loop_timer_stop(http->timer);
    } else {
        loop_timer_start(http->timer, (uint64_t)after_ms, 0);
    }
    return 0;
}

struct http_socket {
    struct http *http;
    struct loop_watch *watch;
    curl_socket_t fd;
};

static void socket_seen(void *arg, bool readable, bool writable, int error)
{
    struct http_socket *socket = arg;
    int events = (readable ? CURL_CSELECT_IN : 0) | (writable ? CURL_CSELECT_OUT : 0) |
                 (error ? CURL_CSELECT_ERR : 0);

    http_drive(socket->http, socket->fd, events); /* may free the socket */
}

static void socket_free(struct http_socket *socket)
{
    if (socket) {
        loop_watch_free(socket->watch);
        free(socket);
    }
}

static struct http_socket *socket_new(struct http *http, curl_socket_t fd)
{
    struct http_socket *socket = mem_new(sizeof *socket);

    socket->http = http;
    socket->fd = fd;
    socket->watch = loop_watch_new(http->loop, fd, socket_seen, socket);
    if (!socket->watch) {
        socket_free(socket);
        return NULL;
    }
    curl_multi_assign(http->multi, fd, socket);
    return socket;
}

static int socket_wanted(CURL *easy, curl_socket_t fd, int what, void *arg, void *known)
{
    struct http *http = arg;
    struct http_socket *socket = known;

    (void)easy;
    if (what == CURL_POLL_REMOVE) {
        socket_free(socket);
        curl_multi_assign(http->multi, fd, NULL);
        return 0;
    }
    socket = socket ? socket : socket_new(http, fd);
    if (!socket) {
        return -1; /* the transfer fails; its timer would find out anyway */
    }
    loop_watch_want(socket->watch, (what & CURL_POLL_IN) != 0, (what & CURL_POLL_OUT) != 0);
    return 0;
}

static void multi_configure(struct http *http)
{
    curl_multi_setopt(http->multi, CURLMOPT_SOCKETFUNCTION, socket_wanted);
    curl_multi_setopt(http->multi, CURLMOPT_SOCKETDATA, http);
    curl_multi_setopt(http->multi, CURLMOPT_TIMERFUNCTION, timer_wanted);
    curl_multi_setopt(http->multi, CURLMOPT_TIMERDATA, http);
    curl_multi_setopt(http->multi, CURLMOPT_PIPELINING, (long)CURLPIPE_NOTHING);
    curl_multi_setopt(http->multi, CURLMOPT_MAX_HOST_CONNECTIONS, (long)HTTP_CONNECTIONS);
    curl_multi_setopt(http->multi, CURLMOPT_MAXCONNECTS, (long)HTTP_CONNECTIONS);
}

enum status http_new(const struct http_options *options, struct http **out, struct fault *fault)
{
    const curl_version_info_data *curl = curl_version_info(CURLVERSION_NOW);
    struct http *http;

    /* Names would be looked up on the loop otherwise. */
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK ||
        !(curl->features & CURL_VERSION_ASYNCHDNS)) {
        return fault_set(fault, STATUS_INTERNAL, "no-http", _("libcurl %s cannot be used"),
                         curl->version);
    }
    http = mem_new(sizeof *http);
    http->loop = options->loop;
    http->ca_file = mem_text(options->ca_file);
    http->socket = mem_text(options->socket);
    http->timer = loop_timer_new(options->loop, timer_rang, http);
    http->multi = curl_multi_init();
    LIST_INIT(&http->calls);
    if (!http->multi) {
        http_free(http);
        return fault_set(fault, STATUS_INTERNAL, "no-http", _("libcurl %s cannot be used"),
                         curl->version);
    }
    multi_configure(http);
    *out = http;
    return STATUS_OK;
}

void http_free(struct http *http)
{
    struct http_call *call;

    if (!http) {
        return;
    }
    while ((call = LIST_FIRST(&http->calls))) {
        http_cancel(call);
    }
    if (http->multi) {
        curl_multi_cleanup(http->multi); /* closes the connections: their watches go */
    }
    loop_timer_free(http->timer);
    free(http->ca_file);
    free(http->socket);
    free(http);
    curl_global_cleanup();
}

struct http_call *http_send(struct http *http, const struct http_request *request,
                            http_done_fn *done, void *arg)
{
    struct http_call *call = http_call_new(http, request);

    call->done = done;
    call->arg = arg;
    LIST_INSERT_HEAD(&http->calls, call, link);
    curl_multi_add_handle(http->multi, call->easy); /* asks for the timer: begins next turn */
    return call;
}

void http_cancel(struct http_call *call)
{
    http_call_free(call);
}
