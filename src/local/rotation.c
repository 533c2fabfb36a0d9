// SPDX-License-Identifier: MIT
#include "local/rotation.h"

#include "base/clock.h"
#include "base/encode.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/random.h"
#include "base/words.h"
#include "keys/seal.h"
#include "local/detail.h"
#include "local/gate.h"
#include "local/handler.h"
#include "local/repeat.h"
#include "local/table.h"
#include "local/vault.h"
#include "store/sealed.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct rotation {
    struct local *local;
    uint64_t asker; /* its ticket */
    struct master_key master;
    struct key_ring *ring;
    char *path, *file; /* the key's place; where it is written first, the same with --to */
    int64_t counts[SEALED_KIND_COUNT];
};

void rotation_free(struct rotation *rotation)
{
    if (rotation) {
        master_key_clear(&rotation->master);
        key_ring_free(rotation->ring);
        free(rotation->path);
        free(rotation->file);
        free(rotation);
    }
}

const struct key_ring *rotation_ring(const struct rotation *rotation)
{
    return rotation ? rotation->ring : NULL;
}

char *rotation_waiting(const char *path)
{
    struct buffer file = {0};

    buffer_printf(&file, "%s.next", path);
    return buffer_take(&file);
}

static enum status system_fault(const char *path, struct fault *fault)
{
    return fault_set(fault, STATUS_IO, "file-error", "%s: %s", path, strerror(errno));
}

enum status rotation_settle(const char *path, int64_t now, struct fault *fault)
{
    struct buffer old = {0};
    char *file = rotation_waiting(path);
    char when[CLOCK_TEXT];
    enum status status = STATUS_OK;

    clock_rfc3339(now, when);
    buffer_printf(&old, "%s.until-%s", path, when);
    if (link(path, buffer_text(&old)) != 0 && errno != EEXIST) {
        status = system_fault(path, fault);
    } else if (rename(file, path) != 0) {
        status = system_fault(file, fault);
    }
    buffer_clear(&old);
    free(file);
    return status;
}

/* What the key opens is not written before the key itself is on the disk. */
static enum status key_keep(const struct rotation *rotation, struct fault *fault)
{
    struct buffer text = {0};
    struct stat about;
    enum status status;

    if (strcmp(rotation->path, rotation->file) == 0 && lstat(rotation->file, &about) == 0) {
        fault_set(fault, STATUS_REFUSED, "file-exists",
                  _("%s is there already; nothing was changed"), rotation->file);
        fault_detail(fault, "path", rotation->file);
        return STATUS_REFUSED;
    }
    encode_hex(&text, rotation->master.bytes, MASTER_KEY);
    buffer_add_byte(&text, '\n');
    status = file_write(rotation->file, text.bytes, text.length, 0600, fault);
    mem_wipe(text.bytes, text.length);
    buffer_clear(&text);
    return status;
}

static void place_of(const struct sealed_row *row, struct buffer *out, enum seal_purpose *purpose)
{
    static const enum seal_purpose purposes[] = {[SEALED_DKIM] = SEAL_DKIM,
                                                 [SEALED_SPARE] = SEAL_DKIM,
                                                 [SEALED_CREDENTIAL] = SEAL_CREDENTIAL,
                                                 [SEALED_ANSWER] = SEAL_ANSWER};

    *purpose = purposes[row->kind];
    switch (row->kind) {
    case SEALED_DKIM:
        vault_domain_place(row->id, row->name, row->selector, out);
        break;
    case SEALED_SPARE:
        vault_stock_place(out);
        break;
    case SEALED_CREDENTIAL:
        vault_credential_place(row->name, out);
        break;
    case SEALED_ANSWER:
    case SEALED_KIND_COUNT:
        repeat_place(row->id, row->name, out);
        break;
    }
}

static enum status seal_anew(void *arg, const struct sealed_row *row, struct buffer *anew,
                             struct fault *fault)
{
    struct rotation *rotation = arg;
    struct buffer place = {0};
    struct secret plain = {0};
    enum seal_purpose purpose;
    enum status status;

