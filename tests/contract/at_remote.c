// SPDX-License-Identifier: MIT
/* The same engine asked from elsewhere: through a server of this process and our own client, over
 * TCP, over TLS and over a Unix socket. */
#include "local/local.h"
#include "remote/remote.h"
#include "server/server.h"
#include "tests/contract/stage.h"
#include "wire/wire.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LISTEN_TEXT = 40 };

struct far {
    struct engine *here;
    struct server *server;
    char socket[256], certificate[256], key[256];
};

static void engine_make(struct stage *stage, struct far *far)
{
    struct local_options options = {.loop = stage->loop,
                                    .clock = &stage->clock,
                                    .profile = &stage->profile,
                                    .providers = stage->providers,
                                    .folder = stage->folder.path,
                                    .home = stage->folder.path,
                                    .spell = wire_answer_line};

    options.resolver = stage_resolver(stage);
    assert_int_equal(local_engine_new(&options, &far->here, NULL), STATUS_OK);
    for (int seat = 0; seat < SEAT_COUNT; seat++) {
        stage->seats[seat].engine = far->here;
    }
    DONE(stage_ask(stage, SEAT_OWNER, VERB_PROJECT_CREATE, "name", "owner", NULL));
    DONE(stage_ask(stage, SEAT_OWNER, VERB_PROJECT_CREATE, "name", "guest", NULL));
    text_copy(stage->seats[SEAT_OWNER].project, 64, "owner");
    text_copy(stage->seats[SEAT_GUEST].project, 64, "guest");
    text_copy(stage->seats[SEAT_READER].project, 64, "owner");
}

/* A port that was free a moment ago, or where who wants to hear the traffic expects us. */
static void listen_text(char out[LISTEN_TEXT])
{
    struct sockaddr_in place = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    const char *expected = getenv("CONTRACT_LISTEN");
    socklen_t size = sizeof place;
    int fd;

    if (expected) {
        text_copy(out, LISTEN_TEXT, expected);
        return;
    }
    fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(fd, (struct sockaddr *)&place, size), 0);
    assert_int_equal(getsockname(fd, (struct sockaddr *)&place, &size), 0);
    close(fd);
    snprintf(out, LISTEN_TEXT, "127.0.0.1:%d", ntohs(place.sin_port));
}

static void certificate_make(struct far *far)
{
    const char *const words[] = {"openssl",
                                 "req",
                                 "-x509",
                                 "-newkey",
                                 "ec",
                                 "-pkeyopt",
                                 "ec_paramgen_curve:P-256",
                                 "-nodes",
                                 "-days",
                                 "2",
                                 "-subj",
                                 "/CN=vouch",
                                 "-addext",
                                 "subjectAltName=IP:127.0.0.1",
                                 "-keyout",
                                 far->key,
                                 "-out",
                                 far->certificate,
                                 NULL};
    posix_spawn_file_actions_t quiet;
    pid_t child;
    int status;

    posix_spawn_file_actions_init(&quiet);
    posix_spawn_file_actions_addopen(&quiet, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    assert_int_equal(
        posix_spawnp(&child, words[0], &quiet, NULL, (char *const *)(uintptr_t)words, environ), 0);
    posix_spawn_file_actions_destroy(&quiet);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

static void server_make(struct stage *stage, struct far *far, bool tcp, bool tls)
{
    char listen[LISTEN_TEXT];
    struct server_options options = {
        .loop = stage->loop, .engine = far->here, .clock = &stage->clock, .socket = far->socket};

    folder_file(&stage->folder, "vouch.sock", far->socket);
    folder_file(&stage->folder, "cert.pem", far->certificate);
    folder_file(&stage->folder, "key.pem", far->key);
    if (tls) {
        certificate_make(far);
        options.tls_cert = far->certificate;
        options.tls_key = far->key;
    }
    if (tcp) {
        listen_text(listen);
        options.listen = listen;
    }
    assert_int_equal(server_new(&options, &far->server, NULL), STATUS_OK);
}

static struct far *far_open(struct stage *stage, bool tcp, bool tls)
{
    struct far *far = mem_new(sizeof *far);

    stage->own = far;
    engine_make(stage, far);
    server_make(stage, far, tcp, tls);
    return far;
}

static void seat_take(struct stage *stage, enum seat seat, bool tls)
{
    struct far *far = stage->own;
    const struct credential *made;
    const char *through = getenv("CONTRACT_URL");
    char secret[256];
    FILE *file;
    struct remote_options options = {.loop = stage->loop,
                                     .clock = &stage->clock,
                                     .url = through ? through : server_url(far->server),
                                     .secret_file = secret,
                                     .ca_file = tls ? far->certificate : NULL,
                                     .project = stage->seats[seat].project};

    DONE(stage_ask(stage, seat, VERB_PROJECT_CREDENTIALS, "new", "",
                   seat == SEAT_READER ? "read" : NULL, "", NULL));
    made = &stage->reply.as.credentials.items[0];
    options.access_key = made->access_key;
    folder_file(&stage->folder, "secret", secret);
    file = fopen(secret, "w");
    assert_non_null(file);
    fprintf(file, "%s \n", made->secret_key);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(remote_engine_new(&options, &stage->seats[seat].engine, NULL), STATUS_OK);
    assert_int_equal(unlink(secret), 0);
}

static void tcp_open(struct stage *stage, bool tls)
{
    far_open(stage, true, tls);
    for (int seat = 0; seat < SEAT_COUNT; seat++) {
        seat_take(stage, (enum seat)seat, tls);
    }
}

static void plain_open(struct stage *stage)
{
    tcp_open(stage, false);
}

static void tls_open(struct stage *stage)
{
    tcp_open(stage, true);
}

static void unix_open(struct stage *stage)
{
    struct far *far = far_open(stage, false, false);
    struct remote_options options = {
        .loop = stage->loop, .clock = &stage->clock, .socket = far->socket};

    assert_true(remote_socket_answers(far->socket));
    for (int seat = 0; seat < SEAT_COUNT; seat++) {
        options.project = stage->seats[seat].project;
        assert_int_equal(remote_engine_new(&options, &stage->seats[seat].engine, NULL), STATUS_OK);
    }
    stage->seats[SEAT_READER].read_only = true;
}

static void far_shut(struct stage *stage)
{
    struct far *far = stage->own;

    for (int seat = 0; seat < SEAT_COUNT; seat++) {
        engine_close(stage->seats[seat].engine);
    }
    server_free(far->server);
    engine_close(far->here);
    free(far);
}

const struct flavour flavour_plain = {"plain", plain_open, far_shut};
const struct flavour flavour_tls = {"tls", tls_open, far_shut};
const struct flavour flavour_unix = {"unix", unix_open, far_shut};
