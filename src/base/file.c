// SPDX-License-Identifier: MIT
#include "base/file.h"

#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIECE = 16384 };

static enum status system_fault(struct fault *fault, const char *path, int error)
{
    enum status status = error == ENOENT ? STATUS_MISSING : STATUS_IO;
    const char *code = error == ENOENT ? "no-file" : "file-error";

    status = fault_set(fault, status, code, "%s: %s", path, strerror(error));
    fault_detail(fault, "path", path);
    return status;
}

static ssize_t read_some(int fd, void *bytes, size_t n)
{
    ssize_t got;

    do {
        got = read(fd, bytes, n);
    } while (got < 0 && errno == EINTR);
    return got;
}

static enum status read_all(int fd, const char *path, size_t limit, struct buffer *out,
                            struct fault *fault)
{
    char piece[PIECE];
    size_t total = 0;

    for (;;) {
        ssize_t got = read_some(fd, piece, sizeof piece);

        if (got < 0) {
            return system_fault(fault, path, errno);
        }
        if (got == 0) {
            return STATUS_OK;
        }
        total += (size_t)got;
        if (total > limit) {
            return fault_set(fault, STATUS_INVALID, "file-too-large", "%s: larger than %zu bytes",
                             path, limit);
        }
        buffer_add(out, piece, (size_t)got);
    }
}

enum status file_read(const char *path, size_t limit, struct buffer *out, struct fault *fault)
{
    bool standard_input = text_equal(path, "-");
    size_t before = out->length;
    enum status status;
    int fd = standard_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);

    if (fd < 0) {
        return system_fault(fault, path, errno);
    }
    status = read_all(fd, path, limit, out, fault);
    if (status != STATUS_OK) {
        buffer_cut(out, before);
    }
    if (!standard_input) {
        close(fd);
    }
    return status;
}

enum status file_read_private(const char *path, size_t limit, struct buffer *out,
                              struct fault *fault)
{
    struct stat about;

    if (stat(path, &about) == 0 && (about.st_mode & (S_IRWXG | S_IRWXO))) {
        return fault_set(fault, STATUS_INVALID, "secret-readable",
                         _("others may read %s: allow only its owner, chmod 600"), path);
    }
    return file_read(path, limit, out, fault);
}

static bool write_all(int fd, const char *bytes, size_t n)
{
    while (n > 0) {
        ssize_t put = write(fd, bytes, n);

        if (put < 0 && errno != EINTR) {
            return false;
        }
        if (put > 0) {
            bytes += put;
            n -= (size_t)put;
        }
    }
    return true;
}

/* The folder a path lies in, yours. */
static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');

    if (slash == NULL) {
        return mem_text(".");
    }
    return mem_text_n(path, slash == path ? 1 : (size_t)(slash - path));
}

/* The new name survives a power loss only when the folder is on the disk as well. */
static void sync_folder(const char *path)
{
    char *folder = folder_of(path);
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd >= 0) {
        (void)fsync(fd); /* some file systems cannot; the rename has happened anyway */
        close(fd);
    }
    free(folder);
}

/* Leaves errno behind when it fails. */
static bool fill_file(int fd, const void *bytes, size_t n, unsigned mode)
{
    bool filled = fchmod(fd, (mode_t)mode) == 0 && write_all(fd, bytes, n) && fsync(fd) == 0;
    int error = errno;

    if (close(fd) != 0 && filled) {
        return false;
    }
    errno = error;
    return filled;
}

/* A device or a pipe is written into; a rename would put a plain file in its place. */
static enum status write_into(const char *path, const void *bytes, size_t n, struct fault *fault)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    bool written = fd >= 0 && write_all(fd, bytes, n);
    enum status status = written ? STATUS_OK : system_fault(fault, path, errno);

    if (fd >= 0) {
        close(fd);
    }
    return status;
}

static bool is_special(const char *path)
{
    struct stat found;

    return stat(path, &found) == 0 && !S_ISREG(found.st_mode) && !S_ISDIR(found.st_mode);
}

enum status file_write(const char *path, const void *bytes, size_t n, unsigned mode,
                       struct fault *fault)
{
    struct buffer temporary = {0};
    enum status status = STATUS_OK;
    int fd;

    if (is_special(path)) {
        return write_into(path, bytes, n, fault);
    }
    buffer_printf(&temporary, "%s.XXXXXX", path);
    fd = mkostemp(temporary.bytes, O_CLOEXEC);
    if (fd < 0) {
        status = system_fault(fault, path, errno);
        goto done;
    }
    if (!fill_file(fd, bytes, n, mode) || rename(temporary.bytes, path) != 0) {
        status = system_fault(fault, path, errno);
        unlink(temporary.bytes);
        goto done;
    }
    sync_folder(path);
done:
    buffer_clear(&temporary);
    return status;
}

static bool is_folder(const char *path)
{
    struct stat found;

    return stat(path, &found) == 0 && S_ISDIR(found.st_mode);
}

/* 0, or why not. */
static int make_one(const char *path, unsigned mode)
{
    int error;

    if (is_folder(path) || mkdir(path, (mode_t)mode) == 0) {
        return 0;
    }
    error = errno;
    if (error != EEXIST) {
        return error;
    }
    return is_folder(path) ? 0 : ENOTDIR; /* somebody else may have been faster */
}

enum status file_make_folder(const char *path, unsigned mode, struct fault *fault)
{
    char *part = mem_text(path);
    enum status status = STATUS_OK;
    int error = 0;

    for (char *slash = part; error == 0 && slash != NULL;) {
        slash = slash[0] == '\0' ? NULL : strchr(slash + 1, '/');
        if (slash != NULL) {
            *slash = '\0';
        }
        error = make_one(part, mode);
        if (error) {
            status = system_fault(fault, part, error);
        }
        if (slash != NULL) {
            *slash = '/';
        }
    }
    free(part);
    errno = error;
    return status;
}
