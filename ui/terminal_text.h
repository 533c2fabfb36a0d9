// SPDX-License-Identifier: MIT
#pragma once
/* Text that goes past the cells: lines and bytes on standard output, one sentence on standard
 * error. What is given must be safe text (base/text.h). */
#include <stddef.h>

void terminal_text_line(const char *mark,
                        const char *text); /* the mark in front, a newline after */
void terminal_text_bytes(const char *bytes, size_t n);
void terminal_text_complain(const char *sentence); /* "vouch: ..." */
