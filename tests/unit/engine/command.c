// SPDX-License-Identifier: MIT
#include "engine/command.h"

#include "base/status.h"
#include "base/text.h"
#include "tests/support/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char *const permissions[] = {"look", "read", "manage", "operate"};

/* The verb of words in one text. */
static enum verb verb_of(const char *words)
{
    char first[32] = "", second[32] = "";
    char *const argv[] = {first, second};
    int used, count = sscanf(words, "%31s %31s", first, second);

    return command_find(count, argv, &used);
}

static void one_command(const struct row *row, void *arg)
{
    const struct command *command = command_at(verb_of(row->cells[0]));
    char offered[128] = "";

    (void)arg;
    assert_non_null(command->words);
    assert_string_equal(command->words, row->cells[0]);
    if (command->method) {
        snprintf(offered, sizeof offered, "%s %s", command->method, command->route);
    }
    assert_string_equal(offered, row->cells[1]);
    assert_string_equal(permissions[command->permission], row->cells[2]);
    assert_true(strlen(command->help) > 10);
}

static void the_contract_is_offered(void **state)
{
    (void)state;
    assert_int_equal(rows_each("tests/data/engine/commands.tsv", one_command, NULL),
                     VERB_COUNT - 1);
}

static void one_choice(const struct row *row, void *arg)
{
    const struct argument *argument = command_argument(verb_of(row->cells[0]), row->cells[1]);

    (void)arg;
    assert_non_null(argument);
    assert_int_equal(argument_allows(argument, row->cells[2]), text_equal(row->cells[3], "yes"));
}

static void choices_are_whole_words(void **state)
{
    (void)state;
    rows_each("tests/data/engine/choices.tsv", one_choice, NULL);
}

static void words_are_found_at_the_front_only(void **state)
{
    char domains[] = "domains", list[] = "list", records[] = "records", lists[] = "lists";
    char *const exact[] = {domains, list, records};
    char *const longer[] = {domains, lists};
    char *const behind[] = {list, domains};
    int used;

    (void)state;
    assert_int_equal(command_find(3, exact, &used), VERB_DOMAINS_LIST);
    assert_int_equal(used, 2);
    assert_int_equal(command_find(1, &exact[2], &used), VERB_RECORDS);
    assert_int_equal(used, 1);
    assert_int_equal(command_find(1, exact, &used), VERB_NONE);
    assert_int_equal(used, 0);
    assert_int_equal(command_find(2, longer, &used), VERB_NONE);
    assert_int_equal(command_find(2, behind, &used), VERB_NONE);
    assert_int_equal(command_find(0, exact, &used), VERB_NONE);
}

/* What the help, the parser and the server rely on. */
static void argument_is_sound(const struct argument *argument)
{
    bool flag = argument->kind == ARGUMENT_FLAG;
    bool positional = argument->use & ARGUMENT_POSITIONAL;

    assert_non_null(argument->help);
    assert_null(strchr(argument->name, '_'));
    assert_false(flag && positional);
    if (!(argument->use & ARGUMENT_INNER)) {
        assert_int_equal(argument->choices == NULL, flag);
    }
    if (argument->use & ARGUMENT_INSTEAD) {
        assert_true(argument->use & ARGUMENT_HERE);
    }
}

static void arguments_are_sound(void **state)
{
    (void)state;
    for (int verb = VERB_NONE + 1; verb < VERB_COUNT; verb++) {
        const struct argument *argument = command_at((enum verb)verb)->arguments;

        for (size_t i = 0; i < COMMAND_ARGUMENTS && argument[i].name; i++) {
            argument_is_sound(&argument[i]);
            assert_ptr_equal(command_argument((enum verb)verb, argument[i].name), &argument[i]);
        }
    }
    assert_null(command_argument(VERB_CHECK, "nothing"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_contract_is_offered),
        cmocka_unit_test(choices_are_whole_words),
        cmocka_unit_test(words_are_found_at_the_front_only),
        cmocka_unit_test(arguments_are_sound),
    };

    return cmocka_run_group_tests_name("engine/command", tests, NULL, NULL);
}
