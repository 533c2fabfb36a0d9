// SPDX-License-Identifier: MIT
#include "ui/clipboard.h"

#include "base/encode.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

void clip_osc52(struct buffer *out, const char *text)
{
    buffer_add_text(out, "\x1b]52;c;");
    encode_base64(out, text, strlen(text));
    buffer_add_byte(out, '\a');
}

void clip_screen(struct buffer *out, const char *text)
{
    struct buffer whole = {0};

    clip_osc52(&whole, text);
    for (size_t at = 0; at < whole.length; at += CLIP_CHUNK) {
        size_t left = whole.length - at;

        buffer_add_text(out, "\x1bP");
        buffer_add(out, whole.bytes + at, left < CLIP_CHUNK ? left : CLIP_CHUNK);
        buffer_add_text(out, "\x1b\\");
    }
    buffer_clear(&whole);
}

const char *const *clip_program(enum clip_way way)
{
    // clang-format off
    static const char *const programs[CLIP_WAY_COUNT][5] = {
        [CLIP_WAYLAND] = { "wl-copy", NULL }, [CLIP_XCLIP] = { "xclip", "-selection", "clipboard", NULL },
        [CLIP_XSEL] = { "xsel", "--input", "--clipboard", NULL }, [CLIP_MAC] = { "pbcopy", NULL },
        [CLIP_TMUX] = { "tmux", "load-buffer", "-w", "-", NULL },
    };
    // clang-format on

    return programs[way][0] ? programs[way] : NULL;
}

static bool is_set(const char *name)
{
    const char *value = getenv(name);

    return value && *value;
}

struct clip_surroundings clip_look_around(void)
{
    return (struct clip_surroundings){.wayland = is_set("WAYLAND_DISPLAY"),
                                      .display = is_set("DISPLAY"),
                                      .tmux = is_set("TMUX"),
                                      .screen = is_set("STY"),
                                      .ssh = is_set("SSH_TTY") || is_set("SSH_CONNECTION")};
}

/* Programs of this desktop; over SSH a desktop of the other end is reached by the terminal, not by
 * them. */
static size_t plan_programs(const struct clip_surroundings *around, enum clip_way *ways)
{
    size_t n = 0;

    if (around->wayland) {
        ways[n++] = CLIP_WAYLAND;
    }
    if (around->display) {
        ways[n++] = CLIP_XCLIP;
        ways[n++] = CLIP_XSEL;
    }
#ifdef __APPLE__
    if (!around->ssh) {
        ways[n++] = CLIP_MAC;
    }
#endif
    return n;
}

bool clip_plan(const char *mode, const struct clip_surroundings *around,
               enum clip_way ways[CLIP_WAYS])
{
    size_t n = 0;

    memset(ways, 0, CLIP_WAYS * sizeof *ways);
    if (text_equal(mode, "auto")) {
        n = around->ssh ? 0 : plan_programs(around, ways);
        if (around->tmux) {
            ways[n++] = CLIP_TMUX;
        }
        ways[n] = around->screen ? CLIP_SCREEN : CLIP_OSC52;
    } else if (text_equal(mode, "command")) {
        plan_programs(around, ways);
    } else if (text_equal(mode, "tmux")) {
        ways[0] = CLIP_TMUX;
    } else if (text_equal(mode, "osc52")) {
        ways[0] = around->screen ? CLIP_SCREEN : CLIP_OSC52;
    } else if (text_equal(mode, "print")) {
        ways[0] = CLIP_PRINT;
    } else {
        return text_equal(mode, "off");
    }
    return true;
}
