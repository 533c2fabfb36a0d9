// SPDX-License-Identifier: MIT
#include "engine/csv.h"

#include "base/text.h"

#include <string.h>

static const char separators[] = ",;\t";

/* Unquotes in place; returns where the text goes on after the closing quote. */
static char *unquote(char *from, char **field)
{
    char *to = from;

    *field = to;
    while (*from && !(from[0] == '"' && from[1] != '"')) {
        from += from[0] == '"';
        *to++ = *from++;
    }
    from += *from == '"';
    if (to < from) {
        *to = '\0';
    }
    return from;
}

void csv_read(char *text, struct csv_line *out)
{
    bool more = true;

    out->count = 0;
    while (more && out->count < CSV_FIELDS) {
        char *field, *end, *start = text + strspn(text, " ");
        bool quoted = *start == '"';

        end = quoted ? unquote(start + 1, &field) : start;
        end += strcspn(end, separators);
        more = *end != '\0';
        *end = '\0';
        out->fields[out->count++] = quoted ? field : text_trim(start);
        text = end + more;
    }
}
