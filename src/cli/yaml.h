// SPDX-License-Identifier: MIT
#pragma once
/*
 * YAML in block style, written from top to bottom: mappings and sequences that open and close, and
 * scalars in between. Inside a sequence the key is NULL. Text is always quoted, so that nothing in
 * it can be taken for YAML.
 */
#include "base/buffer.h"

#include <stdbool.h>

struct yaml {
    struct buffer *out;
    int depth;
    bool dashed; /* the next line stands behind the dash of its sequence */
    bool comma;  /* the list of words has one already */
    size_t line; /* where its line begins in out */
};

void yaml_open(struct yaml *yaml, const char *key);  /* a mapping */
void yaml_items(struct yaml *yaml, const char *key); /* a sequence */
void yaml_close(struct yaml *yaml);                  /* either */

void yaml_text(struct yaml *yaml, const char *key, const char *text);
void yaml_number(struct yaml *yaml, const char *key, long long number);
void yaml_flag(struct yaml *yaml, const char *key, bool on);
/* An empty mapping or sequence: "{}", "[]". */
void yaml_empty(struct yaml *yaml, const char *key, const char *brackets);
/* A list of words in brackets, on as few lines as fit. */
void yaml_words_open(struct yaml *yaml, const char *key);
void yaml_word(struct yaml *yaml, const char *word);
void yaml_words_close(struct yaml *yaml);
