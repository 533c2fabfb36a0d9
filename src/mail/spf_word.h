// SPDX-License-Identifier: MIT
#pragma once
/*
 * An SPF record as people write it: the version in all its misspellings, and the words after it,
 * divided by blanks, commas or semicolons. Shared by the finder of slips (spf_typo.c) and the
 * mender (spf_mend.c). Pure.
 */
#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>

/* The length of the version the bytes begin with, right ("v=spf1") or misspelt ("v=spf", "spf1",
 * "V:SPF 1;"), with the punctuation glued to it; 0 when nobody meant a version. */
size_t spf_version_length(const char *bytes, size_t n);

struct spf_word {
    size_t offset, length;
    char separator; /* what stands behind it: ',' or ';', else a blank */
    size_t gap;     /* where that stands */
};

/* The next word at or after *at, which is moved behind it; false at the end. A comma or semicolon
 * inside the braces of a macro divides nothing. */
bool spf_word_next(const char *bytes, size_t n, size_t *at, struct spf_word *out);

/* The parts of a word: "-include:host" is qualifier '-', name "include", mark ':', rest "host". */
struct spf_parts {
    char qualifier; /* 0: none */
    const char *name;
    size_t name_length;
    char mark; /* ':' or '=' after the name, 0: none */
    const char *rest;
    size_t rest_length;
};

struct spf_parts spf_word_parts(const char *bytes, size_t n);
/* True for "include" and what is at most two slips of the pen away from it ("exclude" is not). */
bool spf_is_nearly_include(const char *name, size_t n);
/* True for a host that is not `include`, but so near that it was meant: one slip in 6 characters,
 * two from 12 on. */
bool spf_is_nearly_host(const char *host, size_t n, const char *include);
