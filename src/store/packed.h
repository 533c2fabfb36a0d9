// SPDX-License-Identifier: MIT
#pragma once
/*
 * The findings of a domain as one text, so that a row of a list is one row of the store: a line a
 * finding, fields between tabs. Safe text (base/text.h) has neither tabs nor newlines. Who hosts
 * its DNS as another, a blank between. Pure.
 */
#include "base/buffer.h"
#include "store/domains.h"

void packed_findings(const struct finding_list *list, struct buffer *out);
/* Appends to out; a line that cannot be read (an older or newer code) is left out. */
void packed_findings_read(const char *text, struct finding_list *out);
void packed_providers(const struct provider_ids *providers, struct buffer *out);
void packed_providers_read(const char *text, struct provider_ids *out);
