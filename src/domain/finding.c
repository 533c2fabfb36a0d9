// SPDX-License-Identifier: MIT
#include "domain/finding.h"

#include "base/array.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdlib.h>

static char *safe_dup(const char *bytes, size_t n)
{
    struct buffer safe = {0};

    if (text_plain_run(bytes, n) == n) {
        return mem_text_n(bytes, n);
    }
    text_safe(&safe, bytes, n);
    return buffer_take(&safe);
}

static char *name_dup(const struct name *name)
{
    char text[NAME_TEXT] __attribute__((uninitialized)); /* a kilobyte for thirty bytes */

    if (!name || name->length == 0) {
        return NULL;
    }
    name_text(name, text);
    return mem_text(text);
}

struct finding *finding_add(struct finding_list *list, enum code code, enum area area,
                            const struct name *name)
{
    char *text = name_dup(name);

    for (size_t i = 0; i < list->count; i++) {
        struct finding *old = &list->items[i];

        if (old->code == code && old->area == area && text_equal(old->name, text)) {
            free(text);
            return old;
        }
    }
    struct finding *finding = ARRAY_ADD(list->items, list->count, list->capacity);

    finding->code = code;
    finding->area = area;
    finding->severity = code_severity(code);
    finding->name = text;
    return finding;
}

/* The value's first byte; it is the caller's to fill. */
static char *word_make(const char *key, size_t n, struct finding_word *out)
{
    size_t before = strlen(key) + 1;

    out->key = mem_resize(NULL, before + n + 1, 1);
    memcpy(out->key, key, before);
    out->value = out->key + before;
    out->value[n] = '\0';
    return out->value;
}

/* Where the word of this key is, or a new one without a key. */
static struct finding_word *word_place(struct finding *finding, const char *key)
{
    for (size_t i = 0; i < finding->word_count; i++) {
        if (text_equal(finding->words[i].key, key)) {
            return &finding->words[i];
        }
    }
    return ARRAY_ADD(finding->words, finding->word_count, finding->word_capacity);
}

/* bytes: safe text, NULL: the value is not known. */
static void word_set(struct finding_word *word, const char *key, const char *bytes, size_t n)
{
    struct finding_word old = *word;

    if (bytes) {
        memcpy(word_make(key, n, word), bytes, n);
    } else {
        *word = (struct finding_word){.key = mem_text(key)};
    }
    free(old.key);
}

void finding_word_bytes(struct finding *finding, const char *key, const char *bytes, size_t n)
{
    struct finding_word *word = word_place(finding, key);
    struct buffer safe = {0};

    if (text_plain_run(bytes, n) == n) {
        word_set(word, key, bytes, n);
    } else {
        text_safe(&safe, bytes, n);
        word_set(word, key, buffer_text(&safe), safe.length);
        buffer_clear(&safe);
    }
}

void finding_word(struct finding *finding, const char *key, const char *format, ...)
{
    struct buffer text = {0};
    va_list args;

    va_start(args, format);
    buffer_vprintf(&text, format, args);
    va_end(args);
    finding_word_bytes(finding, key, buffer_text(&text), text.length);
    buffer_clear(&text);
}

void finding_word_name(struct finding *finding, const char *key, const struct name *name)
{
    bool known = name && name->length > 0;
    char text[NAME_TEXT] __attribute__((uninitialized));

    if (known) {
        name_text(name, text);
    }
    word_set(word_place(finding, key), key, known ? text : NULL, known ? strlen(text) : 0);
}

void finding_word_add(struct finding *finding, const char *key, const char *value)
{
    word_set(ARRAY_ADD(finding->words, finding->word_count, finding->word_capacity), key, value,
             value ? strlen(value) : 0);
}

static void text_replace(char **slot, const char *text)
{
    if (text) {
        free(*slot);
        *slot = safe_dup(text, strlen(text));
    }
}

void finding_expect(struct finding *finding, const char *expected, const char *found)
{
    text_replace(&finding->expected, expected);
    text_replace(&finding->found, found);
}

