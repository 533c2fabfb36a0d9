// SPDX-License-Identifier: MIT
#include "local/allowance.h"

#include "base/memory.h"
#include "base/text.h"

#include <stdlib.h>

enum { SECOND = 1000 };

/* One taken costs SECOND; as many come back in a millisecond as may be taken in a second. */
struct bucket {
    char project[64];
    int64_t level, at;
};

struct allowance {
    int64_t a_second;
    struct bucket buckets[ALLOWANCE_PROJECTS];
    size_t count;
};

struct allowance *allowance_new(unsigned a_second)
{
    struct allowance *allowance = mem_new(sizeof *allowance);

    allowance->a_second = a_second;
    return allowance;
}

void allowance_free(struct allowance *allowance)
{
    free(allowance);
}

static int64_t level_now(const struct allowance *allowance, const struct bucket *bucket,
                         int64_t now)
{
    int64_t level = bucket->level + (now - bucket->at) * allowance->a_second;
    int64_t most = allowance->a_second * SECOND;

    return level < most ? level : most;
}

/* Its bucket, or the one that loses least when it begins anew. */
static struct bucket *bucket_of(struct allowance *allowance, const char *project, int64_t now)
{
    struct bucket *fullest = &allowance->buckets[0];

    for (size_t i = 0; i < allowance->count; i++) {
        struct bucket *bucket = &allowance->buckets[i];

        if (text_equal(bucket->project, project)) {
            return bucket;
        }
        if (level_now(allowance, bucket, now) > level_now(allowance, fullest, now)) {
            fullest = bucket;
        }
    }
    if (allowance->count < ALLOWANCE_PROJECTS) {
        fullest = &allowance->buckets[allowance->count++];
    }
    *fullest = (struct bucket){.level = allowance->a_second * SECOND, .at = now};
    text_copy(fullest->project, sizeof fullest->project, project);
    return fullest;
}

int64_t allowance_take(struct allowance *allowance, const char *project, int64_t now)
{
    struct bucket *bucket = bucket_of(allowance, project, now);

    bucket->level = level_now(allowance, bucket, now);
    bucket->at = now;
    if (bucket->level < SECOND) {
        return (SECOND - bucket->level + allowance->a_second - 1) / allowance->a_second;
    }
    bucket->level -= SECOND;
    return 0;
}
