// SPDX-License-Identifier: MIT
#include "store/lock.h"

#include "base/buffer.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "store/reach.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

enum { LOCK_PAUSE_MS = 50 };

struct store_lock {
    int fd;
};

static char *lock_path(const char *folder)
{
    struct buffer path = {0};

    buffer_printf(&path, "%s/vouch.lock", folder);
    return buffer_take(&path);
}

/* "4711 vouch\n", as its holder wrote it; anything else is somebody unknown. */
static void holder_read(int fd, struct store_holder *out)
{
    char text[128];
    ssize_t n = pread(fd, text, sizeof text - 1, 0);
    char *end = text;
    long pid;

    *out = (struct store_holder){.program = "vouch"};
    if (n <= 0) {
        return;
    }
    text[n] = '\0';
    text[strcspn(text, "\n")] = '\0';
    pid = strtol(text, &end, 10);
    if (pid > 0 && *end == ' ') {
        out->pid = (pid_t)pid;
        text_safe_copy(out->program, sizeof out->program, end + 1, strlen(end + 1));
    }
}

/* Content of a file that only its holder writes; a failure costs a name in a message. */
static void holder_write(int fd, const char *program)
{
    char text[96];
    int n = snprintf(text, sizeof text, "%ld %.60s\n", (long)getpid(), program);

    if (ftruncate(fd, 0) == 0 && pwrite(fd, text, (size_t)n, 0) != n) {
        log_line(LOG_WARN, "vouch.lock: %s", strerror(errno));
    }
}

static bool lock_try(int fd)
{
    int result;

    do {
        result = flock(fd, LOCK_EX | LOCK_NB);
    } while (result != 0 && errno == EINTR);
    return result == 0;
}

static bool lock_wait(int fd, int wait_ms)
{
    const struct timespec pause = {0, LOCK_PAUSE_MS * 1000000L};
    int64_t until = clock_monotonic() + wait_ms;

    while (!lock_try(fd)) {
        if (clock_monotonic() >= until) {
            return false;
        }
        nanosleep(&pause, NULL);
    }
    return true;
}

static enum status held_fault(int fd, const char *folder, struct fault *fault)
{
    struct store_holder holder;
    char pid[24];

    holder_read(fd, &holder);
    if (holder.pid == 0) {
        return fault_set(fault, STATUS_BUSY, "store-held",
                         _("another process has the store %s open"), folder);
    }
    snprintf(pid, sizeof pid, "%ld", (long)holder.pid);
    fault_set(fault, STATUS_BUSY, "store-held",
              _("%s (process %s) has the store %s open; end it, or work through it"),
              holder.program, pid, folder);
    fault_detail(fault, "pid", pid);
    fault_detail(fault, "program", holder.program);
    return STATUS_BUSY;
}

enum status store_lock_take(const char *folder, const char *program, int wait_ms,
                            struct store_lock **out, struct fault *fault)
{
    char *path = lock_path(folder);
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    enum status status = STATUS_OK;

    if (fd < 0) {
        status = store_reach_fault(path, errno, fault);
    } else if (!lock_wait(fd, wait_ms)) {
        status = held_fault(fd, folder, fault);
        close(fd);
    }
    free(path);
    if (status) {
        return status;
    }
    holder_write(fd, program);
    *out = mem_new(sizeof **out);
    (*out)->fd = fd;
    return STATUS_OK;
}

void store_lock_free(struct store_lock *lock)
{
    if (lock) {
        close(lock->fd);
        free(lock);
    }
}

bool store_lock_holder(const char *folder, struct store_holder *out)
{
    char *path = lock_path(folder);
    int fd = open(path, O_RDWR | O_CLOEXEC);
    bool held = fd >= 0 && !lock_try(fd);

    free(path);
    if (held) {
        holder_read(fd, out);
    }
    if (fd >= 0) {
        close(fd); /* lets go of what lock_try() may have got */
    }
    return held;
}
