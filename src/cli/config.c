// SPDX-License-Identifier: MIT
#include "cli/config.h"

#include "base/file.h"
#include "base/ini.h"
#include "base/text.h"
#include "base/words.h"
#include "cli/cli.h"
#include "cli/exit.h"
#include "cli/output.h"
#include "cli/suggest.h"

#include <string.h>
#include <unistd.h>

/* The settings of one section ("" is the file's beginning), by number. NULL: no more. */
static const char *name_nth(const char *section, size_t i)
{
    if (!*section) {
        return i < GLOBAL_COUNT ? global_at((enum global)i)->name : NULL;
    }
    return i < SETTING_COUNT ? setting_at((enum setting)i)->name : NULL;
}

static bool is_in(const char *section, size_t i)
{
    return *section ? text_equal(setting_at((enum setting)i)->section, section)
                    : global_at((enum global)i)->in_file;
}

static enum status unknown_key(const char *section, const char *key, const struct ini_place *place,
                               struct fault *fault)
{
    struct suggestion nearest;

    suggestion_init(&nearest, key);
    for (size_t i = 0; name_nth(section, i) != NULL; i++) {
        if (is_in(section, i)) {
            suggestion_offer(&nearest, name_nth(section, i));
        }
    }
    if (nearest.word) {
        return ini_fault(fault, place, _("unknown setting \"%s\"; did you mean \"%s\"?"), key,
                         nearest.word);
    }
    return ini_fault(fault, place, _("unknown setting \"%s\""), key);
}

static enum status section_check(const char *section, const char *name,
                                 const struct ini_place *place, struct fault *fault)
{
    struct suggestion nearest;

    suggestion_init(&nearest, section);
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        const char *known = setting_at((enum setting)i)->section;

        if (text_equal(known, section) && !*name) {
            return STATUS_OK;
        }
        suggestion_offer(&nearest, known);
    }
    if (nearest.word) {
        return ini_fault(fault, place, _("there is no section [%s]; did you mean [%s]?"), section,
                         nearest.word);
    }
    return ini_fault(fault, place, _("there is no section [%s]"), section);
}

/* A line of the file can hold it, and everybody sees what it holds. */
static bool can_be_written(const char *value)
{
    size_t n = strlen(value);
    struct buffer shown = {0};
    bool same;

    text_safe(&shown, value, n);
    same = n > 0 && text_equal(buffer_text(&shown), value);
    buffer_clear(&shown);
    return same && value[0] != ' ' && value[n - 1] != ' ';
}

static enum status value_check(setting_check_fn *check, const char *key, const char *value,
                               const struct ini_place *place, struct fault *fault)
{
    const char *wanted = check && *value ? check(value) : NULL;

    if (!*value) {
        return ini_fault(fault, place, _("\"%s\" has no value"), key);
    }
    if (!can_be_written(value)) {
        return ini_fault(fault, place, _("\"%s\" has a character that cannot be seen"), key);
    }
    if (wanted) {
        return ini_fault(fault, place, _("\"%s\" wants %s, not \"%s\""), key, _(wanted), value);
    }
    return STATUS_OK;
}

static enum status read_option(struct globals *globals, const char *key, const char *value,
                               const struct ini_place *place, struct fault *fault)
{
    enum global global = global_find(key, strlen(key));
    enum status status;

    if (global == GLOBAL_COUNT || !global_at(global)->in_file) {
        return unknown_key("", key, place, fault);
    }
    status = value_check(global_at(global)->check, key, value, place, fault);
    if (status == STATUS_OK) {
        globals_fill(globals, global, value);
    }
    return status;
}

static enum status read_line(void *arg, const char *section, const char *name, const char *key,
                             const char *value, const struct ini_place *place, struct fault *fault)
{
    struct globals *globals = arg;
    enum setting setting = setting_find(section, key);
    enum status status;

    if (!*key) {
        return section_check(section, name, place, fault);
    }
    if (!*section) {
        return read_option(globals, key, value, place, fault);
    }
    if (setting == SETTING_COUNT) {
        return unknown_key(section, key, place, fault);
    }
    status = value_check(setting_at(setting)->check, key, value, place, fault);
    if (status == STATUS_OK) {
        globals_fill_setting(globals, setting, value);
    }
    return status;
}

enum status config_read(struct globals *globals, const char *source, const char *bytes, size_t n,
                        struct fault *fault)
{
    return ini_read(source, bytes, n, read_line, globals, fault);
}

enum status config_read_file(struct globals *globals, const char *path, struct fault *fault)
{
    return ini_read_file(path, read_line, globals, fault);
}

/* What the option is, then itself: as it holds, or as a comment. */
static void line_put(struct buffer *out, const char *name, const char *help, const char *example,
                     const char *value)
{
    bool holds = value && can_be_written(value);

    buffer_printf(out, "\n# %s\n%s%s = ", _(help), holds ? "" : "#", name);
    if (value) {
        text_safe(out, value, strlen(value));
    } else {
        buffer_add_text(out, example);
    }
    buffer_add_byte(out, '\n');
}

void config_write(const struct globals *globals, struct buffer *out)
{
    const char *section = "";

    buffer_printf(out, "# %s\n", _("Settings of vouch; vouch.conf(5) tells more."));
    for (size_t i = 0; i < GLOBAL_COUNT; i++) {
        const struct global_option *option = global_at((enum global)i);

        if (option->in_file) {
            line_put(out, option->name, option->help, option->value ? option->value : "yes|no",
                     globals->values[i]);
        }
    }
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        const struct setting_row *row = setting_at((enum setting)i);

        if (!text_equal(section, row->section)) {
            section = row->section;
            buffer_printf(out, "\n[%s]\n", section);
        }
        line_put(out, row->name, row->help, row->value, globals->settings[i]);
    }
}

static void verdict_put(const struct globals *globals, struct buffer *out)
{
    const char *path = globals_get(globals, GLOBAL_CONFIG);

    if (path && access(path, F_OK) == 0) {
        text_safe(out, path, strlen(path));
        buffer_printf(out, ": %s\n", _("all settings are right"));
    } else {
        buffer_printf(out, "%s\n", _("there is no settings file; the defaults hold"));
    }
}

int config_answer(const struct globals *globals)
{
    struct output output;
    struct fault fault = {0};

    output_open(&output, STDOUT_FILENO, globals);
    if (globals_on(globals, GLOBAL_PRINT_CONFIG)) {
        config_write(globals, &output.pending);
    } else {
        verdict_put(globals, &output.pending);
    }
    return output_close(&output, &fault) ? cli_refuse(globals, &fault) : EXIT_RIGHT;
}
