// SPDX-License-Identifier: MIT
#include "ui/crash.h"

#include "base/memory.h"
#include "base/status.h"

#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

enum { CRASH_STACK = 64 * 1024 };

static const int signals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};

/* A signal handler has no argument to be told by: this is the one thing it may look at. */
static _Atomic(const struct crash *) *armed(void)
{
    static _Atomic(const struct crash *) crash;

    return &crash;
}

static void restore(void)
{
    const struct crash *crash = atomic_exchange(armed(), NULL);

    if (crash) {
        if (write(crash->fd, crash->bytes, crash->count) < 0) {
            /* nobody is left to tell */
        }
        tcsetattr(crash->fd, TCSANOW, &crash->modes);
    }
}

static void fatal(int signal)
{
    static const char words[] =
        "vouch: stopped by a fault of its own; the terminal is yours again.\n";

    restore();
    if (write(STDERR_FILENO, words, sizeof words - 1) < 0) {
        /* nobody is left to tell */
    }
    raise(signal); /* SA_RESETHAND: the default action follows */
}

void crash_arm(const struct crash *crash)
{
    struct sigaction action = {.sa_handler = fatal};
    stack_t stack = {.ss_sp = mem_new(CRASH_STACK), .ss_size = CRASH_STACK};

    atomic_store(armed(), crash);
    sigaltstack(&stack, NULL);
    action.sa_flags = (int)(SA_ONSTACK | SA_RESETHAND | SA_NODEFER);
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < COUNT(signals); i++) {
        sigaction(signals[i], &action, NULL);
    }
    mem_on_exhaustion(restore);
}

void crash_disarm(void)
{
    stack_t stack, none = {.ss_flags = SS_DISABLE};

    if (!atomic_exchange(armed(), NULL)) {
        return; /* the signals and their stack are somebody else's */
    }
    mem_on_exhaustion(NULL);
    for (size_t i = 0; i < COUNT(signals); i++) {
        signal(signals[i], SIG_DFL);
    }
    if (sigaltstack(&none, &stack) == 0) {
        free(stack.ss_sp);
    }
}
