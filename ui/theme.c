// SPDX-License-Identifier: MIT
#include "ui/theme.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/ini.h"
#include "base/text.h"
#include "base/words.h"

#include <stdlib.h>
#include <string.h>

enum { THEME_BYTES = 64 * 1024, GREYS = 24 };

// clang-format off
static const char *const words[] = {
    [PAINT_TEXT] = "text", [PAINT_TITLE] = "title", [PAINT_MENU] = "menu", [PAINT_KEY] = "key",
    [PAINT_LABEL] = "label", [PAINT_RULE] = "rule", [PAINT_SECTION] = "section", [PAINT_HEADER] = "header",
    [PAINT_CURRENT] = "current", [PAINT_MARKED] = "marked", [PAINT_GOOD] = "good", [PAINT_WAIT] = "wait",
    [PAINT_BAD] = "bad", [PAINT_QUIET] = "quiet", [PAINT_MESSAGE] = "message", [PAINT_ALARM] = "alarm",
    [PAINT_FRAME] = "frame", [PAINT_FIELD] = "field", [PAINT_FOCUS] = "focus",
};
static const struct {
    const char *word;
    unsigned attribute;
} attributes[] = {
    { "bold", THEME_BOLD }, { "dim", THEME_DIM }, { "underline", THEME_UNDERLINE }, { "reverse", THEME_REVERSE },
};
static const char *const colors[] = { "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white" };
// clang-format on
_Static_assert(COUNT(words) == PAINT_COUNT, "every paint has a word");

const char *paint_word(enum paint paint)
{
    return words[paint];
}

static bool read_number(const char *text, int base, long most, int *out)
{
    char *end = NULL;
    long number = strtol(text, &end, base);

    if (end == text || *end || number < 0 || number > most || *text == '-' || *text == '+') {
        return false;
    }
    *out = (int)number;
    return true;
}

static bool read_color(const char *text, int *out)
{
    bool bright = text_starts(text, "bright-");
    const char *name = bright ? text + strlen("bright-") : text;

    if (text_equal(text, "default")) {
        *out = THEME_DEFAULT;
        return true;
    }
    if (*text == '#' && strlen(text) == 7 && read_number(text + 1, 16, 0xffffff, out)) {
        *out |= THEME_RGB;
        return true;
    }
    for (int i = 0; i < (int)COUNT(colors); i++) {
        if (text_equal(name, colors[i])) {
            *out = bright ? i + 8 : i;
            return true;
        }
    }
    return read_number(text, 10, 255, out);
}

static bool read_attribute(const char *text, unsigned *out)
{
    for (size_t i = 0; i < COUNT(attributes); i++) {
        if (text_equal(text, attributes[i].word)) {
            *out |= attributes[i].attribute;
            return true;
        }
    }
    return false;
}

/* The place-th word of a line's value. */
static bool read_part(int place, const char *text, struct theme_paint *out)
{
    if (place == 0) {
        return read_color(text, &out->foreground);
    }
    return place == 1 ? read_color(text, &out->background) : read_attribute(text, &out->attributes);
}

static enum status read_paint(const char *value, struct theme_paint *out,
                              const struct ini_place *place, struct fault *fault)
{
    char line[128], *rest = NULL, *part;
    int count = 0;

    text_copy(line, sizeof line, value);
    for (part = strtok_r(line, " \t", &rest); part; part = strtok_r(NULL, " \t", &rest)) {
        if (!read_part(count++, part, out)) {
            return ini_fault(fault, place, _("no such colour or attribute: %s"), part);
        }
    }
    return count >= 2 ? STATUS_OK : ini_fault(fault, place, _("wanted: foreground background"));
}

static enum status read_line(void *arg, const char *section, const char *name, const char *key,
                             const char *value, const struct ini_place *place, struct fault *fault)
{
    struct theme *theme = arg;

    (void)name;
    if (!text_equal(section, "theme")) {
        return ini_fault(fault, place, _("wanted: [theme]"));
    }
    if (*key == '\0') {
        return STATUS_OK;
    }
    for (int i = 0; i < PAINT_COUNT; i++) {
        if (text_equal(key, words[i])) {
            return read_paint(value, &theme->paints[i], place, fault);
        }
    }
    return ini_fault(fault, place, _("no such part of the screen: %s"), key);
}

