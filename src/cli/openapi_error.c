// SPDX-License-Identifier: MIT
#include "base/status.h"
#include "cli/openapi_inside.h"

// clang-format off
static const struct {
    const char *status, *name, *help;
    unsigned when;
    bool retry; /* Retry-After says when to come again */
} errors[] = {
    {"400", "BadRequest", "what was sent cannot be understood", WHEN_EVER, false},
    {"401", "NotSigned", "unsigned, wrongly signed, too old, or sent before", WHEN_SIGNED, false},
    {"403", "Forbidden", "a read key wants to change something, a guest something that is not theirs, or this is for the "
        "engine's own machine", WHEN_SIGNED, false},
    {"404", "NotFound", "no such thing, as far as the asker may know", WHEN_EVER, false},
    {"409", "Conflict", "a rule or the state of things is against it", WHEN_CHANGE, false},
    {"412", "ChangedMeanwhile", "If-Match names another revision than the domain has now", WHEN_MATCHED, false},
    {"413", "TooLarge", "the body is larger than is allowed here", WHEN_BODY, false},
    {"415", "WrongType", "the body is of another type", WHEN_BODY, false},
    {"429", "TooMany", "too many of these at once", WHEN_SIGNED, true},
    {"431", "LargeHead", "the head is larger than is allowed", WHEN_EVER, false},
    {"500", "Ours", "a fault of the engine", WHEN_EVER, false},
    {"503", "NotNow", "the store or the network cannot do it now", WHEN_EVER, true},
};
// clang-format on

void openapi_errors(struct yaml *yaml, unsigned situations)
{
    for (size_t i = 0; i < COUNT(errors); i++) {
        if (errors[i].when & situations) {
            yaml_open(yaml, errors[i].status);
            openapi_ref(yaml, "responses", errors[i].name);
            yaml_close(yaml);
        }
    }
}

void openapi_error_responses(struct yaml *yaml)
{
    yaml_open(yaml, "responses");
    for (size_t i = 0; i < COUNT(errors); i++) {
        yaml_open(yaml, errors[i].name);
        yaml_text(yaml, "description", errors[i].help);
        if (errors[i].retry) {
            yaml_open(yaml, "headers");
            yaml_open(yaml, "Retry-After");
            openapi_ref(yaml, "headers", "RetryAfter");
            yaml_close(yaml);
            yaml_close(yaml);
        }
        yaml_open(yaml, "content");
        yaml_open(yaml, "application/json");
        yaml_open(yaml, "schema");
        openapi_ref(yaml, "schemas", "Error");
        yaml_close(yaml);
        yaml_close(yaml);
        yaml_close(yaml);
        yaml_close(yaml);
    }
    yaml_close(yaml);
}
