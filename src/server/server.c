// SPDX-License-Identifier: MIT
#include "server/server.h"

#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "engine/limits.h"
#include "server/inside.h"

#include <assert.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

enum { DESCRIPTORS = 4 * LIMIT_CONNECTIONS };

/* Both listeners at their limit, the store, the resolver. */
static void descriptors_raise(void)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < DESCRIPTORS) {
        limit.rlim_cur = limit.rlim_max < DESCRIPTORS ? limit.rlim_max : DESCRIPTORS;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}

/* Who comes by the Unix socket is the user who runs this (or root in their name). */
static void peer_write(char out[64])
{
    const struct passwd *account = getpwuid(geteuid());

    if (account && account->pw_name && *account->pw_name) {
        text_safe_copy(out, 64, account->pw_name, strlen(account->pw_name));
    } else {
        snprintf(out, 64, "uid %u", (unsigned)geteuid());
    }
}

static bool is_loopback(const struct address *address)
{
    static const char *const ranges[] = {"127.0.0.0/8", "::1/128"};
    struct address_range range;

    for (size_t i = 0; i < COUNT(ranges); i++) {
        if (address_range_parse(ranges[i], &range) && address_in(address, &range)) {
            return true;
        }
    }
    return false;
}

static enum status half_fault(struct fault *fault)
{
    return fault_set(fault, STATUS_INVALID, "usage",
                     _("--tls-cert and --tls-key are given together, or not at all"));
}

static enum status read_listen(const struct server_options *options, struct address *out,
                               struct fault *fault)
{
    if (!address_parse_port(options->listen, out)) {
        return fault_set(fault, STATUS_INVALID, "usage",
                         _("--listen wants ADDRESS[:PORT], not \"%s\""), options->listen);
    }
    out->port = out->port ? out->port : SERVER_PORT;
    if ((options->tls_cert != NULL) != (options->tls_key != NULL)) {
        return half_fault(fault);
    }
    if (!options->tls_cert && !is_loopback(out)) {
        return fault_set(fault, STATUS_INVALID, "usage",
                         _("%s is no loopback address: others are listened on with --tls-cert "
                           "and --tls-key only"),
                         options->listen);
    }
    return STATUS_OK;
}

static enum status listen_tcp(struct server *server, const struct server_options *options,
                              struct fault *fault)
{
    struct address address;
    char text[ADDRESS_TEXT];
    struct httpd **place = &server->httpds[server->httpd_count];
    enum status status = read_listen(options, &address, fault);

    if (status == STATUS_OK) {
        status = httpd_tcp(server, &address, options->tls_cert, options->tls_key, place, fault);
    }
    if (status == STATUS_OK) {
        address_port_text(&address, text);
        snprintf(server->url, sizeof server->url, "%s://%s", options->tls_cert ? "https" : "http",
                 text);
        server->httpd_count++;
    }
    return status;
}

static enum status listen_unix(struct server *server, const char *path, struct fault *fault)
{
    enum status status = STATUS_OK;

    if (path) {
        status = httpd_unix(server, path, &server->httpds[server->httpd_count], fault);
        server->httpd_count += status == STATUS_OK;
    }
    return status;
}

static void outgoing_free(struct server *server)
{
    struct httpd *outgoing = server->outgoing;

    server->outgoing = NULL; /* its last guests leave now */
    httpd_free(outgoing);
}

static void outgoing_sweep(void *arg)
{
    outgoing_free(arg);
}

enum status server_new(const struct server_options *options, struct server **out,
                       struct fault *fault)
{
    struct server *server = mem_new(sizeof *server);
    enum status status;

    server->loop = options->loop;
    server->engine = options->engine;
    server->clock = options->clock;
    server->sweep = loop_timer_new(options->loop, outgoing_sweep, server);
    peer_write(server->peer);
    descriptors_raise();
    server->farewell = farewell_new(options->loop);
    server->events = events_new(options->loop, options->engine, options->clock);
    status = listen_unix(server, options->socket, fault);
    status = status ? status : listen_unix(server, options->socket_too, fault);
    if (status == STATUS_OK && options->listen) {
        status = listen_tcp(server, options, fault);
    }
    if (status) {
        server_free(server);
        return status;
    }
    *out = server;
    return STATUS_OK;
}

enum status server_certify(struct server *server, const char *cert, const char *key,
                           struct fault *fault)
{
    struct httpd *fresh = NULL, **place = &server->httpds[server->httpd_count - 1];
    enum status status;

    assert(text_starts(server->url, "https:")); /* TCP is the last that is listened on */
    if (!cert || !key) {
        return half_fault(fault);
    }
    status = httpd_renew(*place, cert, key, &fresh, fault);
    if (status == STATUS_OK) {
        outgoing_free(server);
        server->outgoing = *place;
        *place = fresh;
        server_guest_left(server);
    }
    return status;
}

const char *server_url(const struct server *server)
{
    return server->url;
}

static void drained(void *arg)
{
    struct server *server = arg;
    loop_fn *done = server->drained;

    server->drained = NULL;
    loop_timer_stop(server->drain);
    done(server->drained_arg);
}

/* The timer also says "later": nobody is called from where a guest leaves. */
void server_guest_left(struct server *server)
{
    size_t guests = 0;

    for (size_t i = 0; i < server->httpd_count; i++) {
        guests += server->httpds[i]->guests;
    }
    if (server->outgoing) {
        guests += server->outgoing->guests;
        if (server->outgoing->guests == 0) {
            loop_timer_start(server->sweep, 0, 0);
        }
    }
    if (server->draining && server->drained && guests == 0) {
        loop_timer_start(server->drain, 0, 0);
    }
}

void server_drain(struct server *server, loop_fn *done, void *arg)
{
    server->draining = true;
    server->drained = done;
    server->drained_arg = arg;
    server->drain = loop_timer_new(server->loop, drained, server);
    loop_timer_start(server->drain, LIMIT_DRAIN_MS, 0);
    events_end(server->events);
    for (size_t i = 0; i < server->httpd_count; i++) {
        httpd_close_door(server->httpds[i]);
    }
    if (server->outgoing) {
        httpd_close_door(server->outgoing);
    }
    server_guest_left(server);
}

void server_free(struct server *server)
{
    if (!server) {
        return;
    }
    server->drained = NULL;
    outgoing_free(server);
    while (server->httpd_count > 0) {
        httpd_free(server->httpds[--server->httpd_count]);
    }
    events_free(server->events);
    farewell_free(server->farewell);
    loop_timer_free(server->drain);
    loop_timer_free(server->sweep);
    free(server);
}