    place_of(row, &place, &purpose);
    status = unseal(rotation->local->ring, purpose, buffer_text(&place), row->sealed.bytes,
                    row->sealed.length, &plain, fault);
    status = status ? status
                    : seal(rotation->ring, purpose, buffer_text(&place), plain.bytes, plain.length,
                           anew, fault);
    secret_clear(&plain);
    buffer_clear(&place);
    return status;
}

static enum status rotate_all(struct task *task, struct db *db, struct fault *fault)
{
    struct rotation *rotation = task->along_arg;
    struct detail detail = {0};
    enum status status = key_keep(rotation, fault);

    for (int kind = 0; kind < SEALED_KIND_COUNT && status == STATUS_OK; kind++) {
        status = sealed_rewrite(db, (enum sealed_kind)kind, seal_anew, rotation,
                                &rotation->counts[kind], fault);
    }
    detail_add(&detail, "master_key", rotation->path);
    status = status ? status : vault_prove(rotation->ring, db, fault);
    status =
        status ? status : task_log(task, db, "", "master-key-rotate", detail_end(&detail), fault);
    detail_clear(&detail);
    return status;
}

static void answer(struct rotation *rotation, const struct fault *fault)
{
    struct task *asker = task_table_find(rotation->local->tasks, rotation->asker);

    if (!asker) {
        return;
    }
    if (fault) {
        task_fail(asker, fault);
        return;
    }
    asker->reply.kind = REPLY_ROTATION;
    asker->reply.as.rotation = (struct reply_rotation){
        .master_key = mem_text(rotation->path),
        .keys = rotation->counts[SEALED_DKIM] + rotation->counts[SEALED_SPARE],
        .credentials = rotation->counts[SEALED_CREDENTIAL]};
    task_answer(asker);
}

/* It is on the disk: from now on the next key is the key. That its file has not got its name yet is
 * no harm: it will when the store is opened. */
static void rotated(void *arg, struct reply *reply)
{
    struct rotation *rotation = arg;
    struct local *local = rotation->local;

    local->rotation = NULL;
    if (reply->status == STATUS_OK) {
        struct key_ring *old = local->ring;

        local->ring = rotation->ring;
        rotation->ring = old;
        if (strcmp(rotation->path, rotation->file) != 0) {
            (void)!rotation_settle(rotation->path, local_now(local), NULL);
        }
        answer(rotation, NULL);
    } else {
        if (strcmp(rotation->path, rotation->file) != 0) {
            unlink(rotation->file);
        }
        answer(rotation, &reply->fault);
    }
    rotation_free(rotation);
}

static enum status rotation_new(struct task *task, struct rotation **out, struct fault *fault)
{
    struct local *local = task->local;
    struct rotation *rotation = mem_new(sizeof *rotation);
    struct master_source source = {.file = local->options.master_key_file, .folder = local->folder};
    const char *to = request_get(&task->request, "to");
    enum status status;

    rotation->local = local;
    rotation->asker = task->ticket;
    rotation->path = to ? mem_text(to) : master_key_path(&source);
    rotation->file = to ? mem_text(to) : rotation_waiting(rotation->path);
    random_bytes(rotation->master.bytes, MASTER_KEY);
    status = key_ring_new(&rotation->master, &rotation->ring, fault);
    if (status) {
        rotation_free(rotation);
        return status;
    }
    *out = rotation;
    return STATUS_OK;
}

void rotate_master_key(struct task *task)
{
    struct local *local = task->local;
    struct fault fault = {0};
    struct task *writer;

    if (local->rotation) {
        fault_set(&fault, STATUS_BUSY, "rotation-under-way",
                  _("the master key is being changed already"));
        task_fail(task, &fault);
        return;
    }
    if (rotation_new(task, &local->rotation, &fault)) {
        task_fail(task, &fault);
        return;
    }
    writer = task_new(local, &task->request, rotated, local->rotation);
    writer->request.verb = VERB_NONE;
    writer->request.idempotency[0] = '\0';
    writer->project = task->project;
    writer->heavy = true;
    writer->along_arg = local->rotation;
    task_write(writer, rotate_all);
}
