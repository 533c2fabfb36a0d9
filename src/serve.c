// SPDX-License-Identifier: MIT
#include "serve.h"

#include "base/words.h"
#include "cli/cli.h"
#include "server/server.h"

#include <signal.h>
#include <stdio.h>

static const char default_listen[] = "127.0.0.1:8425";

struct serving {
    struct loop *loop;
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
        server_drain(serving->server, drained, serving);
    }
}

static void serve(struct serving *serving, const char *socket)
{
    struct loop_signal *terminate = loop_signal_new(serving->loop, SIGTERM, end_wanted, serving);
    struct loop_signal *interrupt = loop_signal_new(serving->loop, SIGINT, end_wanted, serving);

    fprintf(stderr, _("vouch: listening on %s and %s\n"), server_url(serving->server), socket);
    loop_run(serving->loop);
    loop_signal_free(terminate);
    loop_signal_free(interrupt);
}

int serve_run(const struct args *args, const struct globals *globals, struct loop *loop,
              struct engine *engine, const struct clock *clock)
{
    const char *listen = args_get(args, "listen");
    struct serving serving = {.loop = loop};
    struct buffer socket = {0};
    struct server_options options = {
        .loop = loop,
        .engine = engine,
        .clock = clock,
        .listen = listen ? listen : default_listen,
        .socket_too = args_get(args, "socket"),
        .tls_cert = args_get(args, "tls-cert"),
        .tls_key = args_get(args, "tls-key"),
    };
    struct fault fault = {0};
    int code = 0;

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
