// SPDX-License-Identifier: MIT
#include "cli/args.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/text.h"
#include "base/words.h"
#include "cli/suggest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct reader {
    int argc, at;
    char *const *argv;
    bool ended;    /* "--" was seen */
    size_t placed; /* positionals so far */
    struct args *args;
    struct fault *fault;
};

void args_clear(struct args *args)
{
    globals_clear(&args->globals);
    free(args->given);
    *args = (struct args){0};
}

static const struct argument *option_find(const struct command *command, const char *name, size_t n)
{
    const struct argument *argument;

    for (size_t i = 0; (argument = command_argument_nth(command, i)) != NULL; i++) {
        if (argument_is_option(argument) && strlen(argument->name) == n &&
            memcmp(argument->name, name, n) == 0) {
            return argument;
        }
    }
    return NULL;
}

static void give(struct args *args, const struct argument *argument, const char *value)
{
    struct given *given = ARRAY_ADD(args->given, args->count, args->capacity);

    given->argument = argument;
    given->value = value;
}

static enum status option_unknown(struct reader *reader, const char *name, size_t n)
{
    const struct argument *argument;
    struct suggestion nearest;
    char typed[64];

    snprintf(typed, sizeof typed, "%.*s", (int)(n < 60 ? n : 60), name);
    suggestion_init(&nearest, typed);
    for (size_t i = 0; (argument = command_argument_nth(reader->args->command, i)) != NULL; i++) {
        if (argument_is_option(argument)) {
            suggestion_offer(&nearest, argument->name);
        }
    }
    for (size_t i = 0; i < GLOBAL_COUNT; i++) {
        suggestion_offer(&nearest, global_at((enum global)i)->name);
    }
    if (nearest.word) {
        return fault_set(reader->fault, STATUS_INVALID, "usage",
                         _("unknown option --%s; did you mean --%s?"), typed, nearest.word);
    }
    return fault_set(reader->fault, STATUS_INVALID, "usage", _("unknown option --%s"), typed);
}

/* The value of an option: what follows "=", or the next word; "" for a flag. Moves past it. */
static enum status option_value(struct reader *reader, const char *name, const char *called,
                                const char *equals, const char **value)
{
    if (!called && equals) {
        return fault_set(reader->fault, STATUS_INVALID, "usage", _("--%s takes no value"), name);
    }
    if (called && !equals && reader->at + 1 >= reader->argc) {
        return fault_set(reader->fault, STATUS_INVALID, "usage", _("--%s wants a value: %s"), name,
                         called);
    }
    if (!called) {
        *value = "";
    } else if (equals) {
        *value = equals + 1;
    } else {
        *value = reader->argv[++reader->at];
    }
    reader->at++;
    return STATUS_OK;
}

static enum status read_global(struct reader *reader, enum global global, const char *equals)
{
    const struct global_option *option = global_at(global);
    const char *value = NULL;
    enum status status = option_value(reader, option->name, option->value, equals, &value);

    if (status == STATUS_OK) {
        globals_set(&reader->args->globals, global, option->value ? value : "yes");
    }
    return status;
}

static enum status read_option(struct reader *reader)
{
    const char *name = reader->argv[reader->at] + 2, *equals = strchr(name, '=');
    size_t length = equals ? (size_t)(equals - name) : strlen(name);
    const struct argument *argument = option_find(reader->args->command, name, length);
    enum global global = global_find(name, length);
    const char *value = NULL;
    enum status status;

    if (!argument && global != GLOBAL_COUNT) {
        return read_global(reader, global, equals);
    }
    if (!argument) {
        return option_unknown(reader, name, length);
    }
    if (args_has(reader->args, argument->name) && !(argument->use & ARGUMENT_MANY)) {
        return fault_set(reader->fault, STATUS_INVALID, "usage", _("--%s is given twice"),
                         argument->name);
    }
    status =
        option_value(reader, argument->name,
                     argument->kind == ARGUMENT_FLAG ? NULL : argument->choices, equals, &value);
    if (status == STATUS_OK) {
        give(reader->args, argument, value);
    }
    return status;
}

/* "-h", and nothing else with one dash. */
static enum status read_letter(struct reader *reader)
{
    if (text_equal(reader->argv[reader->at], "-h")) {
        return read_global(reader, GLOBAL_HELP, NULL);
    }
    return fault_set(reader->fault, STATUS_INVALID, "usage",
                     _("unknown option %s; options begin with two dashes"),
                     reader->argv[reader->at]);
}

