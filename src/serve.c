// SPDX-License-Identifier: MIT
#include "serve.h"

#include "base/log.h"
#include "cli/cli.h"
#include "server/server.h"
#include "service.h"

#include <signal.h>
#include <stdio.h>

static const char default_listen[] = "127.0.0.1:8425";

struct serving {
    const struct args *args;
    struct globals *globals;
    struct loop *loop;
    struct engine *engine;
    struct server *server;
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
        server_drain(serving->server, drained, serving);
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
    service_reload(serving->args, serving->globals, serving->engine);
    service_notify("READY=1");
}

static void serve(struct serving *serving, const char *socket)
{
    struct loop_signal *terminate = loop_signal_new(serving->loop, SIGTERM, end_wanted, serving);
    struct loop_signal *interrupt = loop_signal_new(serving->loop, SIGINT, end_wanted, serving);
    struct loop_signal *hang_up = loop_signal_new(serving->loop, SIGHUP, reload_wanted, serving);

    LOG_EVENT(LOG_INFO, "listening", {"url", server_url(serving->server)}, {"socket", socket},
              {"version", VOUCH_VERSION});
    service_notify("READY=1");
    loop_run(serving->loop);
    loop_signal_free(terminate);
    loop_signal_free(interrupt);
    loop_signal_free(hang_up);
    log_event(LOG_INFO, "ended", NULL, 0);
}

/* What holds: the option, or what the environment or vouch.conf says. */
static const char *said(const struct args *args, const struct globals *globals,
                        enum setting setting)
{
    const char *value = args_get(args, setting_at(setting)->name);

    return value ? value : globals_setting(globals, setting);
}

int serve_run(const struct args *args, struct globals *globals, struct loop *loop,
              struct engine *engine, const struct clock *clock)
{
    const char *listen = said(args, globals, SETTING_LISTEN);
    struct serving serving = {.args = args, .globals = globals, .loop = loop, .engine = engine};
    struct buffer socket = {0};
    struct server_options options = {
        .loop = loop,
        .engine = engine,
        .clock = clock,
        .listen = listen ? listen : default_listen,
        .socket_too = said(args, globals, SETTING_SOCKET),
        .tls_cert = said(args, globals, SETTING_TLS_CERT),
        .tls_key = said(args, globals, SETTING_TLS_KEY),
    };
    struct fault fault = {0};
    int code = 0;

    service_log(globals);
    buffer_printf(&socket, "%s/vouch.sock", globals_get(globals, GLOBAL_DATA));
    options.socket = socket.bytes;
    if (server_new(&options, &serving.server, &fault)) {
        code = cli_refuse(globals, &fault);
    } else {
        serve(&serving, socket.bytes);
        server_free(serving.server);
    }
    buffer_clear(&socket);
    return code;
}
