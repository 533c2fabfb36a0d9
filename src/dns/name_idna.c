// SPDX-License-Identifier: MIT
#include "dns/name_idna.h"

#include "base/text.h"
#include "dns/name.h"

#include <idn2.h>
#include <string.h>

enum { IDNA_FLAGS = IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL };

bool idna_to_ascii(const char *text, struct buffer *out)
{
    char *ascii = NULL;

    if (idn2_to_ascii_8z(text, &ascii, IDNA_FLAGS) != IDN2_OK) {
        return false;
    }
    buffer_add_text(out, ascii);
    idn2_free(ascii);
    return true;
}

bool idna_to_unicode(const char *ascii, struct buffer *out)
{
    struct buffer back = {0};
    char *unicode = NULL;
    bool same = idn2_to_unicode_8z8z(ascii, &unicode, 0) == IDN2_OK &&
                idna_to_ascii(unicode, &back) && strcmp(buffer_text(&back), ascii) == 0;

    if (same) {
        buffer_add_text(out, unicode);
    }
    idn2_free(unicode);
    buffer_clear(&back);
    return same;
}

void name_unicode(const struct name *name, char out[NAME_TEXT])
{
    struct buffer unicode = {0};
    char ascii[NAME_TEXT];

    name_text(name, ascii);
    if (strstr(ascii, "xn--") && idna_to_unicode(ascii, &unicode)) {
        text_safe_copy(out, NAME_TEXT, buffer_text(&unicode), unicode.length);
    } else {
        memcpy(out, ascii, sizeof ascii);
    }
    buffer_clear(&unicode);
}