enum status theme_read(const char *source, const char *bytes, size_t n, struct theme *out,
                       struct fault *fault)
{
    struct theme theme;
    enum status status;

    for (int i = 0; i < PAINT_COUNT; i++) {
        theme.paints[i] = (struct theme_paint){THEME_DEFAULT, THEME_DEFAULT, 0};
    }
    status = ini_read(source, bytes, n, read_line, &theme, fault);
    if (status == STATUS_OK) {
        *out = theme;
    }
    return status;
}

static enum status open_file(const char *path, struct theme *out, struct fault *fault)
{
    struct buffer bytes = {0};
    enum status status = file_read(path, THEME_BYTES, &bytes, fault);

    if (status == STATUS_OK) {
        status = theme_read(path, buffer_text(&bytes), bytes.length, out, fault);
    }
    buffer_clear(&bytes);
    return status;
}

enum status theme_open(const char *name, struct theme *out, struct fault *fault)
{
    const char *bytes = NULL, *shipped;
    size_t n = 0;

    if (strchr(name, '/')) {
        return open_file(name, out, fault);
    }
    for (size_t i = 0; (shipped = theme_shipped(i, &bytes, &n)) != NULL; i++) {
        if (text_equal(shipped, name)) {
            return theme_read(name, bytes, n, out, fault);
        }
    }
    return fault_set(fault, STATUS_INVALID, "no-such-theme",
                     _("There is no theme %s; a file's name needs a slash."), name);
}

/* The levels of a channel in the 6 x 6 x 6 cube of the 256 colours. */
static int cube_level(int value)
{
    static const int levels[] = {0, 95, 135, 175, 215, 255};
    int best = 0;

    for (int i = 1; i < (int)COUNT(levels); i++) {
        if (abs(levels[i] - value) < abs(levels[best] - value)) {
            best = i;
        }
    }
    return best;
}

static int nearest_256(int rgb)
{
    int red = rgb >> 16 & 255, green = rgb >> 8 & 255, blue = rgb & 255;
    int grey = (red - 3) / 10; /* 8, 18, .. 238 */

    if (red == green && green == blue && red > 4 && red < 247) {
        return 232 + (grey < GREYS ? grey : GREYS - 1);
    }
    return 16 + 36 * cube_level(red) + 6 * cube_level(green) + cube_level(blue);
}

/* Any of the 256 as red, green, blue. */
static int as_rgb(int color)
{
    static const int levels[] = {0, 95, 135, 175, 215, 255};
    int cube = color - 16, grey = 8 + (color - 232) * 10, on = color >= 8 ? 255 : 205;

    if (color >= 232) {
        return grey << 16 | grey << 8 | grey;
    }
    if (color >= 16) {
        return levels[cube / 36] << 16 | levels[cube / 6 % 6] << 8 | levels[cube % 6];
    }
    return (color & 1 ? on << 16 : 0) | (color & 2 ? on << 8 : 0) | (color & 4 ? on : 0);
}

/* Of the eight basic colours: a channel is on when it is above half of the strongest. */
static int nearest_8(int rgb)
{
    int red = rgb >> 16 & 255, green = rgb >> 8 & 255, blue = rgb & 255;
    int top = red > green ? red : green;

    top = blue > top ? blue : top;
    if (top < 64) {
        return 0;
    }
    return (red * 2 > top) | (green * 2 > top) << 1 | (blue * 2 > top) << 2;
}

int theme_nearest(int color, int available)
{
    if (color == THEME_DEFAULT || (color < available && color < THEME_RGB)) {
        return color;
    }
    if (color >= THEME_RGB) {
        return available >= 256 ? nearest_256(color & 0xffffff) : nearest_8(color & 0xffffff);
    }
    return color < 16 ? color & 7 : nearest_8(as_rgb(color));
}
