// SPDX-License-Identifier: MIT
#pragma once
/*
 * States as the console writes them: a sign and a word in six cells ("✗ FAIL"), one kanji in
 * Japanese. Capitals mean that somebody must act; colour only repeats it.
 */
#include "domain/lifecycle.h"
#include "ui/paint.h"

const char *state_cell(enum state state); /* "✓ ok", translated */
const char *
state_phrase(enum state state); /* "verified", translated: for the legend and the line mode */
enum paint state_paint(enum state state);
/* As the list shows a record: the DMARC one says its policy once it is verified ("✓ none"). */
const char *record_cell(const struct domain *domain, enum record record);
const char *record_title(enum record record); /* "DKIM", translated where it is a word */
const char *record_noun(enum record record);  /* the same in the middle of a sentence: "token" */
const char *policy_word(int policy);          /* "none", as in DNS; "-" when not known */
/* "owner", "guest", "own+2". */
void role_text(const struct domain *domain, char *out, size_t size);
/* The widest of state_cell() and, with policies, of the verified DMARC cells. */
int state_cells(bool policies);
/* "Public/KR", translated. */
void region_text(enum environment environment, enum region region, char *out, size_t size);
