// SPDX-License-Identifier: MIT
#pragma once
/*
 * The findings of a domain as one text, so that a row of a list is one row of the store: a line a
 * finding, fields between tabs. Safe text (base/text.h) has neither tabs nor newlines. Pure.
 */
#include "base/buffer.h"
#include "domain/finding.h"

void packed_findings(const struct finding_list *list, struct buffer *out);
/* Appends to out; a line that cannot be read (an older or newer code) is left out. */
void packed_findings_read(const char *text, struct finding_list *out);
