// SPDX-License-Identifier: MIT
#include "local/repeat.h"

#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "keys/digest.h"
#include "keys/seal.h"
#include "local/vault.h"
#include "store/replays.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

_Static_assert((int)REPLAY_DIGEST == (int)DIGEST_BYTES, "the store has room for a digest");

bool repeat_wants(const struct task *task)
{
    const struct request *request = &task->request;

    return request->idempotency[0] && task->local->options.spell && request->verb != VERB_NONE &&
           command_at(request->verb)->permission >= MAY_MANAGE && !task->wants_pair &&
           !task->repeated;
}

/* Where in a list it came, and in which pieces, is no part of what was asked. */
static bool is_asked(const struct request *request, const struct request_value *value)
{
    if (request->verb != VERB_IMPORT) {
        return true;
    }
    return !text_equal(value->name, "job") && !text_equal(value->name, "more") &&
           !(text_equal(value->name, "file") && request_has(request, "sha256"));
}

static void request_digest(const struct request *request, uint8_t out[DIGEST_BYTES])
{
    struct buffer text = {0};

    buffer_printf(&text, "%s\n%" PRId64, command_at(request->verb)->words, request->revision);
    for (size_t i = 0; i < request->count; i++) {
        const struct request_value *value = &request->values[i];

        if (is_asked(request, value)) {
            buffer_printf(&text, "\n%s %zu ", value->name, strlen(value->value));
            buffer_add_text(&text, value->value);
        }
    }
    digest_sha256(buffer_text(&text), text.length, out);
    buffer_clear(&text);
}

static int64_t revision_of(const struct reply *reply)
{
    return reply->kind == REPLY_DOMAIN && reply->as.domain ? reply->as.domain->revision : 0;
}

enum { HEAD_STATUS, HEAD_KIND, HEAD_CREATED, HEAD_ACCEPTED, HEAD_REVISION, HEAD_COUNT };

/* A head of numbers and, a line each, the fault's code and message; then the answer. */
static void answer_write(const struct task *task, struct buffer *out)
{
    const struct reply *reply = &task->reply;
    enum reply_kind kind = reply->kind == REPLY_NOTHING && reply->status == STATUS_OK
                               ? command_at(task->request.verb)->reply
                               : reply->kind;

    buffer_printf(out, "%d %d %d %d %" PRId64 "\n%s\n%s\n", (int)reply->status, (int)kind,
                  reply->created, reply->accepted, revision_of(reply), reply->fault.code,
                  reply->fault.message);
    if (reply->status == STATUS_OK) {
        task->local->options.spell(reply, out);
        return;
    }
    for (size_t i = 0; i < reply->fault.detail_count; i++) {
        buffer_printf(out, "%s %s\n", reply->fault.details[i].key, reply->fault.details[i].value);
    }
}

/* The text up to the next newline, cut out in place; "" at the end. */
static char *line_take(char **text)
{
    char *line = *text;
    size_t n = strcspn(line, "\n");

    *text += n + (line[n] == '\n');
    line[n] = '\0';
    return line;
}

static void fault_read(char *text, enum status status, struct fault *fault)
{
    char *code = line_take(&text), *message = line_take(&text);

    fault_set(fault, status, code, "%s", message);
    while (*text) {
        char *line = line_take(&text);
        size_t n = strcspn(line, " ");

        if (line[n] == ' ') {
            line[n] = '\0';
            fault_detail(fault, line, line + n + 1);
        }
    }
}

/* The numbers of a head, a blank between. */
static bool head_read(const char *head, int64_t numbers[HEAD_COUNT])
{
    for (size_t i = 0; i < HEAD_COUNT; i++) {
        char *end;

        errno = 0;
        numbers[i] = strtoll(head, &end, 10);
        if (errno || end == head || *end != (i + 1 < HEAD_COUNT ? ' ' : '\0') || numbers[i] < 0) {
            return false;
        }
        head = end + 1;
    }
    return true;
}

