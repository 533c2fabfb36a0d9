// SPDX-License-Identifier: MIT
#pragma once
/*
 * The user's language: gettext, domain "vouch". Works without any generated system locale (falls
 * back to C.UTF-8 and LANGUAGE). Text in the source is English; N_() marks what a table holds, _()
 * translates where it is shown.
 */
#include <libintl.h>
#include <stdbool.h>

/* text: a constant of the program; what was made at run time is for words_find(). */
#define _(text) words_say(text)
#define N_(text) (text)

/* Sets the locale; lang is "en", "ja", "ko" or NULL for the environment's. Looks for catalogues
 * beside the executable
 * (../share/locale, ./locale) and in the installed folder. False: no such language; the
 * environment's is kept. */
bool words_open(const char *lang);
/* Switches language for what this thread renders from now on; "en", "ja" or "ko"; NULL: as it is. A
 * thread begins with "en", one of the loop's workers with the language of who sent it. */
void words_use(const char *lang);
/* This thread's: "en", "ja" or "ko". */
const char *words_language(void);
/* gettext() in this thread's language, which is not asked again for the same constant. A format
 * stays one. */
const char *words_say(const char *text) __attribute__((format_arg(1)));
/* The same of any text. */
const char *words_find(const char *text);
/* True when the locale's character set is UTF-8. */
bool words_are_utf8(void);
