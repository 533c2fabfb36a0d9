// SPDX-License-Identifier: MIT
#include "base/file.h"
#include "base/memory.h"
#include "base/words.h"
#include "engine/limits.h"
#include "server/inside.h"

#include <stdlib.h>
#include <unistd.h>

enum {
    POOL = 2 * LIMIT_HEADER, /* a connection's memory for head and answer */
    SPARE = 64,              /* connections that are on their way out */
    PEM_LIMIT = 1 << 20
};

static const char tls_versions[] = "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2";

static void httpd_turn(struct httpd *httpd)
{
    MHD_UNSIGNED_LONG_LONG wait = 0;

    MHD_run(httpd->daemon);
    if (MHD_get_timeout(httpd->daemon, &wait) == MHD_YES) {
        loop_timer_start(httpd->timer, (uint64_t)wait, 0);
    } else {
        loop_timer_stop(httpd->timer);
    }
}

void httpd_turn_soon(struct httpd *httpd)
{
    loop_timer_start(httpd->timer, 0, 0);
}

static void epoll_ready(void *arg, bool readable, bool writable, int error)
{
    (void)readable;
    (void)writable;
    (void)error;
    httpd_turn(arg);
}

static void time_is_up(void *arg)
{
    httpd_turn(arg);
}

static void somebody_came(void *arg, int fd, const struct sockaddr *peer, socklen_t n)
{
    struct httpd *httpd = arg;

    if (!guests_make_room(httpd)) {
        close(fd);
        return;
    }
    if (MHD_add_connection(httpd->daemon, fd, peer, n) == MHD_YES) { /* closes fd otherwise */
        httpd_turn(httpd);
    }
}

static void connection_seen(void *arg, struct MHD_Connection *connection, void **guest,
                            enum MHD_ConnectionNotificationCode what)
{
    const union MHD_ConnectionInfo *info;

    if (what == MHD_CONNECTION_NOTIFY_STARTED) {
        info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
        *guest = guest_new(arg, info->connect_fd);
    } else if (*guest) {
        guest_free(*guest);
        *guest = NULL;
    }
}

/* Certificate and key as text; NULL: plain. */
static struct MHD_Daemon *daemon_new(struct httpd *httpd, const char *cert, const char *key)
{
    const struct MHD_OptionItem tls[] = {
        {MHD_OPTION_HTTPS_MEM_CERT, 0, (void *)(uintptr_t)cert},
        {MHD_OPTION_HTTPS_MEM_KEY, 0, (void *)(uintptr_t)key},
        {MHD_OPTION_HTTPS_PRIORITIES, 0, (void *)(uintptr_t)tls_versions},
        {MHD_OPTION_END, 0, NULL},
    };
    const struct MHD_OptionItem none[] = {{MHD_OPTION_END, 0, NULL}};
    unsigned flags = MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_NO_LISTEN_SOCKET |
                     (cert ? MHD_USE_TLS : 0);

    return MHD_start_daemon(
        flags, 0, NULL, NULL, visit_step, httpd, MHD_OPTION_ARRAY, cert ? tls : none,
        MHD_OPTION_URI_LOG_CALLBACK, visit_begin, httpd, MHD_OPTION_NOTIFY_COMPLETED, visit_end,
        httpd, MHD_OPTION_NOTIFY_CONNECTION, connection_seen, httpd, MHD_OPTION_STRICT_FOR_CLIENT,
        0, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)POOL, MHD_OPTION_CONNECTION_LIMIT,
        (unsigned)(LIMIT_CONNECTIONS + SPARE), MHD_OPTION_CONNECTION_TIMEOUT, 0U,
        MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1, MHD_OPTION_END);
}

static struct httpd *httpd_new(struct server *server, bool is_local)
{
    struct httpd *httpd = mem_new(sizeof *httpd);

    httpd->server = server;
    httpd->is_local = is_local;
    httpd->timer = loop_timer_new(server->loop, time_is_up, httpd);
    httpd->reaper = loop_timer_new(server->loop, guests_reap, httpd);
    return httpd;
}

