// SPDX-License-Identifier: MIT
#include "ui/key.h"

#include "base/status.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct {
    uint32_t key;
    const char *name;
} rows[] = {
    {'j', "j"},
    {'G', "G"},
    {' ', "Space"},
    {'*', "*"},
    {0xe9, "é"},
    {0x3042, "あ"},
    {KEY_TAB, "Tab"},
    {'\r', "Enter"},
    {KEY_ESCAPE, "Esc"},
    {KEY_UP, "Up"},
    {KEY_F1, "F1"},
    {KEY_F12, "F12"},
    {KEY_BACK_TAB, "Shift-Tab"},
    {KEY_PAGE_DOWN, "PgDn"},
    {KEY_CTRL('F'), "Ctrl-F"},
    {KEY_BACKSPACE, "Backspace"},
};

static void has_one_name_each(void **state)
{
    char name[KEY_NAME];
    uint32_t key;

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        key_name(rows[i].key, name);
        assert_string_equal(name, rows[i].name);
        assert_true(key_from_name(name, &key));
        assert_int_equal(key, rows[i].key);
    }
}

static void other_spellings_are_read(void **state)
{
    static const struct {
        const char *name;
        uint32_t key;
    } spellings[] = {{"enter", KEY_ENTER},
                     {"ESC", KEY_ESCAPE},
                     {"^U", KEY_CTRL('U')},
                     {"ctrl-u", KEY_CTRL('U')},
                     {"F10", KEY_F1 + 9}};
    uint32_t key;

    (void)state;
    for (size_t i = 0; i < COUNT(spellings); i++) {
        assert_true(key_from_name(spellings[i].name, &key));
        assert_int_equal(key, spellings[i].key);
    }
}

static void what_is_no_key_is_refused(void **state)
{
    static const char *const names[] = {"",      "jj",      "F0",        "F13",      "F1x",
                                        "Ctrl-", "Ctrl-ab", "Return to", "\x1b\x1b", "\xff"};
    uint32_t key;

    (void)state;
    for (size_t i = 0; i < COUNT(names); i++) {
        if (key_from_name(names[i], &key)) {
            fail_msg("a key: \"%s\"", names[i]);
        }
    }
}

static void only_characters_are_typed(void **state)
{
    (void)state;
    assert_true(key_is_text('a'));
    assert_true(key_is_text(' '));
    assert_true(key_is_text(0x3042));
    assert_false(key_is_text(KEY_ENTER));
    assert_false(key_is_text(KEY_BACKSPACE));
    assert_false(key_is_text(KEY_UP));
    assert_false(key_is_text(0x202e)); /* a bidi override */
    assert_false(key_is_text(0x9b));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(has_one_name_each),
        cmocka_unit_test(other_spellings_are_read),
        cmocka_unit_test(what_is_no_key_is_refused),
        cmocka_unit_test(only_characters_are_typed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
