// SPDX-License-Identifier: MIT
#include "serve.h"

#include "base/log.h"
#include "cli/cli.h"

#include <signal.h>
#include <stdio.h>

static const char default_listen[] = "127.0.0.1:8425";

struct serving {
    struct service *service;
    struct loop *loop;
    bool is_ending;
};

static void drained(void *arg)
{
    struct serving *serving = arg;

    loop_stop(serving->loop);
}

/* The second one does not wait. */
static void end_wanted(void *arg, int signal)
{
    struct serving *serving = arg;

    (void)signal;
    if (serving->is_ending) {
        loop_stop(serving->loop);
    } else {
        serving->is_ending = true;
        service_notify("STOPPING=1");
        log_event(LOG_INFO, "draining", NULL, 0);
        server_drain(serving->service->server, drained, serving);
    }
}

static void reload_wanted(void *arg, int signal)
{
    struct serving *serving = arg;
    char state[64];

    (void)signal;
    snprintf(state, sizeof state, "RELOADING=1\nMONOTONIC_USEC=%lld",
             (long long)clock_monotonic() * 1000);
    service_notify(state);
    service_reload(serving->service);
    service_notify("READY=1");
}

static void serve(struct serving *serving, const char *socket)
{
    struct loop_signal *terminate = loop_signal_new(serving->loop, SIGTERM, end_wanted, serving);
    struct loop_signal *interrupt = loop_signal_new(serving->loop, SIGINT, end_wanted, serving);
    struct loop_signal *hang_up = loop_signal_new(serving->loop, SIGHUP, reload_wanted, serving);

    LOG_EVENT(LOG_INFO, "listening", {"url", server_url(serving->service->server)},
              {"socket", socket}, {"version", VOUCH_VERSION});
    service_notify("READY=1");
    loop_run(serving->loop);
    loop_signal_free(terminate);
    loop_signal_free(interrupt);
    loop_signal_free(hang_up);
    log_event(LOG_INFO, "ended", NULL, 0);
}

int serve_run(struct service *service, struct loop *loop, const struct clock *clock)
{
    const struct globals *globals = service->globals;
    const char *listen = service_said(service->args, globals, SETTING_LISTEN);
    struct serving serving = {.service = service, .loop = loop};
    struct buffer socket = {0};
    struct server_options options = {
        .loop = loop,
        .engine = service->engine,
        .clock = clock,
        .listen = listen ? listen : default_listen,
        .socket_too = service_said(service->args, globals, SETTING_SOCKET),
        .tls_cert = service_said(service->args, globals, SETTING_TLS_CERT),
        .tls_key = service_said(service->args, globals, SETTING_TLS_KEY),
    };
    struct fault fault = {0};
    int code = 0;

    service_log(globals);
    buffer_printf(&socket, "%s/vouch.sock", globals_get(globals, GLOBAL_DATA));
    options.socket = socket.bytes;
    if (server_new(&options, &service->server, &fault)) {
        code = cli_refuse(globals, &fault);
    } else {
        serve(&serving, socket.bytes);
        server_free(service->server);
    }
    buffer_clear(&socket);
    return code;
}
