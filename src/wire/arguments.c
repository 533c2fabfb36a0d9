// SPDX-License-Identifier: MIT
#include "base/text.h"
#include "base/words.h"
#include "wire/call.h"
#include "wire/shape.h"

#include <inttypes.h>
#include <string.h>

enum { NAME_MOST = 40 };

/* JSON and routes write "_" where the table writes "-", and nowhere is it the other way round. */
const struct argument *wire_argument(enum verb verb, const char *outer)
{
    char name[NAME_MOST];

    if (!text_copy(name, sizeof name, outer) || strchr(name, '-')) {
        return NULL;
    }
    for (char *at = name; *at; at++) {
        *at = *at == '_' ? '-' : *at;
    }
    return command_argument(verb, name);
}

static enum status type_fault(const struct argument *argument, const char *wanted,
                              struct fault *fault)
{
    return fault_set(fault, STATUS_INVALID, "usage", _("%s must be %s"), argument->name, wanted);
}

static enum status text_add(const struct argument *argument, const json_t *value,
                            struct request *request, struct fault *fault)
{
    const char *text = json_string_value(value);

    if (!text || strlen(text) != json_string_length(value)) {
        return type_fault(argument, _("text"), fault);
    }
    request_set(request, argument->name, text);
    return STATUS_OK;
}

static enum status number_add(const struct argument *argument, const json_t *value,
                              struct request *request, struct fault *fault)
{
    char text[24];

    if (!json_is_integer(value)) {
        return type_fault(argument, _("a whole number"), fault);
    }
    snprintf(text, sizeof text, "%" PRId64, (int64_t)json_integer_value(value));
    request_set(request, argument->name, text);
    return STATUS_OK;
}

/* A flag that is false is one that was not given. */
static enum status flag_add(const struct argument *argument, const json_t *value,
                            struct request *request, struct fault *fault)
{
    if (!json_is_boolean(value)) {
        return type_fault(argument, _("true or false"), fault);
    }
    request_set(request, argument->name, json_is_true(value) ? "" : NULL);
    return STATUS_OK;
}

static enum status choices_add(const struct argument *argument, const json_t *value,
                               struct request *request, struct fault *fault)
{
    struct buffer joined = {0};
    enum status status = STATUS_OK;

    if (!json_is_array(value) || json_array_size(value) == 0) {
        return type_fault(argument, _("a list of texts"), fault);
    }
    for (size_t i = 0; i < json_array_size(value) && status == STATUS_OK; i++) {
        const char *text = json_string_value(json_array_get(value, i));

        if (!text || strchr(text, ',')) {
            status = type_fault(argument, _("a list of texts"), fault);
        } else {
            buffer_printf(&joined, "%s%s", i > 0 ? "," : "", text);
        }
    }
    if (status == STATUS_OK) {
        request_set(request, argument->name, buffer_text(&joined));
    }
    buffer_clear(&joined);
    return status;
}

static enum status value_add(const struct argument *argument, const json_t *value,
                             struct request *request, struct fault *fault)
{
    switch (argument->kind) {
    case ARGUMENT_NUMBER:
        return number_add(argument, value, request, fault);
    case ARGUMENT_FLAG:
        return flag_add(argument, value, request, fault);
    case ARGUMENT_CHOICES:
        return choices_add(argument, value, request, fault);
    case ARGUMENT_TEXT:
    case ARGUMENT_DOMAIN:
    case ARGUMENT_CHOICE:
    case ARGUMENT_FILE:
        break;
    }
    return text_add(argument, value, request, fault);
}

static enum status values_add(const struct argument *argument, const json_t *value,
                              struct request *request, struct fault *fault)
{
    bool is_list = (argument->use & (ARGUMENT_MANY | ARGUMENT_POSITIONAL)) == ARGUMENT_MANY;
    enum status status = STATUS_OK;

    if (!is_list) {
        return value_add(argument, value, request, fault);
    }
    if (!json_is_array(value)) {
        return type_fault(argument, _("a list"), fault);
    }
    for (size_t i = 0; i < json_array_size(value) && status == STATUS_OK; i++) {
        status = value_add(argument, json_array_get(value, i), request, fault);
    }
    return status;
}

enum status wire_arguments_read(const struct json_t *body, struct request *request,
                                struct fault *fault)
{
    enum status status = STATUS_OK;
    void *at;

    if (!json_is_object(body)) {
        return fault_set(fault, STATUS_INVALID, "usage", _("the body must be a JSON object"));
    }
    for (at = json_object_iter((json_t *)(uintptr_t)body); at && status == STATUS_OK;
         at = json_object_iter_next((json_t *)(uintptr_t)body, at)) {
        const char *key = json_object_iter_key(at);
        const struct argument *argument = wire_argument(request->verb, key);

        if (!argument || (argument->use & ARGUMENT_HERE) || request_has(request, argument->name)) {
            status =
                fault_set(fault, STATUS_INVALID, "usage", _("\"%s\" is not understood here"), key);
        } else {
            status = values_add(argument, json_object_iter_value(at), request, fault);
        }
    }
    return status;
}
