// SPDX-License-Identifier: MIT
#include "ui/action.h"

#include "base/buffer.h"
#include "base/status.h"
#include "base/text.h"
#include "ui/act.h"
#include "ui/command_line.h"
#include "ui/key.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

typedef void key_fn(const struct action *action, const char *key, void *arg);

static void each_key(const struct action *action, key_fn *visit, void *arg)
{
    char keys[64], *rest = NULL;

    assert_true(text_copy(keys, sizeof keys, action->keys));
    for (char *key = strtok_r(keys, " ", &rest); key; key = strtok_r(NULL, " ", &rest)) {
        visit(action, key, arg);
    }
}

static void is_a_key(const struct action *action, const char *name, void *arg)
{
    uint32_t key;

    (void)arg;
    if (!key_from_name(name, &key)) {
        fail_msg("%s: no key %s", action->name, name);
    }
}

static void every_row_is_whole(void **state)
{
    (void)state;
    for (int id = ACTION_NONE + 1; id < ACTION_COUNT; id++) {
        const struct action *action = action_at((enum action_id)id);

        assert_non_null(strchr(action->name, '.'));
        assert_true(action->label[0] != '\0' && action->help[0] != '\0' && action->where != 0);
        assert_int_equal(action->run != NULL, action->keys[0] != '\0');
        assert_true(action->shown || action->keys[0]);
        each_key(action, is_a_key, NULL);
    }
}

static void names_are_of_one_alone(void **state)
{
    (void)state;
    for (int id = ACTION_NONE + 1; id < ACTION_COUNT; id++) {
        assert_ptr_equal(action_by_name(action_at((enum action_id)id)->name),
                         action_at((enum action_id)id));
    }
    assert_ptr_equal(action_by_name("verify"), action_at(ACTION_VERIFY));
    assert_null(action_by_name("next")); /* wait.next or dmarc.next? */
    assert_null(action_by_name("no-such-thing"));
    assert_null(action_by_name(""));
}

struct rival {
    const struct action *action;
    const char *key;
};

static void does_not_share(const struct action *action, const char *name, void *arg)
{
    const struct rival *rival = arg;

    /* Two meanings are told apart by when they are possible: the first of the table that is. */
    if (text_equal(name, rival->key) && !rival->action->when) {
        fail_msg("%s hides %s: both have %s", rival->action->name, action->name, name);
    }
}

static void look_for_rivals(const struct action *action, const char *key, void *arg)
{
    struct rival rival = {action, key};

    (void)arg;
    for (int id = ACTION_NONE + 1; id < ACTION_COUNT; id++) {
        const struct action *other = action_at((enum action_id)id);

        if (other > action && (other->where & action->where)) {
            each_key(other, does_not_share, &rival);
        }
    }
}

static void no_action_hides_another(void **state)
{
    (void)state;
    for (int id = ACTION_NONE + 1; id < ACTION_COUNT; id++) {
        each_key(action_at((enum action_id)id), look_for_rivals, NULL);
    }
}

/* One letter never has two meanings that can both destroy something. */
static void only_d_destroys(void **state)
{
    static const enum action_id destroyers[] = {ACTION_DELETE, ACTION_SHARE_REMOVE};

    (void)state;
    for (size_t i = 0; i < COUNT(destroyers); i++) {
        assert_string_equal(action_at(destroyers[i])->keys, "d");
    }
}

static void assert_offered(const enum action_id *ids, enum place place)
{
    for (; *ids != ACTION_NONE; ids++) {
        if (*ids != ACTION_COUNT && !(action_at(*ids)->where & 1u << place)) {
            fail_msg("%s is offered at %s, where it does nothing", action_at(*ids)->name,
                     place_word(place));
        }
    }
}

static void what_is_offered_works_there(void **state)
{
    (void)state;
    for (int place = 0; place < PLACE_COUNT; place++) {
        assert_offered(place_buttons((enum place)place), (enum place)place);
        assert_offered(place_hints((enum place)place), (enum place)place);
    }
}

static void keys_are_shown_as_they_are_written(void **state)
{
    char text[16];

    (void)state;
    assert_string_equal(action_shown(action_at(ACTION_VERIFY), text, sizeof text), "v");
    assert_string_equal(action_shown(action_at(ACTION_BACK), text, sizeof text), "q");
    assert_string_equal(action_shown(action_at(ACTION_REDRAW), text, sizeof text), "Ctrl-L");
    assert_string_equal(action_shown(action_at(ACTION_ROW), text, sizeof text), "j/k");
}

static void both_wordings_are_there(void **state)
{
    (void)state;
    assert_string_equal(action_label(action_at(ACTION_VERIFY), false), "Verify");
    assert_string_equal(action_label(action_at(ACTION_VERIFY), true), "Authenticate");
    assert_string_equal(action_label(action_at(ACTION_COPY), true), "Copy");
}

static void the_palette_completes(void **state)
{
    static const struct {
        const char *typed, *whole;
    } rows[] = {
        {"fi", "filter"}, {"ver", "verify"}, {"domain.ver", "domain.verify"}, {"zzz", "zzz"}};

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct buffer text = {0};

        buffer_add_text(&text, rows[i].typed);
        command_line_complete(NULL, &text);
        assert_string_equal(buffer_text(&text), rows[i].whole);
        buffer_clear(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_is_whole),
        cmocka_unit_test(names_are_of_one_alone),
        cmocka_unit_test(no_action_hides_another),
        cmocka_unit_test(only_d_destroys),
        cmocka_unit_test(what_is_offered_works_there),
        cmocka_unit_test(keys_are_shown_as_they_are_written),
        cmocka_unit_test(both_wordings_are_there),
        cmocka_unit_test(the_palette_completes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
