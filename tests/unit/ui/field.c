// SPDX-License-Identifier: MIT
#include "ui/widget/field.h"

#include "base/status.h"
#include "tests/support/ui/drawn.h"
#include "ui/key.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void press(struct field *field, const char *keys)
{
    while (*keys) {
        char name[KEY_NAME] = "";
        size_t n = strcspn(keys, " ");
        uint32_t key;

        memcpy(name, keys, n);
        assert_true(key_from_name(name, &key));
        assert_true(field_key(field, key, NULL));
        keys += n + (keys[n] == ' ');
    }
}

static void keys_edit(void **state)
{
    static const struct {
        const char *before, *keys, *after;
        size_t caret;
    } rows[] = {
        {"", "a b", "ab", 2},
        {"shop", "Backspace", "sho", 3},
        {"shop", "Home Delete", "hop", 0},
        {"shop", "Left Left x", "shxop", 3},
        {"あい", "Left う", "あうい", 6},
        {"あい", "Backspace", "あ", 3},
        {"one two", "Ctrl-W", "one ", 4},
        {"one two  ", "Ctrl-W", "one ", 4},
        {"one two", "Left Left Ctrl-K", "one t", 5},
        {"one two", "Left Left Ctrl-U", "wo", 0},
        {"", "Backspace Delete Left Right Home End", "", 0},
        {"shop", "Ctrl-A Ctrl-D End x", "hopx", 4},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct field field = {0};

        field_set(&field, rows[i].before);
        press(&field, rows[i].keys);
        assert_string_equal(field_text(&field), rows[i].after);
        assert_int_equal(field.caret, rows[i].caret);
        field_clear(&field);
    }
}

static void keys_that_are_not_its_own_are_left(void **state)
{
    static const uint32_t keys[] = {KEY_ENTER, KEY_TAB, KEY_ESCAPE, KEY_UP, KEY_F1, KEY_CTRL('L')};
    struct field field = {0};

    (void)state;
    for (size_t i = 0; i < COUNT(keys); i++) {
        bool changed = true;

        assert_false(field_key(&field, keys[i], &changed));
        assert_false(changed);
    }
    field_clear(&field);
}

static void a_paste_is_one_safe_line(void **state)
{
    static const char bytes[] = "  shop\x1b[31m\xe2\x80\xae.example \nrm -rf\n";
    struct field field = {0};

    (void)state;
    field_insert(&field, bytes, sizeof bytes - 1);
    assert_string_equal(field_text(&field), "shop\\x1b[31m\\u{202e}.example");
    field_clear(&field);
}

static void its_length_is_bounded(void **state)
{
    struct field field = {.limit = 4};
    bool changed = true;

    (void)state;
    press(&field, "a b c d");
    assert_true(field_key(&field, 'e', &changed));
    assert_false(changed);
    assert_string_equal(field_text(&field), "abcd");
    press(&field, "Backspace Backspace");
    assert_true(field_key(&field, 0x3042, NULL)); /* three bytes: no room */
    assert_string_equal(field_text(&field), "ab");
    field_clear(&field);
}

static void what_is_shown_has_the_caret(void **state)
{
    struct surface surface;
    struct field field = {0};

    (void)state;
    surface_init(&surface, 12, 4);
    field_set(&field, "shop");
    assert_int_equal(field_draw(&field, pane_whole(&surface), 0, 0, 12, true), 12);
    assert_int_equal(surface.cursor_x, 6);
    assert_true(surface.cursor_shown);
    field_set(&field, "shop.example");
    field_draw(&field, pane_whole(&surface), 0, 1, 12, true);
    assert_int_equal(surface.cursor_x, 9);
    press(&field, "Home");
    field_draw(&field, pane_whole(&surface), 0, 2, 12, false);
    assert_int_equal(surface.cursor_y, 1); /* without the keys it leaves the cursor alone */
    field_set(&field, "メール送信");
    field_draw(&field, pane_whole(&surface), 0, 3, 12, true);
    assert_drawn(&surface, "[ shop____ ]\n[ example_ ]\n[ shop.exa ]\n[ ル送信__ ]\n");
    surface_clear(&surface);
    field_clear(&field);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_edit),
        cmocka_unit_test(keys_that_are_not_its_own_are_left),
        cmocka_unit_test(a_paste_is_one_safe_line),
        cmocka_unit_test(its_length_is_bounded),
        cmocka_unit_test(what_is_shown_has_the_caret),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
