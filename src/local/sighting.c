// SPDX-License-Identifier: MIT
#include "local/sighting.h"

#include "keys/digest.h"
#include "local/detail.h"
#include "store/journal.h"

#include <string.h>

_Static_assert((int)TOLD_MARK <= (int)DIGEST_BYTES, "the mark is of the digest");

/* Half of it: rows of domains stay small, and 128 bits are enough to know one's own words by. */
static void mark_make(const char *detail, uint8_t out[TOLD_MARK])
{
    uint8_t digest[DIGEST_BYTES];

    digest_sha256(detail, strlen(detail), digest);
    memcpy(out, digest, TOLD_MARK);
}

enum status sighting_make(struct task *task, struct db *db, const struct told *before,
                          const struct check_result *seen, struct sighting *out,
                          struct fault *fault)
{
    struct detail *detail = &task->local->detail;

    detail_reset(detail);
    detail_add_check(detail, seen);
    *out = (struct sighting){.detail = detail_end(detail)};
    if (!before) {
        return STATUS_OK;
    }
    mark_make(out->detail, out->told.mark);
    if (before->id && memcmp(out->told.mark, before->mark, TOLD_MARK) == 0) {
        out->told.id = before->id;
        out->again = true;
        return STATUS_OK;
    }
    return journal_next(db, &out->told.id, fault);
}

enum status sighting_write(struct task *task, struct db *db, const char *domain,
                           const struct sighting *sighting, struct fault *fault)
{
    struct journal_entry row = {.domain = domain, .action = "verify", .detail = sighting->detail};

    if (!sighting->detail) {
        return STATUS_OK;
    }
    if (sighting->again) {
        row.same_as = sighting->told.id;
    } else {
        row.id = sighting->told.id;
    }
    return task_log_row(task, db, &row, fault);
}
