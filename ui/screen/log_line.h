// SPDX-License-Identifier: MIT
#pragma once
/* A row of the activity log in words: its sign, what was done, and the seen facts without the dress
 * of JSON. Pure. */
#include "base/buffer.h"
#include "engine/reply.h"

const char *log_sign(const struct log_row *row); /* "+", "-", "✓", ... */
/* What was done, for a column: of a check the records that are not right, and the first code; of a
 * change, words. An action that is not known is told with its facts. */
void log_what(const struct log_row *row, struct buffer *out);
/* `{"token":"verified","spf":"failed"}` becomes `token verified, spf failed`. */
void log_detail(const char *json, struct buffer *out);
/* Whether any of the row's texts has these words in it, letter case aside. */
bool log_matches(const struct log_row *row, const char *words);
