// SPDX-License-Identifier: MIT
#include "remote/remote.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "remote/inside.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { SECRET_MOST = 4096, PORT_MOST = 65535 };

static uint64_t remote_submit(struct engine *engine, const struct request *request, reply_fn *done,
                              void *arg)
{
    return trip_new((struct remote *)engine, request, done, arg)->ticket;
}

static void remote_cancel(struct engine *engine, uint64_t ticket)
{
    struct trip *trip;

    TAILQ_FOREACH(trip, &((struct remote *)engine)->trips, link)
    {
        if (trip->ticket == ticket) {
            trip_free(trip);
            return;
        }
    }
}

static void remote_watch(struct engine *engine, event_fn *seen, void *arg)
{
    struct remote *remote = (struct remote *)engine;

    for (size_t i = 0; i < REMOTE_WATCHERS; i++) {
        if (!remote->watchers[i].seen) {
            remote->watchers[i] = (struct watcher){seen, arg};
            break;
        }
    }
    if (!remote->follow) {
        remote->follow = follow_new(remote);
    }
}

static void remote_unwatch(struct engine *engine, event_fn *seen, void *arg)
{
    struct remote *remote = (struct remote *)engine;

    for (size_t i = 0; i < REMOTE_WATCHERS; i++) {
        if (remote->watchers[i].seen == seen && remote->watchers[i].arg == arg) {
            remote->watchers[i].seen = NULL;
            return;
        }
    }
}

static void remote_close(struct engine *engine)
{
    struct remote *remote = (struct remote *)engine;

    while (!TAILQ_EMPTY(&remote->trips)) {
        trip_free(TAILQ_FIRST(&remote->trips));
    }
    follow_free(remote->follow);
    http_free(remote->http);
    if (remote->secret.bytes) {
        mem_wipe(remote->secret.bytes, remote->secret.capacity);
    }
    buffer_clear(&remote->secret);
    free(remote->url);
    free(remote->host);
    free(remote);
}

/* What stands between "scheme://" and a last "/": a host and perhaps a port, nothing else. */
static bool is_authority(const char *text, size_t n)
{
    static const char letters[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.";
    const char *end = text + n;
    size_t host =
        text[0] == '[' ? strspn(text + 1, "0123456789abcdefABCDEF:.") + 2 : strspn(text, letters);
    size_t digits;

    if (n == 0 || host == 0 || host > n || (text[0] == '[' && text[host - 1] != ']')) {
        return false;
    }
    if (text + host == end) {
        return true;
    }
    digits = strspn(text + host + 1, "0123456789");
    return text[host] == ':' && digits > 0 && text + host + 1 + digits == end && digits <= 5 &&
           strtol(text + host + 1, NULL, 10) <= PORT_MOST;
}

static enum status read_url(struct remote *remote, const char *url, struct fault *fault)
{
    const char *host = strstr(url, "://");
    size_t n;

    host = host && (text_starts(url, "http://") || text_starts(url, "https://")) ? host + 3 : "";
    n = strcspn(host, "/");
    if (!is_authority(host, n) || strlen(host) > n + 1) {
        return fault_set(fault, STATUS_INVALID, "usage",
                         _("--server wants http://HOST[:PORT] or https://HOST[:PORT], not \"%s\""),
                         url);
    }
    remote->host = mem_text_n(host, n);
    remote->url = mem_text_n(url, (size_t)(host - url) + n);
    return STATUS_OK;
}

static enum status read_secret(struct remote *remote, const char *path, struct fault *fault)
{
    enum status status = file_read(path, SECRET_MOST, &remote->secret, fault);
    const char *bytes = buffer_text(&remote->secret);
    size_t n = remote->secret.length;

    if (status) {
        return status;
    }
    while (n > 0 && strchr(" \t\r\n\v\f", bytes[n - 1])) {
        n--;
    }
    buffer_cut(&remote->secret, n);
    return n > 0 ? STATUS_OK
                 : fault_set(fault, STATUS_INVALID, "usage", _("%s holds no secret key"), path);
}

static enum status read_credentials(struct remote *remote, const struct remote_options *options,
                                    struct fault *fault)
{
    const char *key = options->access_key;

    if (!key || !options->secret_file) {
        return fault_set(fault, STATUS_INVALID, "usage",
                         _("--server wants --access-key and --secret-key-file, too"));
    }
    if (!*key || !text_copy(remote->access_key, sizeof remote->access_key, key) ||
        !text_is_ascii(key, strlen(key)) || strpbrk(key, " \r\n\t")) {
        return fault_set(fault, STATUS_INVALID, "usage", _("\"%s\" is no access key"), key);
    }
    return read_secret(remote, options->secret_file, fault);
}

static enum status remote_set_up(struct remote *remote, const struct remote_options *options,
                                 struct fault *fault)
{
    const struct http_options http = {
        .loop = options->loop, .ca_file = options->ca_file, .socket = options->socket};
    enum status status = STATUS_OK;

    if (options->socket) {
        remote->is_socket = true;
        remote->url = mem_text("http://localhost");
        remote->host = mem_text("localhost");
    } else {
        status = read_url(remote, options->url, fault);
        status = status ? status : read_credentials(remote, options, fault);
    }
    return status ? status : http_new(&http, &remote->http, fault);
}

enum status remote_engine_new(const struct remote_options *options, struct engine **out,
                              struct fault *fault)
{
    static const struct engine_ops ops = {remote_submit, remote_cancel, remote_watch,
                                          remote_unwatch, remote_close};
    struct remote *remote = mem_new(sizeof *remote);
    enum status status;

    remote->base.ops = &ops;
    remote->loop = options->loop;
    remote->clock = options->clock;
    TAILQ_INIT(&remote->trips);
    text_copy(remote->project, sizeof remote->project,
              options->project ? options->project : "default");
    status = remote_set_up(remote, options, fault);
    if (status) {
        remote_close(&remote->base);
        return status;
    }
    *out = &remote->base;
    return STATUS_OK;
}

bool remote_socket_answers(const char *path)
{
    struct sockaddr_un place = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    bool answers = fd >= 0 && text_copy(place.sun_path, sizeof place.sun_path, path) &&
                   (connect(fd, (const struct sockaddr *)&place, sizeof place) == 0 ||
                    errno == EAGAIN); /* a full queue is somebody, too */

    if (fd >= 0) {
        close(fd);
    }
    return answers;
}
