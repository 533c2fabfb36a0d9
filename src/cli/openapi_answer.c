// SPDX-License-Identifier: MIT
#include "base/text.h"
#include "cli/openapi_inside.h"
#include "wire/schema.h"

#include <string.h>

bool openapi_is_change(const struct command *command)
{
    return !text_equal(command->method, "GET");
}

bool openapi_is_matched(const struct command *command)
{
    return openapi_is_change(command) && strstr(command->route, "{domain}") != NULL;
}

/* Where the answer is not 200. */
static const char *status_of(enum verb verb)
{
    switch (verb) {
    case VERB_DOMAINS_REGISTER:
    case VERB_PROJECT_CREATE:
        return "201";
    case VERB_IMPORT:
    case VERB_VERIFY_MANY:
        return "202";
    default:
        return "200";
    }
}

static const char *help_of(const char *status)
{
    return text_equal(status, "201")   ? "made"
           : text_equal(status, "202") ? "a job goes on with it"
                                       : "done";
}

static void answer_put(struct yaml *yaml, const char *status, enum reply_kind kind)
{
    yaml_open(yaml, status);
    yaml_text(yaml, "description", help_of(status));
    if (kind == REPLY_DOMAIN) {
        yaml_open(yaml, "headers");
        yaml_open(yaml, "ETag");
        openapi_ref(yaml, "headers", "ETag");
        yaml_close(yaml);
        yaml_close(yaml);
    }
    yaml_open(yaml, "content");
    yaml_open(yaml, "application/json");
    yaml_open(yaml, "schema");
    openapi_ref(yaml, "schemas", schema_of_reply(kind));
    yaml_close(yaml);
    yaml_close(yaml);
    yaml_close(yaml);
    yaml_close(yaml);
}

void openapi_answers(struct yaml *yaml, enum verb verb, bool has_body)
{
    const struct command *command = command_at(verb);
    unsigned when = WHEN_EVER | WHEN_SIGNED;

    when |= has_body ? WHEN_BODY : 0u;
    when |= openapi_is_change(command) ? WHEN_CHANGE : 0u;
    when |= openapi_is_matched(command) ? WHEN_MATCHED : 0u;
    yaml_open(yaml, "responses");
    answer_put(yaml, status_of(verb), command->reply);
    if (verb == VERB_DOMAINS_VERIFY) { /* DNS takes its time */
        answer_put(yaml, "202", REPLY_JOB);
    }
    openapi_errors(yaml, when);
    yaml_close(yaml);
}
