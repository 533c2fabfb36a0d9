// SPDX-License-Identifier: MIT
#include "mail/spf_typo.h"

#include "base/text.h"
#include "mail/spf_term.h"
#include "mail/spf_word.h"

#include <string.h>

struct search {
    const char *bytes;
    size_t n;
    const char *include;
    struct spf_slip *slips;
    size_t count;
};

static void add_slip(struct search *search, enum spf_slip_kind kind, size_t start, size_t end)
{
    if (search->count < SPF_SLIPS) {
        struct spf_slip *slip = &search->slips[search->count++];

        *slip = (struct spf_slip){.kind = kind, .offset = start, .length = end - start};
        slip->separator = kind == SPF_SLIP_SEPARATOR ? search->bytes[end - 1] : '\0';
        text_safe_copy(slip->found, sizeof slip->found, search->bytes + start, end - start);
    }
}

static bool is_address_of_web_or_mail(const struct spf_parts *parts)
{
    return memmem(parts->rest, parts->rest_length, "://", 3) != NULL ||
           memchr(parts->rest, '@', parts->rest_length) != NULL ||
           (parts->rest_length > 0 && parts->rest[parts->rest_length - 1] == '/');
}

/* "include", "include:" and their misspellings with nothing behind. */
static bool is_bare_include(const struct spf_parts *parts)
{
    return parts->rest_length == 0 && spf_is_nearly_include(parts->name, parts->name_length);
}

static bool is_right_include(const struct spf_parts *parts)
{
    return parts->mark == ':' &&
           spf_mechanism_from_name(parts->name, parts->name_length) == SPF_INCLUDE;
}

/* "includespf.example.com": the mark itself is lost. */
static bool lacks_mark(const struct search *search, const struct spf_parts *parts)
{
    const size_t name = strlen("include");

    if (parts->mark != 0 || parts->name_length <= name || search->include == NULL ||
        !text_same_nocase(parts->name, "include", name)) {
        return false;
    }
    const char *host = parts->name + name;
    size_t n = parts->name_length - name;

    return spf_is_nearly_host(host, n, search->include) ||
           (n == strlen(search->include) && text_same_nocase(host, search->include, n));
}

static bool is_typo(const struct search *search, const struct spf_parts *parts)
{
    if (is_right_include(parts)) {
        return search->include != NULL &&
               spf_is_nearly_host(parts->rest, parts->rest_length, search->include);
    }
    return lacks_mark(search, parts) || (parts->mark != 0 && parts->rest_length > 0 &&
                                         spf_is_nearly_include(parts->name, parts->name_length));
}

/* "include :host" and "include;host" are misspelt, "include: host" has a blank too many. */
static enum spf_slip_kind kind_of_gap(const struct search *search, const struct spf_word *word,
                                      const struct spf_word *host)
{
    bool marked = search->bytes[word->offset + word->length - 1] == ':';
    bool glued = search->bytes[word->gap] != ' ' && host->offset == word->gap + 1;

    return !marked && (glued || (host->length > 1 && search->bytes[host->offset] == ':'))
               ? SPF_SLIP_INCLUDE_TYPO
               : SPF_SLIP_INCLUDE_SPACE;
}

/* "include: host": the host is the next word, and no term by itself. */
static bool find_space(struct search *search, const struct spf_word *word, size_t at)
{
    struct spf_word next;
    size_t first = at;

    if (!spf_word_next(search->bytes, search->n, &first, &next)) {
        return false;
    }
    if (next.length == 1 && search->bytes[next.offset] == ':' &&
        !spf_word_next(search->bytes, search->n, &first, &next)) {
        return false;
    }
    if (spf_term_is_known(search->bytes + next.offset, next.length)) {
        return false;
    }
    add_slip(search, kind_of_gap(search, word, &next), word->offset, next.offset + next.length);
    return true;
}

