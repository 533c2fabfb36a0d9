// SPDX-License-Identifier: MIT
#include "engine/request.h"

#include "base/array.h"
#include "base/text.h"
#include "base/words.h"

#include <assert.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { REQUEST_NAME = 1024 }; /* bytes of a domain argument: nothing longer can be one */

void request_init(struct request *request, enum verb verb)
{
    *request = (struct request){.verb = verb};
}

static void proof_free(struct proof *proof)
{
    if (proof) {
        free(proof->text);
        free(proof);
    }
}

void request_prove(struct request *request, const struct proof *proof)
{
    struct proof *copy = mem_dup(proof, sizeof *proof);

    copy->text = mem_text(proof->text);
    proof_free(request->proof);
    request->proof = copy;
}

void request_clear(struct request *request)
{
    proof_free(request->proof);
    for (size_t i = 0; i < request->count && !request->packed; i++) {
        free(request->values[i].value);
    }
    free(request->values);
    request_init(request, VERB_NONE);
}

/* The values, and behind them their texts: a copy is made of every request, and seldom changed. */
static struct request_value *values_pack(const struct request_value *values, size_t count)
{
    size_t size = count * sizeof *values;
    struct request_value *packed;
    char *text;

    for (size_t i = 0; i < count; i++) {
        size += strlen(values[i].value) + 1;
    }
    packed = mem_resize(NULL, size, 1);
    text = (char *)(packed + count);
    for (size_t i = 0; i < count; i++) {
        size_t n = strlen(values[i].value) + 1;

        packed[i].name = values[i].name;
        packed[i].value = memcpy(text, values[i].value, n);
        text += n;
    }
    return packed;
}

/* Each text for itself again. */
static void values_unpack(struct request *request)
{
    struct request_value *packed = request->values;

    if (!request->packed) {
        return;
    }
    request->values = mem_dup(packed, request->count * sizeof *packed);
    request->capacity = request->count;
    for (size_t i = 0; i < request->count; i++) {
        request->values[i].value = mem_text(packed[i].value);
    }
    free(packed);
    request->packed = false;
}

void request_copy(struct request *to, const struct request *from)
{
    *to = *from;
    to->proof = NULL;
    if (from->proof) {
        request_prove(to, from->proof);
    }
    to->values = values_pack(from->values, from->count);
    to->capacity = to->count;
    to->packed = true;
}

void request_set(struct request *request, const char *name, const char *value)
{
    const struct argument *argument = command_argument(request->verb, name);
    struct request_value *added;
    char *copy;

    assert(argument);
    if (!value) {
        return;
    }
    copy = mem_text(value); /* it may be one of those that are unpacked */
    values_unpack(request);
    added = ARRAY_ADD(request->values, request->count, request->capacity);
    added->name = argument->name;
    added->value = copy;
}

void request_replace(struct request *request, const char *name, const char *value)
{
    size_t kept = 0;

    values_unpack(request);
    for (size_t i = 0; i < request->count; i++) {
        if (text_equal(request->values[i].name, name)) {
            free(request->values[i].value);
        } else {
            request->values[kept++] = request->values[i];
        }
    }
    request->count = kept;
    request_set(request, name, value);
}

const char *request_get_nth(const struct request *request, const char *name, size_t i)
{
    for (size_t at = 0; at < request->count; at++) {
        if (text_equal(request->values[at].name, name) && i-- == 0) {
            return request->values[at].value;
        }
    }
    return NULL;
}

const char *request_get(const struct request *request, const char *name)
{
    return request_get_nth(request, name, 0);
}

bool request_has(const struct request *request, const char *name)
{
    return request_get(request, name) != NULL;
}

/* A whole number, not negative, and nothing else. */
static bool number_read(const char *text, int64_t *out)
{
    char *end = NULL;
    long long number;

    if (*text < '0' || *text > '9') {
        return false;
    }
    errno = 0;
    number = strtoll(text, &end, 10);
    *out = number;
    return errno == 0 && *end == '\0';
}

int64_t request_number(const struct request *request, const char *name, int64_t fallback)
{
    const char *value = request_get(request, name);
    int64_t number;

    return value && number_read(value, &number) ? number : fallback;
}

static enum status value_check(const struct argument *argument, const char *value,
                               struct fault *fault)
{
    int64_t number;

    if (argument->use & ARGUMENT_HERE) {
        return fault_set(fault, STATUS_INVALID, "usage", _("%s is not understood here"),
                         argument->name);
    }
    if (argument->kind == ARGUMENT_NUMBER && !number_read(value, &number)) {
        return fault_set(fault, STATUS_INVALID, "usage", _("%s wants a whole number, not \"%s\""),
                         argument->name, value);
    }
    if (argument->kind == ARGUMENT_DOMAIN && strlen(value) > REQUEST_NAME) {
        return fault_set(fault, STATUS_INVALID, "invalid-name",
                         _("a domain name has at most 253 characters, this one has %zu"),
                         strlen(value));
    }
    if (!argument_allows(argument, value)) {
        return fault_set(fault, STATUS_INVALID, "usage", _("%s cannot be \"%s\"; it is one of %s"),
                         argument->name, value, argument->choices);
    }
    return STATUS_OK;
}

/* Everything the table says about one argument, over all its values. */
static enum status argument_check(const struct request *request, const struct argument *argument,
                                  struct fault *fault)
{
    const unsigned sent_and_required = ARGUMENT_REQUIRED | ARGUMENT_HERE;
    size_t count = 0;

    for (size_t i = 0; i < request->count; i++) {
        enum status status;

        if (request->values[i].name != argument->name) {
            continue;
        }
        status = value_check(argument, request->values[i].value, fault);
        if (status) {
            return status;
        }
        count++;
    }
    if (count == 0 && (argument->use & sent_and_required) == ARGUMENT_REQUIRED) {
        return fault_set(fault, STATUS_INVALID, "usage", _("%s is missing"), argument->name);
    }
    if (count > 1 && !(argument->use & ARGUMENT_MANY)) {
        return fault_set(fault, STATUS_INVALID, "usage", _("%s is given more than once"),
                         argument->name);
    }
    return STATUS_OK;
}

enum status request_check(const struct request *request, struct fault *fault)
{
    const struct argument *arguments = command_at(request->verb)->arguments;

    for (size_t i = 0; i < COMMAND_ARGUMENTS && arguments[i].name; i++) {
        enum status status = argument_check(request, &arguments[i], fault);

        if (status) {
            return status;
        }
    }
    return STATUS_OK;
}
