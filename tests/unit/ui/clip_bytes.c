// SPDX-License-Identifier: MIT
#include "base/buffer.h"
#include "base/status.h"
#include "ui/clipboard.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void osc52_is_base64_between_its_marks(void **state)
{
    struct buffer out = {0};

    (void)state;
    clip_osc52(&out, "ncp-verify=abc");
    assert_string_equal(buffer_text(&out), "\x1b]52;c;bmNwLXZlcmlmeT1hYmM=\a");
    buffer_reset(&out);
    clip_osc52(&out, "");
    assert_string_equal(buffer_text(&out), "\x1b]52;c;\a");
    buffer_clear(&out);
}

/* GNU screen passes strings of at most 764 bytes on; ours are shorter, and together they are the
 * whole. */
static void screen_gets_it_in_pieces(void **state)
{
    struct buffer whole = {0}, pieces = {0}, joined = {0};
    char text[2000];

    (void)state;
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    clip_osc52(&whole, text);
    clip_screen(&pieces, text);
    for (const char *at = buffer_text(&pieces); *at;) {
        const char *end = strstr(at, "\x1b\\");

        assert_memory_equal(at, "\x1bP", 2);
        assert_non_null(end);
        assert_in_range(end + 2 - at, 5, 764);
        buffer_add(&joined, at + 2, (size_t)(end - at - 2));
        at = end + 2;
    }
    assert_string_equal(buffer_text(&joined), buffer_text(&whole));
    buffer_clear(&whole);
    buffer_clear(&pieces);
    buffer_clear(&joined);
}

static void the_plan_fits_the_surroundings(void **state)
{
    static const struct {
        const char *mode;
        struct clip_surroundings around;
        enum clip_way ways[4];
    } rows[] = {
        {"auto", {0}, {CLIP_OSC52}},
        {"auto", {.tmux = true}, {CLIP_TMUX, CLIP_OSC52}},
        {"auto", {.screen = true}, {CLIP_SCREEN}},
        {"auto", {.wayland = true}, {CLIP_WAYLAND, CLIP_OSC52}},
        {"auto", {.display = true, .tmux = true}, {CLIP_XCLIP, CLIP_XSEL, CLIP_TMUX, CLIP_OSC52}},
        /* a display that was forwarded is not where the user's clipboard is */
        {"auto", {.display = true, .ssh = true}, {CLIP_OSC52}},
        {"osc52", {.tmux = true, .display = true}, {CLIP_OSC52}},
        {"osc52", {.screen = true}, {CLIP_SCREEN}},
        {"tmux", {0}, {CLIP_TMUX}},
        {"command", {.display = true}, {CLIP_XCLIP, CLIP_XSEL}},
        {"command", {0}, {CLIP_NONE}},
        {"print", {.display = true}, {CLIP_PRINT}},
        {"off", {.display = true}, {CLIP_NONE}},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        enum clip_way ways[CLIP_WAYS];
        bool ended = false;

        assert_true(clip_plan(rows[i].mode, &rows[i].around, ways));
        for (size_t at = 0; at < COUNT(rows[i].ways) && !ended; at++) {
            assert_int_equal(ways[at], rows[i].ways[at]);
            ended = ways[at] == CLIP_NONE;
        }
    }
}

static void other_modes_are_refused(void **state)
{
    struct clip_surroundings around = {0};
    enum clip_way ways[CLIP_WAYS];

    (void)state;
    assert_false(clip_plan("", &around, ways));
    assert_false(clip_plan("Auto", &around, ways));
    assert_false(clip_plan("xclip", &around, ways));
}

static void programs_take_the_text_as_their_input(void **state)
{
    (void)state;
    assert_string_equal(clip_program(CLIP_TMUX)[0], "tmux");
    assert_string_equal(clip_program(CLIP_TMUX)[3], "-");
    assert_null(clip_program(CLIP_OSC52));
    assert_null(clip_program(CLIP_NONE));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(osc52_is_base64_between_its_marks),
        cmocka_unit_test(screen_gets_it_in_pieces),
        cmocka_unit_test(the_plan_fits_the_surroundings),
        cmocka_unit_test(other_modes_are_refused),
        cmocka_unit_test(programs_take_the_text_as_their_input),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
