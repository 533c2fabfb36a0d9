// SPDX-License-Identifier: MIT
#include "base/text.h"
#include "cli/openapi_inside.h"
#include "engine/limits.h"

#include <string.h>

enum place { IN_NOTHING, IN_PATH, IN_QUERY, IN_BODY, IN_LINES };

/* As it stands in routes, queries and bodies. */
static void sent_name(const struct argument *argument, char out[OPENAPI_WORD])
{
    text_copy(out, OPENAPI_WORD, argument->name);
    for (char *dash = out; (dash = strchr(dash, '-')) != NULL;) {
        *dash = '_';
    }
}

static bool route_names(const char *route, const char *name)
{
    struct buffer braced = {0};
    bool found;

    buffer_printf(&braced, "{%s}", name);
    found = strstr(route, braced.bytes) != NULL;
    buffer_clear(&braced);
    return found;
}

static bool has_file(const struct command *command)
{
    const struct argument *argument;

    for (size_t i = 0; (argument = command_argument_nth(command, i)) != NULL; i++) {
        if (argument->kind == ARGUMENT_FILE && !(argument->use & ARGUMENT_HERE)) {
            return true;
        }
    }
    return false;
}

/* A file is the body, and what else there is the query. */
static enum place place_of(const struct command *command, const char *route,
                           const struct argument *argument)
{
    char name[OPENAPI_WORD];

    sent_name(argument, name);
    if (argument->use & ARGUMENT_HERE) {
        return IN_NOTHING;
    }
    if (route_names(route, name)) {
        return IN_PATH;
    }
    if (text_equal(name, "domain") && strstr(command->route, "{domain}")) {
        return IN_NOTHING; /* the shorter route */
    }
    if (argument->kind == ARGUMENT_FILE) {
        return IN_LINES;
    }
    return has_file(command) || !text_equal(command->method, "POST") ? IN_QUERY : IN_BODY;
}

static void choices_put(struct yaml *yaml, const struct argument *argument, enum place place)
{
    if (place == IN_QUERY) {
        yaml_text(yaml, "type", "string");
        return;
    }
    yaml_text(yaml, "type", "array");
    yaml_number(yaml, "minItems", 1);
    yaml_open(yaml, "items");
    openapi_choices(yaml, argument->choices);
    yaml_close(yaml);
}

static void argument_schema_put(struct yaml *yaml, const struct argument *argument,
                                enum place place)
{
    switch (argument->kind) {
    case ARGUMENT_FLAG:
        yaml_text(yaml, "type", "boolean");
        break;
    case ARGUMENT_NUMBER:
        yaml_text(yaml, "type", "integer");
        yaml_number(yaml, "minimum", 0);
        break;
    case ARGUMENT_CHOICE:
        openapi_choices(yaml, argument->choices);
        break;
    case ARGUMENT_CHOICES:
        choices_put(yaml, argument, place);
        break;
    case ARGUMENT_TEXT:
    case ARGUMENT_DOMAIN:
    case ARGUMENT_FILE:
        yaml_text(yaml, "type", "string");
        break;
    }
}

static void parameter_put(struct yaml *yaml, const struct argument *argument, enum place place)
{
    char name[OPENAPI_WORD];

    sent_name(argument, name);
    yaml_open(yaml, NULL);
    yaml_text(yaml, "name", name);
    yaml_text(yaml, "in", place == IN_PATH ? "path" : "query");
    if (place == IN_PATH || argument->use & ARGUMENT_REQUIRED) {
        yaml_flag(yaml, "required", true);
    }
    yaml_text(yaml, "description", argument->help);
    yaml_open(yaml, "schema");
    argument_schema_put(yaml, argument, place);
    yaml_close(yaml);
    yaml_close(yaml);
}

static void parameters_put(struct yaml *yaml, const struct command *command, const char *route)
{
    const struct argument *argument;

    yaml_items(yaml, "parameters");
    for (size_t i = 0; (argument = command_argument_nth(command, i)) != NULL; i++) {
        enum place place = place_of(command, route, argument);

        if (place == IN_PATH || place == IN_QUERY) {
            parameter_put(yaml, argument, place);
        }
    }
    for (int header = HEADER_LANGUAGE; header <= HEADER_READ_ONLY; header++) {
        openapi_header_ref(yaml, (enum openapi_header)header);
    }
    if (text_equal(command->method, "POST")) {
        openapi_header_ref(yaml, HEADER_IDEMPOTENCY);
    }
    if (openapi_is_matched(command)) {
        openapi_header_ref(yaml, HEADER_IF_MATCH);
    }
    yaml_close(yaml);
}

