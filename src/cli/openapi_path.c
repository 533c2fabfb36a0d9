// SPDX-License-Identifier: MIT
#include "base/text.h"
#include "cli/openapi_inside.h"
#include "engine/limits.h"

#include <string.h>

static const char domain_part[] = "/domains/{domain}";

/* The route of a command whose domain may be absent, without it. */
static bool route_shorten(const struct command *command, struct buffer *out)
{
    const char *part = command->route ? strstr(command->route, domain_part) : NULL;
    const struct argument *first = command_argument_nth(command, 0);

    if (!part || !first || first->use & ARGUMENT_REQUIRED) {
        return false;
    }
    buffer_add(out, command->route, (size_t)(part - command->route));
    buffer_add_text(out, part + strlen(domain_part));
    return true;
}

static bool route_is_before(enum verb verb, const char *route)
{
    for (int earlier = VERB_NONE + 1; earlier < (int)verb; earlier++) {
        if (text_equal(command_at((enum verb)earlier)->route, route)) {
            return true;
        }
    }
    return false;
}

/* All methods of one route. */
static void route_put(struct yaml *yaml, enum verb first)
{
    const char *route = command_at(first)->route;

    yaml_open(yaml, route);
    for (int verb = (int)first; verb < VERB_COUNT; verb++) {
        const struct command *command = command_at((enum verb)verb);

        if (text_equal(command->route, route)) {
            openapi_operation(yaml, (enum verb)verb, route);
        }
    }
    yaml_close(yaml);
}

static void commands_put(struct yaml *yaml)
{
    for (int verb = VERB_NONE + 1; verb < VERB_COUNT; verb++) {
        const struct command *command = command_at((enum verb)verb);
        struct buffer shorter = {0};

        if (command->route && !route_is_before((enum verb)verb, command->route)) {
            route_put(yaml, (enum verb)verb);
        }
        if (route_shorten(command, &shorter)) {
            yaml_open(yaml, shorter.bytes);
            openapi_operation(yaml, (enum verb)verb, shorter.bytes);
            yaml_close(yaml);
        }
        buffer_clear(&shorter);
    }
}

static void number_parameter_put(struct yaml *yaml, const char *name, const char *help,
                                 long long most)
{
    yaml_open(yaml, NULL);
    yaml_text(yaml, "name", name);
    yaml_text(yaml, "in", "query");
    yaml_text(yaml, "description", help);
    yaml_open(yaml, "schema");
    yaml_text(yaml, "type", "integer");
    yaml_number(yaml, "minimum", 0);
    if (most) {
        yaml_number(yaml, "maximum", most);
    }
    yaml_close(yaml);
    yaml_close(yaml);
}

static void answer_put(struct yaml *yaml, const char *help, const char *type, const char *schema)
{
    yaml_open(yaml, "200");
    yaml_text(yaml, "description", help);
    yaml_open(yaml, "content");
    yaml_open(yaml, type);
    yaml_open(yaml, "schema");
    if (schema) {
        openapi_ref(yaml, "schemas", schema);
    } else {
        yaml_text(yaml, "type", "string");
    }
    yaml_close(yaml);
    yaml_close(yaml);
    yaml_close(yaml);
    yaml_close(yaml);
}

static void events_put(struct yaml *yaml)
{
    yaml_open(yaml, "/v1/events");
    yaml_open(yaml, "get");
    yaml_text(yaml, "operationId", "events");
    yaml_text(yaml, "summary", "What changed; waits until something does");
    openapi_security(yaml, SIGNED_TO_READ);
    yaml_items(yaml, "parameters");
    number_parameter_put(yaml, "after", "what follows this sequence number; from now by default",
                         0);
    number_parameter_put(yaml, "wait", "seconds to wait for something", LIMIT_EVENTS_WAIT_S);
    openapi_header_ref(yaml, HEADER_PROJECT);
    yaml_close(yaml);
    yaml_open(yaml, "responses");
    answer_put(yaml, "what changed, or nothing yet", "application/json", "Events");
    openapi_errors(yaml, WHEN_EVER | WHEN_SIGNED);
    yaml_close(yaml);
    yaml_close(yaml);
    yaml_close(yaml);
}

/* Text for programs that watch. */
static void plain_put(struct yaml *yaml, const char *route, const char *summary, const char *help,
                      bool is_signed)
{
    yaml_open(yaml, route);
    yaml_open(yaml, "get");
    yaml_text(yaml, "operationId", route + 1);
    yaml_text(yaml, "summary", summary);
    openapi_security(yaml, is_signed ? SIGNED_TO_READ : SIGNED_NOT);
    yaml_open(yaml, "responses");
    answer_put(yaml, help, "text/plain", NULL);
    openapi_errors(yaml, is_signed ? WHEN_EVER | WHEN_SIGNED : WHEN_EVER);
    yaml_close(yaml);
    yaml_close(yaml);
    yaml_close(yaml);
}

void openapi_paths(struct yaml *yaml)
{
    yaml_open(yaml, "paths");
    commands_put(yaml);
    events_put(yaml);
    plain_put(yaml, "/healthz", "Whether the process answers", "it does", false);
    plain_put(yaml, "/metrics", "Figures for Prometheus", "text format 0.0.4", true);
    yaml_close(yaml);
}

void openapi_components(struct yaml *yaml)
{
    yaml_open(yaml, "components");
    openapi_security_schemes(yaml);
    openapi_headers(yaml);
    openapi_error_responses(yaml);
    openapi_schemas(yaml);
    yaml_close(yaml);
}