static void search_word(struct search *search, const struct spf_word *word, size_t at)
{
    struct spf_parts parts = spf_word_parts(search->bytes + word->offset, word->length);
    size_t end = word->offset + word->length;

    if (word->separator != ' ') {
        add_slip(search, SPF_SLIP_SEPARATOR, word->offset, word->gap + 1);
    }
    if (is_bare_include(&parts) && find_space(search, word, at)) {
        return;
    }
    if (is_right_include(&parts) && is_address_of_web_or_mail(&parts)) {
        add_slip(search, SPF_SLIP_INCLUDE_URL, word->offset, end);
    } else if (is_typo(search, &parts)) {
        add_slip(search, SPF_SLIP_INCLUDE_TYPO, word->offset, end);
    }
}

size_t spf_find_slips(const char *bytes, size_t n, const char *include,
                      struct spf_slip out[SPF_SLIPS])
{
    struct search search = {.bytes = bytes, .n = n, .include = include, .slips = out};
    size_t at = spf_version_length(bytes, n);
    struct spf_word word;

    if (at > 0 && !spf_is_record(bytes, n)) {
        add_slip(&search, SPF_SLIP_VERSION, 0, at);
    }
    while (at > 0 && spf_word_next(bytes, n, &at, &word)) {
        search_word(&search, &word, at);
    }
    return search.count;
}

bool spf_is_meant(const char *bytes, size_t n)
{
    return spf_version_length(bytes, n) > 0;
}

bool spf_is_senderid(const char *bytes, size_t n)
{
    return n > 5 && text_same_nocase(bytes, "spf2.", 5);
}

static bool is_complete(const char *bytes, size_t n)
{
    return (n == 6 && spf_is_record(bytes, n)) || spf_term_is_known(bytes, n);
}

/* A bare word like "a" can also be the rest of a name that was cut in two. */
static bool is_plainly_a_term(const char *bytes, size_t n)
{
    struct spf_parts parts = spf_word_parts(bytes, n);

    return spf_term_is_known(bytes, n) && (parts.qualifier != 0 || parts.mark != 0);
}

/* A border between two strings of a TXT, and how far the strings beside it reach. */
struct border {
    size_t left, at, right;
};

/* Does the border run two terms into one? The word around it becomes *word. */
static bool is_glued(const struct buffer *text, const struct border *border, struct spf_word *word)
{
    const char *bytes = buffer_text(text);
    size_t start = border->at;
    size_t end = border->at;

    while (start > 0 && bytes[start - 1] != ' ') {
        start--;
    }
    while (end < text->length && bytes[end] != ' ') {
        end++;
    }
    *word = (struct spf_word){.offset = start, .length = end - start};
    size_t left = start > border->left ? start : border->left;
    size_t right = end < border->right ? end : border->right;

    return left < border->at && border->at < right &&
           is_complete(bytes + left, border->at - left) &&
           (is_plainly_a_term(bytes + border->at, right - border->at) ||
            (spf_term_is_known(bytes + border->at, right - border->at) &&
             !spf_term_is_known(bytes + start, end - start)));
}

bool spf_find_glue(const struct rr *txt, struct buffer *glued)
{
    struct buffer text = {0};
    struct border border = {0};
    bool found = false;

    rr_txt_join(txt, &text);
    bool meant = spf_is_meant(buffer_text(&text), text.length);

    for (size_t i = 0; meant && !found && i < rr_txt_count(txt); i++) {
        struct spf_word word;
        size_t n = 0;

        rr_txt_string(txt, i, &n);
        border.right += n;
        found = is_glued(&text, &border, &word);
        if (found && glued != NULL) {
            text_safe(glued, buffer_text(&text) + word.offset, word.length);
        }
        border.left = border.at;
        border.at = border.right;
    }
    buffer_clear(&text);
    return found;
}

bool spf_is_tail(const char *bytes, size_t n)
{
    struct spf_word word;
    bool plain = false;

    for (size_t at = 0; spf_word_next(bytes, n, &at, &word);) {
        if (word.separator != ' ' || !spf_term_is_known(bytes + word.offset, word.length)) {
            return false;
        }
        plain = plain || is_plainly_a_term(bytes + word.offset, word.length);
    }
    return plain;
}
