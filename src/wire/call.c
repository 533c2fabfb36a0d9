// SPDX-License-Identifier: MIT
#include "wire/call.h"

#include "base/text.h"
#include "base/words.h"
#include "wire/answer.h"
#include "wire/shape.h"

#include <stdlib.h>
#include <string.h>

static const char domains_part[] = "/domains/{domain}";
static const char unreserved[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                 "0123456789-._~";

enum { NAME_MOST = 40 };

static void percent_add(struct buffer *out, const char *text)
{
    for (; *text; text++) {
        if (strchr(unreserved, *text)) {
            buffer_add_byte(out, (unsigned char)*text);
        } else {
            buffer_printf(out, "%%%02X", (unsigned char)*text);
        }
    }
}

/* How routes and JSON write an argument's name. */
static void outer_name(const char *name, char out[NAME_MOST])
{
    text_copy(out, NAME_MOST, name);
    for (char *at = out; *at; at++) {
        *at = *at == '-' ? '_' : *at;
    }
}

static const struct argument *argument_of_outer(enum verb verb, const char *outer)
{
    const struct argument *argument = command_at(verb)->arguments;
    char name[NAME_MOST];

    for (size_t i = 0; i < COMMAND_ARGUMENTS && argument[i].name; i++) {
        outer_name(argument[i].name, name);
        if (text_equal(name, outer)) {
            return &argument[i];
        }
    }
    return NULL;
}

static bool is_in_route(const char *route, const char *name)
{
    char outer[NAME_MOST], part[NAME_MOST + 2];

    outer_name(name, outer);
    snprintf(part, sizeof part, "{%s}", outer);
    return strstr(route, part) != NULL;
}

/* Fills the places of a route; false when one is not given. */
static bool path_add(const struct request *request, const char *route, struct buffer *out)
{
    while (*route) {
        const char *end = strchr(route, '}');
        const struct argument *argument;
        char outer[NAME_MOST];
        const char *value;

        if (*route != '{' || !end) {
            buffer_add_byte(out, (unsigned char)*route++);
            continue;
        }
        snprintf(outer, sizeof outer, "%.*s", (int)(end - route - 1), route + 1);
        argument = argument_of_outer(request->verb, outer);
        value = argument ? request_get(request, argument->name) : NULL;
        if (!value || !*value) {
            return false;
        }
        percent_add(out, value);
        route = end + 1;
    }
    return true;
}

static void route_add(const struct request *request, const char *route, struct buffer *out)
{
    const struct argument *domain = command_argument(request->verb, "domain");
    const char *optional = strstr(route, domains_part);

    if (optional && !(domain->use & ARGUMENT_REQUIRED) && !request_has(request, "domain")) {
        buffer_add(out, route, (size_t)(optional - route));
        buffer_add_text(out, optional + sizeof domains_part - 1);
    } else {
        buffer_add_text(out, route);
    }
}

static bool is_sent_beside(const struct argument *argument, const char *route)
{
    return !(argument->use & ARGUMENT_HERE) && argument->kind != ARGUMENT_FILE &&
           !is_in_route(route, argument->name);
}

static void query_add(const struct request *request, const char *route, struct buffer *out)
{
    char mark = '?';

    for (size_t i = 0; i < request->count; i++) {
        const struct request_value *value = &request->values[i];
        const struct argument *argument = command_argument(request->verb, value->name);
        char outer[NAME_MOST];

        if (!is_sent_beside(argument, route)) {
            continue;
        }
        outer_name(value->name, outer);
        buffer_printf(out, "%c%s=", mark, outer);
        percent_add(out, argument->kind == ARGUMENT_FLAG ? "true" : value->value);
        mark = '&';
    }
}

static json_t *choices_to_json(const char *text)
{
    json_t *list = json_array();

    while (*text) {
        size_t n = strcspn(text, ",");

        json_array_append_new(list, json_text_n(text, n));
        text += n + (text[n] == ',');
    }
    return list;
}

static json_t *value_to_json(const struct argument *argument, const char *value)
{
    switch (argument->kind) {
    case ARGUMENT_FLAG:
        return json_true();
    case ARGUMENT_NUMBER:
        return json_integer(strtoll(value, NULL, 10));
    case ARGUMENT_CHOICES:
        return choices_to_json(value);
    case ARGUMENT_TEXT:
    case ARGUMENT_DOMAIN:
    case ARGUMENT_CHOICE:
    case ARGUMENT_FILE:
        break;
    }
    return json_text(value);
}

static bool is_array(const struct argument *argument)
{
    return (argument->use & (ARGUMENT_MANY | ARGUMENT_POSITIONAL)) == ARGUMENT_MANY;
}

static void members_add(const struct request *request, const char *route, json_t *json)
{
    for (size_t i = 0; i < request->count; i++) {
        const struct request_value *value = &request->values[i];
        const struct argument *argument = command_argument(request->verb, value->name);
        char outer[NAME_MOST];

        if (!is_sent_beside(argument, route)) {
            continue;
        }
        outer_name(value->name, outer);
        if (!is_array(argument)) {
            json_put(json, outer, value_to_json(argument, value->value));
            continue;
        }
        if (!json_object_get(json, outer)) {
            json_put(json, outer, json_array());
        }
        json_array_append_new(json_object_get(json, outer), value_to_json(argument, value->value));
    }
}

/* The content of the file that goes with the request; NULL: none does. */
static const char *file_of(const struct request *request)
{
    const struct argument *argument = command_at(request->verb)->arguments;

    for (size_t i = 0; i < COMMAND_ARGUMENTS && argument[i].name; i++) {
        if (argument[i].kind == ARGUMENT_FILE && !(argument[i].use & ARGUMENT_HERE)) {
            return request_get(request, argument[i].name);
        }
    }
    return NULL;
}

static void body_add(const struct request *request, const char *route, struct call *call)
{
    const char *file = file_of(request);
    bool has_members = text_equal(call->method, "POST") && !file;
    json_t *json = json_object();

    if (file) {
        buffer_add_text(&call->body, file);
        call->content_type = "text/csv; charset=utf-8";
    }
    if (has_members) {
        members_add(request, route, json);
    } else {
        query_add(request, route, &call->target);
    }
    if (json_object_size(json) > 0) {
        call->content_type = "application/json";
        wire_write(json_incref(json), &call->body);
    }
    json_decref(json);
}

enum status wire_call(const struct request *request, struct call *out, struct fault *fault)
{
    const struct command *command = command_at(request->verb);
    struct call call = {.method = command->method};
    struct buffer route = {0};
    enum status status = STATUS_OK;

    if (!command->method) {
        return fault_set(fault, STATUS_REFUSED, "no-route", _("%s is not offered over HTTP"),
                         command->words);
    }
    route_add(request, command->route, &route);
    if (path_add(request, buffer_text(&route), &call.target)) {
        body_add(request, buffer_text(&route), &call);
        *out = call;
    } else {
        status = fault_set(fault, STATUS_INVALID, "usage", _("something that %s needs is missing"),
                           command->words);
        call_clear(&call);
    }
    buffer_clear(&route);
    return status;
}

void call_clear(struct call *call)
{
    buffer_clear(&call->target);
    buffer_clear(&call->body);
    *call = (struct call){.method = NULL};
}