/* How many arguments stand there; *needed: one of them must. */
static size_t count_in(const struct command *command, const char *route, enum place place,
                       bool *needed)
{
    const struct argument *argument;
    size_t count = 0;

    *needed = false;
    for (size_t i = 0; (argument = command_argument_nth(command, i)) != NULL; i++) {
        if (place_of(command, route, argument) == place) {
            count++;
            *needed = *needed || argument->use & ARGUMENT_REQUIRED;
        }
    }
    return count;
}

static void body_schema_put(struct yaml *yaml, const struct command *command, const char *route,
                            bool needed)
{
    const struct argument *argument;
    char name[OPENAPI_WORD];

    yaml_text(yaml, "type", "object");
    yaml_flag(yaml, "additionalProperties", false);
    if (needed) {
        yaml_words_open(yaml, "required");
        for (size_t i = 0; (argument = command_argument_nth(command, i)) != NULL; i++) {
            if (argument->use & ARGUMENT_REQUIRED &&
                place_of(command, route, argument) == IN_BODY) {
                sent_name(argument, name);
                yaml_word(yaml, name);
            }
        }
        yaml_words_close(yaml);
    }
    yaml_open(yaml, "properties");
    for (size_t i = 0; (argument = command_argument_nth(command, i)) != NULL; i++) {
        if (place_of(command, route, argument) == IN_BODY) {
            sent_name(argument, name);
            yaml_open(yaml, name);
            yaml_text(yaml, "description", argument->help);
            argument_schema_put(yaml, argument, IN_BODY);
            yaml_close(yaml);
        }
    }
    yaml_close(yaml);
}

static void lines_put(struct yaml *yaml, const char *type)
{
    yaml_open(yaml, type);
    yaml_open(yaml, "schema");
    yaml_text(yaml, "type", "string");
    yaml_number(yaml, "maxLength", LIMIT_IMPORT);
    yaml_close(yaml);
    yaml_close(yaml);
}

static bool body_put(struct yaml *yaml, const struct command *command, const char *route)
{
    bool needed, lines_needed;
    bool is_json = count_in(command, route, IN_BODY, &needed) > 0;
    bool is_lines = count_in(command, route, IN_LINES, &lines_needed) > 0;

    if (!is_json && !is_lines) {
        return false;
    }
    yaml_open(yaml, "requestBody");
    yaml_flag(yaml, "required", needed || lines_needed);
    yaml_open(yaml, "content");
    if (is_lines) {
        lines_put(yaml, "text/csv");
        lines_put(yaml, "text/plain");
    } else {
        yaml_open(yaml, "application/json");
        yaml_open(yaml, "schema");
        body_schema_put(yaml, command, route, needed);
        yaml_close(yaml);
        yaml_close(yaml);
    }
    yaml_close(yaml);
    yaml_close(yaml);
    return true;
}

static void method_put(struct yaml *yaml, const char *method)
{
    char lower[OPENAPI_WORD];

    text_copy(lower, sizeof lower, method);
    text_lower(lower);
    yaml_open(yaml, lower);
}

/* "domains_export_key"; of the shorter route "domains_log_all". */
static void name_put(struct yaml *yaml, const struct command *command, const char *route)
{
    char id[OPENAPI_WORD];

    text_copy(id, sizeof id, command->words);
    for (char *at = id; *(at += strcspn(at, " -"));) {
        *at = '_';
    }
    if (!text_equal(route, command->route)) {
        text_copy(id + strlen(id), sizeof id - strlen(id), "_all");
    }
    yaml_text(yaml, "operationId", id);
}

static enum openapi_signing signing_of(const struct command *command)
{
    if (command->permission == MAY_OPERATE) {
        return SIGNED_NOT;
    }
    return openapi_is_change(command) ? SIGNED_TO_CHANGE : SIGNED_TO_READ;
}

void openapi_operation(struct yaml *yaml, enum verb verb, const char *route)
{
    const struct command *command = command_at(verb);
    bool has_body;

    method_put(yaml, command->method);
    name_put(yaml, command, route);
    yaml_text(yaml, "summary", command->help);
    if (command->permission == MAY_OPERATE) {
        yaml_text(yaml, "description",
                  "Only on the engine's own machine: on the Unix socket, where the peer's "
                  "user is asked for.");
    }
    openapi_security(yaml, signing_of(command));
    parameters_put(yaml, command, route);
    has_body = body_put(yaml, command, route);
    openapi_answers(yaml, verb, has_body);
    yaml_close(yaml);
}
