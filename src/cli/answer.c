// SPDX-License-Identifier: MIT
#include "cli/cli.h"

#include "base/text.h"
#include "base/words.h"
#include "cli/complete.h"
#include "cli/exit.h"
#include "cli/help.h"
#include "cli/manual.h"
#include "cli/openapi.h"
#include "cli/output.h"
#include "wire/wire.h"

#include <string.h>
#include <unistd.h>

static void version_put(const struct globals *globals, const struct library *libraries,
                        size_t count, struct buffer *out)
{
    if (globals_on(globals, GLOBAL_JSON)) {
        wire_version_line(VOUCH_VERSION, libraries, count, out);
    } else {
        buffer_add_text(out, "vouch " VOUCH_VERSION "\n");
    }
}

/* `vouch help domains verify`: its words are positionals. */
static const struct command *helped_command(const struct args *args, struct buffer *topic)
{
    const struct command *command;
    const char *word;

    for (size_t i = 0; (word = args_get_nth(args, "command", i)) != NULL; i++) {
        buffer_printf(topic, "%s%s", i ? " " : "", word);
    }
    if (args->own != OWN_HELP) {
        buffer_add_text(topic, args->topic);
    }
    for (size_t i = 0; (command = command_nth(i)) != NULL; i++) {
        if (text_equal(command->words, buffer_text(topic))) {
            return command;
        }
    }
    return NULL;
}

static void help_put(const struct args *args, struct buffer *out, struct fault *fault)
{
    struct buffer topic = {0};
    const struct command *command = helped_command(args, &topic);

    if (command) {
        help_command(command, out);
    } else if (topic.length == 0) {
        help_overview(out);
    } else {
        help_group(topic.bytes, out);
    }
    if (out->length == 0) {
        fault_set(fault, STATUS_INVALID, "usage", _("there is no command \"%s\""), topic.bytes);
    }
    buffer_clear(&topic);
}

static void own_put(const struct args *args, struct buffer *out, struct fault *fault)
{
    if (args_has(args, "markdown")) {
        manual_markdown(out);
    } else if (args_has(args, "man")) {
        manual_man(out);
    } else if (args_has(args, "openapi")) {
        openapi_write(out);
    } else if (args->own == OWN_COMPLETION) {
        complete_write(args_get(args, "shell"), out);
    } else {
        help_put(args, out, fault);
    }
}

/* Whether an engine is not needed to answer. */
static bool is_ours(const struct args *args, const struct globals *globals)
{
    return (args->own != OWN_NONE && args->own != OWN_SERVE) || globals_on(globals, GLOBAL_HELP) ||
           globals_on(globals, GLOBAL_VERSION);
}

bool cli_answer(const struct args *args, const struct globals *globals,
                const struct library *libraries, size_t count, int *code)
{
    struct output output;
    struct fault fault = {0};

    if (!is_ours(args, globals)) {
        return false;
    }
    output_open(&output, STDOUT_FILENO, globals);
    if (globals_on(globals, GLOBAL_VERSION)) {
        version_put(globals, libraries, count, &output.pending);
    } else if (globals_on(globals, GLOBAL_HELP)) {
        help_put(args, &output.pending, &fault);
    } else {
        own_put(args, &output.pending, &fault);
    }
    *code =
        output_close(&output, &fault) || fault.status ? cli_refuse(globals, &fault) : EXIT_RIGHT;
    return true;
}