/* Into the task's reply. */
static enum status answer_read(struct task *task, char *text, struct fault *fault)
{
    struct reply *reply = &task->reply;
    int64_t head[HEAD_COUNT];
    enum status status;

    if (!head_read(line_take(&text), head) || head[HEAD_STATUS] >= STATUS_COUNT ||
        head[HEAD_KIND] >= REPLY_KIND_COUNT) {
        return fault_set(fault, STATUS_INTERNAL, "store-damaged", _("the store is damaged"));
    }
    status = (enum status)head[HEAD_STATUS];
    if (status != STATUS_OK) {
        fault_read(text, status, fault);
        return status;
    }
    line_take(&text);
    line_take(&text);
    reply->kind = REPLY_SPELT;
    reply->created = head[HEAD_CREATED] != 0;
    reply->accepted = head[HEAD_ACCEPTED] != 0;
    reply->as.spelt.kind = (enum reply_kind)head[HEAD_KIND];
    reply->as.spelt.revision = head[HEAD_REVISION];
    reply->as.spelt.text = mem_text(text);
    return STATUS_OK;
}

void repeat_place(int64_t project, const char *key, struct buffer *out)
{
    buffer_printf(out, "answer|%" PRId64 "|%s", project, key);
}

static void answer_place(const struct task *task, struct buffer *out)
{
    repeat_place(task->project.id, task->request.idempotency, out);
}

static enum status answer_open(struct task *task, const struct buffer *sealed, struct fault *fault)
{
    struct buffer place = {0};
    struct secret plain = {0};
    enum status status;

    answer_place(task, &place);
    status = vault_unseal(task->local, SEAL_ANSWER, buffer_text(&place), sealed, &plain, fault);
    if (status == STATUS_OK) {
        char *text = mem_text_n((const char *)plain.bytes, plain.length);

        status = answer_read(task, text, fault);
        mem_wipe(text, plain.length);
        free(text);
    }
    secret_clear(&plain);
    buffer_clear(&place);
    return status;
}

enum status repeat_find(struct task *task, struct db *db, bool *answered, struct fault *fault)
{
    struct replay_row row = {0};
    uint8_t digest[DIGEST_BYTES];
    enum status status;

    *answered = false;
    if (!repeat_wants(task)) {
        return STATUS_OK;
    }
    status =
        replays_find(db, task->project.id, task->request.idempotency, task_now(task), &row, fault);
    if (status) {
        return status == STATUS_MISSING ? STATUS_OK : status;
    }
    *answered = task->repeated = true;
    request_digest(&task->request, digest);
    status = memcmp(digest, row.digest, sizeof digest) == 0
                 ? answer_open(task, &row.sealed, fault)
                 : fault_set(fault, STATUS_REFUSED, "idempotency-key-reused",
                             _("this Idempotency-Key was used for another request"));
    buffer_clear(&row.sealed);
    return status;
}

/* What cannot be told now may be told later; only a verdict stands. */
static bool is_verdict(const struct task *task)
{
    enum status status = task->reply.status;

    return status == STATUS_OK || status == STATUS_REFUSED || status == STATUS_MISSING ||
           status == STATUS_INVALID;
}

enum status repeat_keep(struct task *task, struct db *db, struct fault *fault)
{
    struct buffer text = {0}, place = {0}, sealed = {0};
    uint8_t digest[DIGEST_BYTES];
    enum status status;

    if (!repeat_wants(task) || !is_verdict(task) || request_has(&task->request, "more")) {
        return STATUS_OK;
    }
    answer_write(task, &text);
    answer_place(task, &place);
    request_digest(&task->request, digest);
    status = seal(task->local->ring, SEAL_ANSWER, buffer_text(&place), text.bytes, text.length,
                  &sealed, fault);
    status = status ? status
                    : replays_add(db, task->project.id, task->request.idempotency, digest, &sealed,
                                  task_now(task), fault);
    mem_wipe(text.bytes, text.length);
    buffer_clear(&text);
    buffer_clear(&place);
    buffer_clear(&sealed);
    return status;
}
