// SPDX-License-Identifier: MIT
#include "cli/args.h"

#include "base/text.h"
#include "base/words.h"

#include <stdlib.h>
#include <string.h>

const char *args_get_nth(const struct args *args, const char *name, size_t i)
{
    for (size_t at = 0; at < args->count; at++) {
        if (text_equal(args->given[at].argument->name, name) && i-- == 0) {
            return args->given[at].value;
        }
    }
    return NULL;
}

const char *args_get(const struct args *args, const char *name)
{
    return args_get_nth(args, name, 0);
}

bool args_has(const struct args *args, const char *name)
{
    return args_get(args, name) != NULL;
}

size_t args_number(const struct args *args, const char *name, size_t fallback)
{
    const char *value = args_get(args, name);

    return value ? (size_t)strtoul(value, NULL, 10) : fallback;
}

static enum status value_check(const struct given *given, struct fault *fault)
{
    const struct argument *argument = given->argument;
    const char *dashes = argument_is_option(argument) ? "--" : "";

    if (argument->kind == ARGUMENT_NUMBER &&
        (strspn(given->value, "0123456789") != strlen(given->value) || strlen(given->value) > 9 ||
         !*given->value)) {
        return fault_set(fault, STATUS_INVALID, "usage", _("%s%s wants a whole number, not \"%s\""),
                         dashes, argument->name, given->value);
    }
    if (argument->use & ARGUMENT_FILLED && !*given->value) {
        return fault_set(fault, STATUS_INVALID, "usage", _("--%s wants a value: %s"),
                         argument->name, argument->choices);
    }
    if (!argument_allows(argument, given->value)) {
        return fault_set(fault, STATUS_INVALID, "usage",
                         _("%s%s cannot be \"%s\"; it is one of %s"), dashes, argument->name,
                         given->value, argument->choices);
    }
    return STATUS_OK;
}

/* The argument that was given and stands in for the positional; NULL: none. */
static const struct argument *instead_given(const struct args *args)
{
    for (size_t i = 0; i < args->count; i++) {
        if (args->given[i].argument->use & ARGUMENT_INSTEAD) {
            return args->given[i].argument;
        }
    }
    return NULL;
}

static enum status argument_present(const struct args *args, const struct argument *argument,
                                    struct fault *fault)
{
    const struct argument *instead = instead_given(args);
    bool positional = argument->use & ARGUMENT_POSITIONAL;

    if (positional && instead && args_has(args, argument->name)) {
        return fault_set(fault, STATUS_INVALID, "usage", _("either %s or --%s, not both"),
                         argument->choices, instead->name);
    }
    if (!(argument->use & ARGUMENT_REQUIRED) || args_has(args, argument->name) ||
        (positional && instead)) {
        return STATUS_OK;
    }
    if (positional) {
        return fault_set(fault, STATUS_INVALID, "usage", _("%s wants %s"), args->command->words,
                         argument->choices);
    }
    return fault_set(fault, STATUS_INVALID, "usage", _("%s wants --%s"), args->command->words,
                     argument->name);
}

enum status args_check(const struct args *args, struct fault *fault)
{
    const struct argument *argument;

    if (!args->command && args->topic[0]) {
        return fault_set(fault, STATUS_INVALID, "usage",
                         _("\"%s\" is a group of commands; `vouch %s --help` lists them"),
                         args->topic, args->topic);
    }
    if (!args->command) {
        return STATUS_OK;
    }
    for (size_t i = 0; i < args->count; i++) {
        enum status status = value_check(&args->given[i], fault);

        if (status) {
            return status;
        }
    }
    for (size_t i = 0; (argument = command_argument_nth(args->command, i)) != NULL; i++) {
        enum status status = argument_present(args, argument, fault);

        if (status) {
            return status;
        }
    }
    return STATUS_OK;
}
