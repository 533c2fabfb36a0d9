// SPDX-License-Identifier: MIT
#pragma once
/* Internationalised names: UTS 46, non-transitional, by libidn2. The only file pair that knows it.
 * Pure. */
#include "base/buffer.h"

#include <stdbool.h>

/* A-labels of a UTF-8 name, appended to out; full-width forms and ideographic dots are mapped on
 * the way. False, and nothing appended, when UTS 46 refuses the name. */
bool idna_to_ascii(const char *text, struct buffer *out);
/* U-labels of an ASCII name, appended to out; false, and nothing appended, unless they convert back
 * to the same name. */
bool idna_to_unicode(const char *ascii, struct buffer *out);