static enum status httpd_start(struct httpd *httpd, const char *cert, const char *key,
                               struct fault *fault)
{
    const union MHD_DaemonInfo *info;

    httpd->daemon = daemon_new(httpd, cert, key);
    if (!httpd->daemon) {
        return cert ? fault_set(fault, STATUS_INVALID, "usage",
                                _("--tls-cert and --tls-key do not make a TLS server: they must "
                                  "be PEM, and belong together"))
                    : fault_set(fault, STATUS_IO, "listen", _("the HTTP server cannot start"));
    }
    info = MHD_get_daemon_info(httpd->daemon, MHD_DAEMON_INFO_EPOLL_FD);
    httpd->watch = loop_watch_new(httpd->server->loop, info->epoll_fd, epoll_ready, httpd);
    if (!httpd->watch) {
        return fault_set(fault, STATUS_IO, "listen", _("the HTTP server cannot start"));
    }
    loop_watch_want(httpd->watch, true, false);
    return STATUS_OK;
}

static enum status httpd_start_tls(struct httpd *httpd, const char *cert, const char *key,
                                   struct fault *fault)
{
    struct buffer certificate = {0}, secret = {0};
    enum status status = file_read(cert, PEM_LIMIT, &certificate, fault);

    status = status ? status : file_read(key, PEM_LIMIT, &secret, fault);
    if (status == STATUS_OK) {
        status = httpd_start(httpd, buffer_text(&certificate), buffer_text(&secret), fault);
    }
    if (secret.bytes) {
        mem_wipe(secret.bytes, secret.capacity);
    }
    buffer_clear(&certificate);
    buffer_clear(&secret);
    return status;
}

enum status httpd_tcp(struct server *server, const struct address *address, const char *cert,
                      const char *key, struct httpd **out, struct fault *fault)
{
    struct httpd *httpd = httpd_new(server, false);
    enum status status =
        cert ? httpd_start_tls(httpd, cert, key, fault) : httpd_start(httpd, NULL, NULL, fault);

    if (status == STATUS_OK) {
        status = door_tcp(server->loop, address, somebody_came, httpd, &httpd->door, fault);
    }
    if (status) {
        httpd_free(httpd);
        return status;
    }
    *out = httpd;
    return STATUS_OK;
}

enum status httpd_unix(struct server *server, const char *path, struct httpd **out,
                       struct fault *fault)
{
    struct httpd *httpd = httpd_new(server, true);
    enum status status = httpd_start(httpd, NULL, NULL, fault);

    if (status == STATUS_OK) {
        status = door_unix(server->loop, path, somebody_came, httpd, &httpd->door, fault);
    }
    if (status) {
        httpd_free(httpd);
        return status;
    }
    *out = httpd;
    return STATUS_OK;
}

enum status httpd_renew(struct httpd *old, const char *cert, const char *key, struct httpd **out,
                        struct fault *fault)
{
    struct httpd *httpd = httpd_new(old->server, old->is_local);
    enum status status = httpd_start_tls(httpd, cert, key, fault);

    if (status) {
        httpd_free(httpd);
        return status;
    }
    httpd->door = old->door;
    old->door = NULL;
    door_aim(httpd->door, httpd);
    *out = httpd;
    return STATUS_OK;
}

void httpd_close_door(struct httpd *httpd)
{
    door_free(httpd->door);
    httpd->door = NULL;
    guests_show_out_idle(httpd);
}

void httpd_free(struct httpd *httpd)
{
    if (!httpd) {
        return;
    }
    httpd_close_door(httpd);
    for (struct guest *guest = httpd->busy.first; guest; guest = guest->next) {
        guest_show_out(guest); /* the library may not end while somebody sleeps */
    }
    loop_watch_free(httpd->watch);
    if (httpd->daemon) {
        MHD_stop_daemon(httpd->daemon);
    }
    loop_timer_free(httpd->timer);
    loop_timer_free(httpd->reaper);
    free(httpd);
}
