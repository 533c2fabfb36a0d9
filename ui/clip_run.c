// SPDX-License-Identifier: MIT
#include "ui/clipboard.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* The program reads from `in`; what it says goes nowhere, for the screen is ours. */
static bool start(const char *const *program, int in, pid_t *pid)
{
    char *words[8] = {NULL};
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t defaults;
    int error;

    assert(program[0]);
    for (size_t i = 0; program[i] && i < COUNT(words) - 1; i++) {
        words[i] = (char *)(uintptr_t)program[i];
    }
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    error = posix_spawnp(pid, program[0], &actions, &attributes, words, environ);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return error == 0;
}

static bool write_all(int fd, const char *bytes, size_t n)
{
    while (n > 0) {
        ssize_t written = write(fd, bytes, n);

        if (written < 0 && errno != EINTR) {
            return false;
        }
        if (written > 0) {
            bytes += written;
            n -= (size_t)written;
        }
    }
    return true;
}

static bool ended_well(pid_t pid)
{
    int how = 0;

    while (waitpid(pid, &how, 0) < 0) {
        if (errno != EINTR) {
            return false;
        }
    }
    return WIFEXITED(how) && WEXITSTATUS(how) == 0;
}

bool clip_run(const char *const *program, const char *text)
{
    int pipes[2];
    pid_t pid = 0;
    bool started, written;

    if (pipe2(pipes, O_CLOEXEC) != 0) {
        return false;
    }
    started = start(program, pipes[0], &pid);
    close(pipes[0]);
    written = started && write_all(pipes[1], text, strlen(text));
    close(pipes[1]);
    return started && ended_well(pid) && written;
}
