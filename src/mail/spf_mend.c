// SPDX-License-Identifier: MIT
#include "mail/spf_mend.h"

#include "base/array.h"
#include "base/text.h"
#include "mail/pasted.h"
#include "mail/spf_fix.h"
#include "mail/spf_term.h"
#include "mail/spf_word.h"

#include <stdlib.h>
#include <string.h>

enum { TERM_MOST = 300 };

struct mending {
    const char *bytes;
    const char *include;
    struct spf_word *words;
    size_t count, capacity;
    struct buffer *out;
    bool left_out;
};

/* Starts of a term that no domain name holds in its middle. */
static const char *const starts[] = {"include:", "ip4:", "ip6:", "exists:", "redirect=", "exp="};

static bool starts_term(const char *bytes, size_t n)
{
    if (n > 0 && bytes[0] != '\0' && strchr("+-~?", bytes[0]) != NULL) {
        bytes++;
        n--;
        if (n == 3 && text_same_nocase(bytes, "all", 3)) {
            return true;
        }
    }
    for (size_t i = 0; i < COUNT(starts); i++) {
        size_t length = strlen(starts[i]);

        if (n > length && text_same_nocase(bytes, starts[i], length)) {
            return true;
        }
    }
    return false;
}

/* Where a second term begins in a word that holds two; n when it holds one. No term is longer than
 * a name, which also keeps a hostile word from being read over and over. */
static size_t find_second(const char *bytes, size_t n)
{
    size_t most = n < TERM_MOST ? n : TERM_MOST;
    size_t at = 1;

    while (at < most && !(starts_term(bytes + at, n - at) && spf_term_is_known(bytes, at))) {
        at++;
    }
    return at < most ? at : n;
}

static bool is_version(const char *bytes, size_t n)
{
    return n >= 6 && text_same_nocase(bytes, "v=spf1", 6);
}

/* Adds one word that holds one term, mended; leaves it out when it stays bad. */
static void add_term(struct mending *mending, const char *bytes, size_t n)
{
    struct buffer word = {0};

    buffer_add(&word, bytes, n);
    spf_fix_word(&word, mending->include);
    if (spf_fix_is_valid(&word)) {
        buffer_add_byte(mending->out, ' ');
        buffer_add(mending->out, word.bytes, word.length);
    } else {
        mending->left_out = true;
    }
    buffer_clear(&word);
}

static void add_word(struct mending *mending, const char *bytes, size_t n)
{
    while (n > 0) {
        size_t end = find_second(bytes, n);

        if (!is_version(bytes, end)) {
            add_term(mending, bytes, end);
        }
        bytes += end;
        n -= end;
    }
}

/* A qualifier alone, "include", "ip4:", ...: words that want the next one. */
static bool wants_more(const struct mending *mending, const struct spf_word *word)
{
    struct spf_parts parts = spf_word_parts(mending->bytes + word->offset, word->length);
    enum spf_mechanism mechanism = spf_mechanism_from_name(parts.name, parts.name_length);

    if (parts.rest_length > 0) {
        return false;
    }
    return (parts.qualifier != 0 && parts.name_length == 0) || parts.mark != 0 ||
           spf_mechanism_needs_argument(mechanism) ||
           spf_is_nearly_include(parts.name, parts.name_length);
}

/* "include host": true when neither the word nor the one behind it has the colon. */
static bool lacks_mark(const struct mending *mending, const struct spf_word *word)
{
    struct spf_parts parts = spf_word_parts(mending->bytes + word->offset, word->length);
    char next = mending->bytes[word[1].offset];

    return parts.name_length > 0 && parts.mark == 0 && next != ':' && next != '=';
}

/* Tries the word and the `more` words behind it as one term; adds and counts them when that is one.
 */
static bool add_joined(struct mending *mending, size_t first, size_t more)
{
    const struct spf_word *word = &mending->words[first];
    struct buffer joined = {0};

    for (size_t i = first; i <= first + more; i++) {
        buffer_add(&joined, mending->bytes + mending->words[i].offset, mending->words[i].length);
        if (i == first && lacks_mark(mending, word)) {
            buffer_add_byte(&joined, ':');
        }
    }
    spf_fix_word(&joined, mending->include);
    bool good =
        spf_fix_is_known(&joined) && find_second(joined.bytes, joined.length) == joined.length;

    if (good) {
        add_term(mending, joined.bytes, joined.length);
    }
    buffer_clear(&joined);
    return good;
}

/* May the word behind be the rest of this one? Only `all` for a lone qualifier, which can as well
 * be a dash between terms; for "include:" anything that is no term by itself. */
static bool may_join(const struct mending *mending, size_t first, size_t more)
{
    const struct spf_word *next = &mending->words[first + more];
    const char *bytes = mending->bytes + next->offset;

    if (mending->words[first].length == 1) {
        return next->length == 3 && text_same_nocase(bytes, "all", 3);
    }
    return !spf_term_is_known(bytes, next->length);
}

/* Adds what begins at the word; returns how many words that took. */
static size_t add_from(struct mending *mending, size_t first)
{
    const struct spf_word *word = &mending->words[first];
    bool joins = wants_more(mending, word);

    for (size_t more = 1; joins && more <= 2 && first + more < mending->count; more++) {
        joins = may_join(mending, first, more);
        if (joins && add_joined(mending, first, more)) {
            return more + 1;
        }
    }
    add_word(mending, mending->bytes + word->offset, word->length);
    return 1;
}

static void mend(struct mending *mending, size_t at, size_t n)
{
    struct spf_word word;

    while (spf_word_next(mending->bytes, n, &at, &word)) {
        *ARRAY_ADD(mending->words, mending->count, mending->capacity) = word;
    }
    for (size_t i = 0; i < mending->count;) {
        i += add_from(mending, i);
    }
    free(mending->words);
}

bool spf_mend(const char *bytes, size_t n, const char *include, struct buffer *out)
{
    struct mending mending = {.include = include, .out = out};
    struct buffer plain = {0};
    struct pasted pasted;

    pasted_read(bytes, n, "v=spf", &plain, &pasted);
    size_t version = spf_version_length(buffer_text(&plain), plain.length);

    if (version > 0) {
        mending.bytes = buffer_text(&plain);
        buffer_add_text(out, "v=spf1");
        mend(&mending, version, plain.length);
    }
    buffer_clear(&plain);
    return mending.left_out;
}
