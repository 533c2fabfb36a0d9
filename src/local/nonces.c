// SPDX-License-Identifier: MIT
#include "local/nonces.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/memory.h"
#include "engine/limits.h"
#include "keys/digest.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* A signature counts from a window before its time to a window after it. */
enum { PERIOD_MS = 2 * LIMIT_WINDOW_MS, SLOTS_FIRST = 1024, PRUNE_MS = 1000 };

/* Open addressing, doubled when half full; all zero: free. */
struct marks {
    struct nonce_mark *slots;
    size_t count, capacity;
};

/* Of a change, and not in the store yet. */
struct noted {
    struct nonce_mark mark;
    int64_t expires_at;
};

/* What came in this period and in the one before: older ones are forgotten together. */
struct nonces {
    struct marks now, before;
    int64_t since, pruned;
    size_t most;
    struct noted *noted;
    size_t noted_count, noted_capacity;
    size_t writing; /* so many of the first are in the transaction that is open */
};

struct nonces *nonces_new(size_t most)
{
    struct nonces *nonces = mem_new(sizeof *nonces);

    nonces->most = most;
    return nonces;
}

void nonces_free(struct nonces *nonces)
{
    if (nonces) {
        free(nonces->now.slots);
        free(nonces->before.slots);
        free(nonces->noted);
        free(nonces);
    }
}

struct nonce_mark nonce_mark_of(const char *access_key, const char *nonce)
{
    struct buffer text = {0};
    uint8_t digest[DIGEST_BYTES];
    struct nonce_mark mark;

    buffer_add_text(&text, access_key);
    buffer_add_byte(&text, '\n');
    buffer_add_text(&text, nonce);
    digest_sha256(text.bytes, text.length, digest);
    buffer_clear(&text);
    memcpy(mark.bytes, digest, NONCE_MARK);
    return mark;
}

static bool is_free(const struct nonce_mark *mark)
{
    static const struct nonce_mark nothing;

    return memcmp(mark, &nothing, sizeof nothing) == 0;
}

/* Where the mark is, or the free place where it belongs. */
static struct nonce_mark *mark_place(const struct marks *marks, const struct nonce_mark *mark)
{
    uint64_t hash;
    size_t at;

    memcpy(&hash, mark->bytes, sizeof hash);
    at = (size_t)hash & (marks->capacity - 1);
    while (!is_free(&marks->slots[at]) && memcmp(&marks->slots[at], mark, sizeof *mark) != 0) {
        at = (at + 1) & (marks->capacity - 1);
    }
    return &marks->slots[at];
}

static bool marks_have(const struct marks *marks, const struct nonce_mark *mark)
{
    return marks->capacity > 0 && !is_free(mark_place(marks, mark));
}

static void marks_grow(struct marks *marks)
{
    struct marks larger = {.capacity = marks->capacity ? marks->capacity * 2 : SLOTS_FIRST};

    larger.slots = mem_array(larger.capacity, sizeof larger.slots[0]);
    for (size_t i = 0; i < marks->capacity; i++) {
        if (!is_free(&marks->slots[i])) {
            *mark_place(&larger, &marks->slots[i]) = marks->slots[i];
        }
    }
    larger.count = marks->count;
    free(marks->slots);
    *marks = larger;
}

static void marks_add(struct marks *marks, const struct nonce_mark *mark)
{
    if (marks->count * 2 >= marks->capacity) {
        marks_grow(marks);
    }
    *mark_place(marks, mark) = *mark;
    marks->count++;
}

static void marks_clear(struct marks *marks)
{
    free(marks->slots);
    *marks = (struct marks){0};
}

/* A clock that was set back forgets nothing. */
static void nonces_age(struct nonces *nonces, int64_t now)
{
    if (nonces->since != 0 && now < nonces->since + PERIOD_MS) {
        return;
    }
    marks_clear(&nonces->before);
    if (nonces->since != 0 && now < nonces->since + 2 * PERIOD_MS) {
        nonces->before = nonces->now;
        nonces->now = (struct marks){0};
    } else {
        marks_clear(&nonces->now);
    }
    nonces->since = now;
}

enum nonce_outcome nonces_take(struct nonces *nonces, const struct nonce_mark *mark, int64_t now)
{
    nonces_age(nonces, now);
    if (marks_have(&nonces->now, mark) || marks_have(&nonces->before, mark)) {
        return NONCE_USED;
    }
    if (nonces->now.count >= nonces->most) {
        return NONCE_FULL;
    }
    marks_add(&nonces->now, mark);
    return NONCE_FRESH;
}

void nonces_note(struct nonces *nonces, const struct nonce_mark *mark, int64_t now)
{
    struct noted *noted = ARRAY_ADD(nonces->noted, nonces->noted_count, nonces->noted_capacity);

    *noted = (struct noted){*mark, now + PERIOD_MS};
}

static void mark_loaded(void *arg, const uint8_t mark[NONCE_MARK])
{
    struct nonces *nonces = arg;
    struct nonce_mark known;

    memcpy(known.bytes, mark, sizeof known.bytes);
    if (!marks_have(&nonces->now, &known)) {
        marks_add(&nonces->now, &known);
    }
}

enum status nonces_load(struct nonces *nonces, struct db *db, int64_t now, struct fault *fault)
{
    nonces_age(nonces, now);
    return nonce_marks_each(db, now, mark_loaded, nonces, fault);
}

enum status nonces_write(struct nonces *nonces, struct db *db, int64_t now, struct fault *fault)
{
    enum status status = STATUS_OK;

    nonces->writing = nonces->noted_count;
    if (nonces->writing > 0 && now >= nonces->pruned + PRUNE_MS) {
        nonces->pruned = now;
        status = nonce_marks_prune(db, now, fault);
    }
    for (size_t i = 0; i < nonces->writing && status == STATUS_OK; i++) {
        const struct noted *noted = &nonces->noted[i];

        if (noted->expires_at > now) {
            status = nonce_marks_add(db, noted->mark.bytes, noted->expires_at, fault);
        }
    }
    return status;
}

void nonces_written(struct nonces *nonces)
{
    nonces->noted_count -= nonces->writing;
    if (nonces->writing > 0 && nonces->noted_count > 0) {
        memmove(nonces->noted, nonces->noted + nonces->writing,
                nonces->noted_count * sizeof nonces->noted[0]);
    }
    nonces->writing = 0;
}
