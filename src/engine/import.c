// SPDX-License-Identifier: MIT
#include "engine/import.h"

#include "base/text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static void field_add(struct buffer *out, const char *field)
{
    buffer_add_byte(out, '\t');
    for (; *field; field++) {
        buffer_add_byte(out, (unsigned char)(*field == '\t' ? ' ' : *field));
    }
}

void import_wish_write(const struct import_wish *wish, struct buffer *out)
{
    buffer_printf(out, "%zu", wish->line);
    field_add(out, wish->written);
    field_add(out, wish->environment);
    field_add(out, wish->region);
    field_add(out, wish->registered_at);
}

/* The field before the next tab, or before the end when it is the last; false when it is too long
 * or not there. */
static bool field_take(const char **text, char *out, size_t size, bool last)
{
    size_t length = strcspn(*text, "\t");

    if (length >= size || ((*text)[length] == '\0') != last) {
        return false;
    }
    memcpy(out, *text, length);
    out[length] = '\0';
    *text += length + !last;
    return true;
}

bool import_wish_read(const char *text, struct import_wish *out)
{
    struct import_wish wish = {0};
    char line[24], *end = NULL;

    if (!field_take(&text, line, sizeof line, false) || line[0] < '0' || line[0] > '9') {
        return false;
    }
    errno = 0;
    wish.line = strtoul(line, &end, 10);
    if (*end != '\0' || errno) {
        return false;
    }
    if (!field_take(&text, wish.written, sizeof wish.written, false) ||
        !field_take(&text, wish.environment, sizeof wish.environment, false) ||
        !field_take(&text, wish.region, sizeof wish.region, false) ||
        !field_take(&text, wish.registered_at, sizeof wish.registered_at, true)) {
        return false;
    }
    *out = wish;
    return true;
}
