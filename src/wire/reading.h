// SPDX-License-Identifier: MIT
#pragma once
/*
 * Reading JSON that somebody else wrote: members by name, strictly typed and bounded. A reading
 * remembers the first member that was not as it should be and gives harmless values from then on,
 * so that a reader reads through and asks once at the end. Text is made safe (base/text.h).
 */
#include "base/buffer.h"
#include "dns/name.h"
#include "domain/domain.h"

#include <jansson.h>

struct reading {
    char wrong[64]; /* "" : everything was right so far */
};

void reading_wrong(struct reading *reading, const char *key);
/* STATUS_UNSURE, code "bad-answer", naming the member; or STATUS_OK. */
enum status reading_end(const struct reading *reading, struct fault *fault) MUST_USE;

/* Text or null; NULL for null. Borrowed, not safe yet: for words that are looked up. */
const char *read_word(struct reading *reading, const json_t *object, const char *key);
/* The same made safe into an array; null is "". Too long is wrong. */
void read_text(struct reading *reading, const json_t *object, const char *key, char *out,
               size_t size);
/* The same, yours; NULL for null. */
char *read_text_new(struct reading *reading, const json_t *object, const char *key);
/* The same, but null is wrong too; never NULL. */
char *read_text_needed(struct reading *reading, const json_t *object, const char *key);
int64_t read_integer(struct reading *reading, const json_t *object, const char *key, int64_t least,
                     int64_t most);
bool read_flag(struct reading *reading, const json_t *object, const char *key);
/* RFC 3339 or null, which is 0. */
int64_t read_time(struct reading *reading, const json_t *object, const char *key);
/* A domain name or null, which has length 0. */
void read_name(struct reading *reading, const json_t *object, const char *key, struct name *out);
/* NULL, which jansson takes for an empty one, when wrong or longer than most. */
const json_t *read_array(struct reading *reading, const json_t *object, const char *key,
                         size_t most);
const json_t *read_object(struct reading *reading, const json_t *object, const char *key);
/* The free member "more": NULL where there is none. */
const json_t *read_more(struct reading *reading, const json_t *object);

/* A word of an enum: its place in [0, count); 0 and wrong when there is none. */
typedef const char *word_fn(int value);
int read_choice(struct reading *reading, const json_t *object, const char *key, word_fn *word,
                int count);
