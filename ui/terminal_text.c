// SPDX-License-Identifier: MIT
#include "ui/terminal_text.h"

#include <stdio.h>

void terminal_text_line(const char *mark, const char *text)
{
    printf("%s%s\n", mark, text);
    fflush(stdout);
}

void terminal_text_bytes(const char *bytes, size_t n)
{
    if (fwrite(bytes, 1, n, stdout) == n) {
        fflush(stdout); /* nobody reads any more: nothing is left to say it to */
    }
}

void terminal_text_complain(const char *sentence)
{
    fprintf(stderr, "vouch: %s\n", sentence);
}
