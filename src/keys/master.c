// SPDX-License-Identifier: MIT
#include "keys/master.h"

#include "base/encode.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/random.h"
#include "base/text.h"
#include "base/words.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define MASTER_NAME "master.key"
#define CREDENTIAL_NAME "vouch-master-key"

static char *path_join(const char *folder, const char *name)
{
    struct buffer path = {0};

    buffer_printf(&path, "%s/%s", folder, name);
    return buffer_take(&path);
}

/* Somebody else's file is read or refused, never made. */
static const char *given_file(const struct master_source *source)
{
    const char *named = source->file ? source->file : getenv("VOUCH_MASTER_KEY_FILE");

    return named && *named ? named : NULL;
}

/* A credential counts only when the unit really passes one. */
static char *credential_path(void)
{
    const char *folder = getenv("CREDENTIALS_DIRECTORY");
    struct stat about;
    char *path;

    if (!folder || !*folder) {
        return NULL;
    }
    path = path_join(folder, CREDENTIAL_NAME);
    if (stat(path, &about) != 0) {
        free(path);
        return NULL;
    }
    return path;
}

char *master_key_path(const struct master_source *source)
{
    const char *given = given_file(source);
    char *credential;

    if (given) {
        return mem_text(given);
    }
    credential = credential_path();
    return credential ? credential : path_join(source->folder, MASTER_NAME);
}

static enum status permissions_check(const char *path, const struct stat *about,
                                     struct fault *fault)
{
    if (!S_ISREG(about->st_mode)) {
        return fault_set(fault, STATUS_IO, "master-key-malformed",
                         _("the master key %s is not a file"), path);
    }
    if (about->st_mode & (S_IRWXG | S_IRWXO)) {
        return fault_set(fault, STATUS_IO, "master-key-readable",
                         _("others may read the master key %s: allow only its owner, chmod 600"),
                         path);
    }
    return STATUS_OK;
}

/* The key out of what the file holds; the caller wipes text. */
static bool key_read(struct buffer *text, struct master_key *out)
{
    struct buffer bytes = {0};
    size_t length = text->length;
    bool good = length == MASTER_KEY;

    if (good) {
        memcpy(out->bytes, text->bytes, MASTER_KEY);
        return true;
    }
    while (length && strchr(" \t\r\n", text->bytes[length - 1])) {
        length--;
    }
    good = length == (size_t)2 * MASTER_KEY && decode_hex(&bytes, text->bytes, length);
    if (good) {
        memcpy(out->bytes, bytes.bytes, MASTER_KEY);
        mem_wipe(bytes.bytes, bytes.length);
    }
    buffer_clear(&bytes);
    return good;
}

static enum status key_load(const char *path, struct master_key *out, struct fault *fault)
{
    struct buffer text = {0};
    enum status status = file_read(path, 4096, &text, fault);

    if (status == STATUS_OK && !key_read(&text, out)) {
        status = fault_set(fault, STATUS_IO, "master-key-malformed",
                           _("the master key %s is not 32 bytes or 64 hex digits"), path);
    }
    if (text.bytes) {
        mem_wipe(text.bytes, text.length);
    }
    buffer_clear(&text);
    return status;
}

static enum status key_make(const char *path, struct master_key *out, struct fault *fault)
{
    struct buffer text = {0};
    enum status status;

    random_bytes(out->bytes, MASTER_KEY);
    encode_hex(&text, out->bytes, MASTER_KEY);
    buffer_add_byte(&text, '\n');
    status = file_write(path, text.bytes, text.length, 0600, fault);
    mem_wipe(text.bytes, text.length);
    buffer_clear(&text);
    return status;
}

enum status master_key_load(const struct master_source *source, struct master_key *out,
                            struct fault *fault)
{
    char *path = master_key_path(source);
    char *beside = path_join(source->folder, MASTER_NAME);
    struct stat about;
    enum status status;

    if (stat(path, &about) == 0) {
        status = permissions_check(path, &about, fault);
        status = status ? status : key_load(path, out, fault);
    } else if (errno == ENOENT && source->may_make && text_equal(path, beside)) {
        status = key_make(path, out, fault);
    } else {
        status = fault_set(fault, STATUS_IO, "master-key-missing",
                           _("the master key %s cannot be read (%s); without it the sealed keys of "
                             "this store cannot be opened; nothing was changed"),
                           path, strerror(errno));
    }
    free(path);
    free(beside);
    return status;
}

void master_key_clear(struct master_key *key)
{
    mem_wipe(key, sizeof *key);
}
