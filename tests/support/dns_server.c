// SPDX-License-Identifier: MIT
#include "tests/support/dns_server.h"

#include "base/status.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { ARGUMENTS = 8 };

static void become(const char *const argv[], int in, int out)
{
    const char *words[ARGUMENTS + 1] = {"python3"};

    for (size_t i = 0; argv[i] && i + 1 < COUNT(words); i++) {
        words[i + 1] = argv[i];
        words[i + 2] = NULL;
    }
    dup2(in, STDIN_FILENO);
    dup2(out, STDOUT_FILENO);
    execvp("python3", (char *const *)(uintptr_t)words);
    _exit(127);
}

void dns_server_start(struct dns_server *server, const char *const argv[])
{
    int in[2];
    int out[2];
    FILE *said;
    unsigned port = 0;

    assert_int_equal(pipe(in), 0);
    assert_int_equal(pipe(out), 0);
    server->pid = fork();
    assert_true(server->pid >= 0);
    if (server->pid == 0) {
        close(in[1]);
        close(out[0]);
        become(argv, in[0], out[1]);
    }
    close(in[0]);
    close(out[1]);
    server->leash = in[1];
    said = fdopen(out[0], "r");
    assert_non_null(said);
    assert_int_equal(fscanf(said, "PORT %u", &port), 1);
    fclose(said);
    server->port = (uint16_t)port;
}

void dns_server_stop(struct dns_server *server)
{
    close(server->leash);
    kill(server->pid, SIGTERM);
    waitpid(server->pid, NULL, 0);
}
