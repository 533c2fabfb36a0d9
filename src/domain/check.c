// SPDX-License-Identifier: MIT
#include "domain/check.h"

#include "base/memory.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

const char *check_status_word(enum check_status status)
{
    static const char *const words[] = {
        [CHECK_PASS] = "pass", [CHECK_FAIL] = "fail", [CHECK_TEMP] = "temp"};

    return words[status];
}

enum check_status check_overall(const struct check_result *result)
{
    enum check_status worst = CHECK_PASS;

    for (int record = 0; record < RECORD_COUNT; record++) {
        enum check_status status = result->records[record].status;

        if (!(result->only & 1u << record) || status == CHECK_PASS) {
            continue;
        }
        if (status == CHECK_FAIL) {
            return CHECK_FAIL;
        }
        worst = CHECK_TEMP;
    }
    return worst;
}

static void record_clear(struct check_record *record)
{
    free(record->expected);
    free(record->seen);
    free(record->found_at);
    memset(record, 0, offsetof(struct check_record, name));
    name_reset(&record->name);
}

/* Of names only their lengths. */
void check_result_clear(struct check_result *result)
{
    for (int record = 0; record < RECORD_COUNT; record++) {
        record_clear(&result->records[record]);
    }
    finding_list_clear(&result->findings);
    free(result->fix);
    free(result->servers);
    free(result->caches);
    memset(result, 0, offsetof(struct check_result, domain));
    name_reset(&result->domain);
    name_reset(&result->zone);
}

struct check_result *check_result_dup(const struct check_result *result)
{
    struct check_result *copy = mem_dup(result, sizeof *result);

    for (int record = 0; record < RECORD_COUNT; record++) {
        copy->records[record].expected = mem_text(result->records[record].expected);
        copy->records[record].seen = mem_text(result->records[record].seen);
        if (result->records[record].found_at) {
            copy->records[record].found_at =
                mem_dup(result->records[record].found_at, sizeof(struct name));
        }
    }
    copy->findings = (struct finding_list){0};
    finding_list_copy(&copy->findings, &result->findings);
    copy->fix = mem_text(result->fix);
    copy->servers = result->server_count
                        ? mem_dup(result->servers, result->server_count * sizeof *result->servers)
                        : NULL;
    copy->caches = result->cache_count
                       ? mem_dup(result->caches, result->cache_count * sizeof *result->caches)
                       : NULL;
    return copy;
}
