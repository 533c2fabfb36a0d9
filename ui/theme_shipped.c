// SPDX-License-Identifier: MIT
#include "ui/theme.h"

/* The files of themes/ as they are, put into the program by the assembler. */
#define SHIP(symbol, path)                                                                         \
    __asm__(".pushsection .rodata\n" #symbol ": .incbin \"" path "\"\n" #symbol                    \
            "_end: .byte 0\n.popsection");                                                         \
    extern const char symbol[], symbol##_end[]

SHIP(theme_file_default, "themes/default.theme");
SHIP(theme_file_light, "themes/light.theme");
SHIP(theme_file_dark, "themes/dark.theme");
SHIP(theme_file_high_contrast, "themes/high-contrast.theme");
SHIP(theme_file_mono, "themes/mono.theme");

const char *theme_shipped(size_t i, const char **bytes, size_t *n)
{
    // clang-format off
    const struct {
        const char *name, *begin, *end;
    } files[] = {
        { "default", theme_file_default, theme_file_default_end },
        { "light", theme_file_light, theme_file_light_end },
        { "dark", theme_file_dark, theme_file_dark_end },
        { "high-contrast", theme_file_high_contrast, theme_file_high_contrast_end },
        { "mono", theme_file_mono, theme_file_mono_end },
    };
    // clang-format on

    if (i >= COUNT(files)) {
        return NULL;
    }
    *bytes = files[i].begin;
    *n = (size_t)(files[i].end - files[i].begin);
    return files[i].name;
}