void finding_server(struct finding *finding, const struct address *server)
{
    char text[ADDRESS_TEXT];

    if (server->family != ADDRESS_NONE) {
        address_text(server, text);
        text_replace(&finding->server, text);
    }
}

bool finding_list_has(const struct finding_list *list, enum code code)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].code == code) {
            return true;
        }
    }
    return false;
}

const struct finding *finding_list_first(const struct finding_list *list, enum area area,
                                         enum severity at_least)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].area == area && list->items[i].severity >= at_least) {
            return &list->items[i];
        }
    }
    return NULL;
}

static void finding_clear(struct finding *finding)
{
    free(finding->name);
    free(finding->expected);
    free(finding->found);
    free(finding->server);
    for (size_t i = 0; i < finding->word_count; i++) {
        free(finding->words[i].key);
    }
    free(finding->words);
}

static void finding_dup(struct finding *to, const struct finding *from)
{
    *to = *from;
    to->name = mem_text(from->name);
    to->expected = mem_text(from->expected);
    to->found = mem_text(from->found);
    to->server = mem_text(from->server);
    to->words = from->word_count ? mem_array(from->word_count, sizeof *to->words) : NULL;
    to->word_count = 0;
    to->word_capacity = from->word_count;
    for (size_t i = 0; i < from->word_count; i++) {
        finding_word_add(to, from->words[i].key, from->words[i].value);
    }
}

void finding_list_copy(struct finding_list *to, const struct finding_list *from)
{
    struct finding_list copy = {0};

    for (size_t i = 0; i < from->count; i++) {
        finding_list_append(&copy, &from->items[i]);
    }
    finding_list_clear(to);
    *to = copy;
}

void finding_list_append(struct finding_list *to, const struct finding *finding)
{
    finding_dup(ARRAY_ADD(to->items, to->count, to->capacity), finding);
}

void finding_list_take(struct finding_list *to, struct finding *finding)
{
    *ARRAY_ADD(to->items, to->count, to->capacity) = *finding;
    *finding = (struct finding){0};
}

void finding_list_clear(struct finding_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        finding_clear(&list->items[i]);
    }
    free(list->items);
    *list = (struct finding_list){0};
}

bool finding_list_repeats(const struct finding_list *list, size_t at)
{
    for (size_t i = 0; i < at; i++) {
        if (list->items[i].code == list->items[at].code) {
            return true;
        }
    }
    return false;
}

void finding_list_soften(struct finding_list *list, size_t from)
{
    for (size_t i = from; i < list->count; i++) {
        if (list->items[i].severity == SEVERITY_ERROR) {
            list->items[i].severity = SEVERITY_WARN;
        }
    }
}

void finding_list_remove(struct finding_list *list, enum code code, enum area area)
{
    size_t kept = 0;

    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].code == code && list->items[i].area == area) {
            finding_clear(&list->items[i]);
        } else {
            list->items[kept++] = list->items[i];
        }
    }
    list->count = kept;
}

static int finding_compare(const void *a, const void *b)
{
    const struct finding *left = a, *right = b;

    if (left->severity != right->severity) {
        return left->severity > right->severity ? -1 : 1;
    }
    if (left->area != right->area) {
        return left->area < right->area ? -1 : 1;
    }
    if (left->code != right->code) {
        return left->code < right->code ? -1 : 1;
    }
    if (!left->name || !right->name) {
        return (left->name != NULL) - (right->name != NULL);
    }
    return strcmp(left->name, right->name);
}

static bool is_sorted(const struct finding_list *list)
{
    size_t i = 1;

    while (i < list->count && finding_compare(&list->items[i - 1], &list->items[i]) <= 0) {
        i++;
    }
    return i >= list->count;
}

void finding_list_sort(struct finding_list *list)
{
    if (!is_sorted(list)) { /* as most lists of two or three are */
        qsort(list->items, list->count, sizeof *list->items, finding_compare);
    }
}