/* Whether some command's words begin with the topic and go on. */
static bool is_group(const char *topic)
{
    const struct command *command;
    size_t length = strlen(topic);

    for (size_t i = 0; (command = command_nth(i)) != NULL; i++) {
        if (text_starts(command->words, topic) && command->words[length] == ' ') {
            return true;
        }
    }
    return false;
}

static enum status command_unknown(struct reader *reader)
{
    const struct command *command;
    struct suggestion nearest;

    suggestion_init(&nearest, reader->args->topic);
    for (size_t i = 0; (command = command_nth(i)) != NULL; i++) {
        suggestion_offer(&nearest, command->words);
    }
    if (nearest.word) {
        return fault_set(reader->fault, STATUS_INVALID, "usage",
                         _("unknown command \"%s\"; did you mean \"%s\"?"), reader->args->topic,
                         nearest.word);
    }
    return fault_set(reader->fault, STATUS_INVALID, "usage",
                     _("unknown command \"%s\"; `vouch --help` lists them"), reader->args->topic);
}

static bool topic_select(struct args *args)
{
    for (int verb = VERB_NONE + 1; verb < VERB_COUNT; verb++) {
        if (text_equal(command_at((enum verb)verb)->words, args->topic)) {
            args->verb = (enum verb)verb;
            args->command = command_at(args->verb);
            return true;
        }
    }
    for (int own = OWN_NONE + 1; own < OWN_COUNT; own++) {
        if (text_equal(own_at((enum own)own)->words, args->topic)) {
            args->own = (enum own)own;
            args->command = own_at(args->own);
            return true;
        }
    }
    return false;
}

static enum status read_command_word(struct reader *reader)
{
    struct args *args = reader->args;
    size_t length = strlen(args->topic);

    snprintf(args->topic + length, sizeof args->topic - length, "%s%s", length ? " " : "",
             reader->argv[reader->at]);
    reader->at++;
    return topic_select(args) || is_group(args->topic) ? STATUS_OK : command_unknown(reader);
}

/* The positional that the next word belongs to; the last one that may be repeated takes all the
 * rest. */
static const struct argument *positional_next(const struct reader *reader)
{
    const struct argument *argument;
    size_t placed = reader->placed;

    for (size_t i = 0; (argument = command_argument_nth(reader->args->command, i)) != NULL; i++) {
        if (!(argument->use & ARGUMENT_POSITIONAL)) {
            continue;
        }
        if (placed == 0 || argument->use & ARGUMENT_MANY) {
            return argument;
        }
        placed--;
    }
    return NULL;
}

static enum status read_positional(struct reader *reader)
{
    const struct argument *argument = positional_next(reader);
    const char *word = reader->argv[reader->at];

    if (!argument) {
        return fault_set(reader->fault, STATUS_INVALID, "usage",
                         _("\"%s\" is one word too many for %s"), word,
                         reader->args->command->words);
    }
    give(reader->args, argument, word);
    reader->placed++;
    reader->at++;
    return STATUS_OK;
}

static enum status read_word(struct reader *reader)
{
    const char *word = reader->argv[reader->at];

    if (!reader->ended && text_equal(word, "--")) {
        reader->ended = true;
        reader->at++;
        return STATUS_OK;
    }
    if (!reader->ended && text_starts(word, "--")) {
        return read_option(reader);
    }
    if (!reader->ended && word[0] == '-' && word[1]) {
        return read_letter(reader);
    }
    return reader->args->command ? read_positional(reader) : read_command_word(reader);
}

/* A refusal is printed as JSON also when --json stands behind what was refused. */
static void json_find(const struct reader *reader)
{
    for (int i = reader->at; i < reader->argc && !text_equal(reader->argv[i], "--"); i++) {
        if (text_equal(reader->argv[i], "--json")) {
            globals_set(&reader->args->globals, GLOBAL_JSON, "yes");
        }
    }
}

enum status args_read(int argc, char *const *argv, struct args *out, struct fault *fault)
{
    struct reader reader = {.argc = argc, .at = 1, .argv = argv, .args = out, .fault = fault};
    enum status status = STATUS_OK;

    *out = (struct args){0};
    while (reader.at < argc && status == STATUS_OK) {
        status = read_word(&reader);
    }
    if (status) {
        json_find(&reader);
        return status;
    }
    if (globals_on(&out->globals, GLOBAL_HELP) || globals_on(&out->globals, GLOBAL_VERSION)) {
        return STATUS_OK;
    }
    return args_check(out, fault);
}
