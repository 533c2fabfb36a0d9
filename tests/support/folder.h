// SPDX-License-Identifier: MIT
#pragma once
/* A folder of a test's own under /tmp, gone when the test is. Static, so that any floor may use it.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct folder {
    char path[64];
};

__attribute__((unused)) static void folder_make(struct folder *folder)
{
    snprintf(folder->path, sizeof folder->path, "/tmp/vouch-test-XXXXXX");
    if (!mkdtemp(folder->path)) {
        abort();
    }
}

__attribute__((unused)) static void folder_file(const struct folder *folder, const char *name,
                                                char out[256])
{
    snprintf(out, 256, "%s/%s", folder->path, name);
}

/* Files only, one level: tests make no more. */
__attribute__((unused)) static void folder_remove(const struct folder *folder)
{
    DIR *open = opendir(folder->path);
    const struct dirent *entry;
    char path[256 + 64];

    (void)chmod(folder->path, 0700);
    while (open && (entry = readdir(open))) {
        snprintf(path, sizeof path, "%s/%s", folder->path, entry->d_name);
        unlink(path);
    }
    if (open) {
        closedir(open);
    }
    rmdir(folder->path);
}
