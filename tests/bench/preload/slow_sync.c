// SPDX-License-Identifier: MIT
/*
 * Set before the C library (LD_PRELOAD): every sync takes SYNC_US microseconds more, as on a disk
 * that is slower than this machine's. Whoever waits for it loses that time, and no processor's.
 */
#include <dlfcn.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

typedef int sync_fn(int fd);

static void wait_more(void)
{
    const char *text = getenv("SYNC_US");
    long more = text ? atol(text) : 0;
    struct timespec time = {more / 1000000, more % 1000000 * 1000};

    nanosleep(&time, NULL);
}

static int slowly(const char *name, int fd)
{
    sync_fn *real = (sync_fn *)(uintptr_t)dlsym(RTLD_NEXT, name);
    int result = real(fd);

    wait_more();
    return result;
}

int fsync(int fd)
{
    return slowly("fsync", fd);
}

int fdatasync(int fd)
{
    return slowly("fdatasync", fd);
}
