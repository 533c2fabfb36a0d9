// SPDX-License-Identifier: MIT
#include "ui/free_path.h"

#include "base/words.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static void write_path(const char *folder, const char *name, int number, struct buffer *out)
{
    buffer_reset(out);
    buffer_printf(out, "%s%s%s", folder, *folder ? "/" : "", name);
    if (number > 1) {
        buffer_printf(out, "-%d", number);
    }
    buffer_add_text(out, ".txt");
}

enum status free_path_take(const char *folder, const char *name, struct buffer *out,
                           struct fault *fault)
{
    for (int number = 1; number <= FREE_PATH_TRIES; number++) {
        int fd;

        write_path(folder, name, number, out);
        fd = open(buffer_text(out), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, FREE_PATH_MODE);
        if (fd >= 0) {
            close(fd);
            return STATUS_OK;
        }
        if (errno != EEXIST) {
            return fault_set(fault, STATUS_IO, "file-error", "%s: %s", buffer_text(out),
                             strerror(errno));
        }
    }
    return fault_set(fault, STATUS_REFUSED, "file-exists",
                     _("%s and all names like it are taken: remove some"), buffer_text(out));
}
