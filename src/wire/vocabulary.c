// SPDX-License-Identifier: MIT
#include "base/text.h"
#include "dns/answers.h"
#include "domain/domain.h"
#include "engine/event.h"
#include "engine/job.h"
#include "wire/schema.h"

typedef const char *word_fn(size_t i);

static const char *area_at(size_t i)
{
    return area_word((enum area)i);
}

static const char *code_at(size_t i)
{
    return code_word((enum code)i);
}

static const char *environment_at(size_t i)
{
    return environment_word((enum environment)i);
}

static const char *event_at(size_t i)
{
    return event_kind_word((enum event_kind)i);
}

static const char *job_kind_at(size_t i)
{
    return job_kind_word((enum job_kind)i);
}

static const char *job_state_at(size_t i)
{
    return job_state_word((enum job_state)i);
}

static const char *outcome_at(size_t i)
{
    return outcome_name((enum outcome)i);
}

static const char *record_at(size_t i)
{
    return record_word((enum record)i);
}

static const char *region_at(size_t i)
{
    return region_word((enum region)i);
}

static const char *severity_at(size_t i)
{
    return severity_word((enum severity)i);
}

static const char *state_at(size_t i)
{
    return state_word((enum state)i);
}

// clang-format off
static const struct {
    const char *name;
    size_t count;
    word_fn *at;
} vocabularies[] = {
    {"area", AREA_COUNT, area_at},
    {"code", CODE_COUNT, code_at},
    {"environment", ENVIRONMENT_COUNT, environment_at},
    {"event", EVENT_OFFLINE, event_at},
    {"job-kind", JOB_KIND_COUNT, job_kind_at},
    {"job-state", JOB_STATE_COUNT, job_state_at},
    {"outcome", OUTCOME_COUNT, outcome_at},
    {"record", RECORD_COUNT, record_at},
    {"region", REGION_COUNT, region_at},
    {"severity", SEVERITY_COUNT, severity_at},
    {"state", STATE_COUNT, state_at},
};
// clang-format on

const char *vocabulary_nth(const char *name, size_t i)
{
    for (size_t at = 0; at < COUNT(vocabularies); at++) {
        if (text_equal(vocabularies[at].name, name)) {
            return i < vocabularies[at].count ? vocabularies[at].at(i) : NULL;
        }
    }
    return NULL;
}
