// SPDX-License-Identifier: MIT
#include "domain/provider_book.h"

#include "base/array.h"
#include "base/ini.h"
#include "base/text.h"
#include "base/words.h"
#include "domain/provider_words.h"
#include "domain/shipped.h"

#include <stdlib.h>

static void provider_clear(struct provider *provider)
{
    free(provider->name);
    free(provider->name_ja);
    free(provider->name_ko);
    free(provider->save);
    for (size_t i = 0; i < provider->trap_count; i++) {
        free(provider->traps[i]);
    }
    free(provider->traps);
    free(provider->ns);
}

static void book_clear(struct provider_book *book)
{
    for (size_t i = 0; i < book->count; i++) {
        provider_clear(&book->items[i]);
    }
    free(book->items);
}

void provider_book_free(struct provider_book *book)
{
    if (book) {
        book_clear(book);
        free(book);
    }
}

static char *safe_dup(const char *text)
{
    struct buffer safe = {0};

    text_safe(&safe, text, strlen(text));
    return buffer_take(&safe);
}

/* The place of value among words separated by '|'; false: it is none of them. */
static bool choice(const char *words, const char *value, unsigned *out)
{
    size_t n = strlen(value);

    for (unsigned i = 0; n > 0; i++) {
        size_t length = strcspn(words, "|");

        if (length == n && memcmp(words, value, n) == 0) {
            *out = i;
            return true;
        }
        if (words[length] == '\0') {
            break;
        }
        words += length + 1;
    }
    return false;
}

static enum status read_choice(const char *words, const char *value, unsigned *out,
                               const struct ini_place *place, struct fault *fault)
{
    return choice(words, value, out) ? STATUS_OK
                                     : ini_fault(fault, place, _("one of %s is expected"), words);
}

static enum status read_seconds(const char *value, unsigned *out, const struct ini_place *place,
                                struct fault *fault)
{
    long long ms;

    if (ini_duration(value, &ms, NULL) != STATUS_OK || ms > 86400000LL * 30) {
        return ini_fault(fault, place, _("\"%s\" is not a duration such as 10s, 5m, 2h or 1d"),
                         value);
    }
    *out = (unsigned)(ms / 1000);
    return STATUS_OK;
}

typedef enum status word_fn(struct provider *provider, const char *word,
                            const struct ini_place *place, struct fault *fault);

/* Calls fn for each word between blanks. */
static enum status each_word(struct provider *provider, const char *value, word_fn *fn,
                             const struct ini_place *place, struct fault *fault)
{
    enum status status = STATUS_OK;

    while (status == STATUS_OK && *(value += strspn(value, " \t"))) {
        size_t n = strcspn(value, " \t");
        char *word = mem_text_n(value, n);

        status = fn(provider, word, place, fault);
        free(word);
        value += n;
    }
    return status;
}

static enum status add_ns(struct provider *provider, const char *word,
                          const struct ini_place *place, struct fault *fault)
{
    struct name name;

    if (!name_parse(word, &name) || name_is_root(&name)) {
        return ini_fault(fault, place, _("\"%s\" is not a name"), word);
    }
    provider->ns = mem_resize(provider->ns, provider->ns_count + 1, sizeof *provider->ns);
    provider->ns[provider->ns_count++] = name;
    return STATUS_OK;
}

static enum status add_trap(struct provider *provider, const char *word,
                            const struct ini_place *place, struct fault *fault)
{
    if (!provider_trap_is_known(word)) {
        return ini_fault(fault, place, _("\"%s\" is not a known trap"), word);
    }
    provider->traps =
        mem_resize(provider->traps, provider->trap_count + 1, sizeof *provider->traps);
    provider->traps[provider->trap_count++] = mem_text(word);
    return STATUS_OK;
}

static enum status read_publish(struct provider *provider, const char *value,
                                const struct ini_place *place, struct fault *fault)
{
    size_t n = strcspn(value, " \t");
    char *usual = mem_text_n(value, n);
    const char *worst = value + n + strspn(value + n, " \t");
    enum status status = read_seconds(usual, &provider->publish_usual, place, fault);

    if (status == STATUS_OK) {
        status = read_seconds(*worst ? worst : usual, &provider->publish_worst, place, fault);
    }
    free(usual);
    return status;
}

static enum status read_choices(struct provider *provider, const char *key, const char *value,
                                const struct ini_place *place, struct fault *fault)
{
    unsigned i = 0;
    enum status status;

    if (text_equal(key, "apex")) {
        status = read_choice("at|empty|name", value, &i, place, fault);
        provider->apex = (enum provider_apex)i;
    } else if (text_equal(key, "host")) {
        status = read_choice("relative|full-dot", value, &i, place, fault);
        provider->host = (enum provider_host)i;
    } else if (text_equal(key, "value")) {
        status = read_choice("one-line|two-strings|bind", value, &i, place, fault);
        provider->value = (enum provider_value)i;
    } else if (text_equal(key, "set")) {
        status = read_choice("no|yes", value, &i, place, fault);
        provider->record_set = i == 1;
    } else {
        status = ini_fault(fault, place, _("\"%s\" is not a setting of a provider"), key);
    }
    return status;
}

static enum status read_setting(struct provider *provider, const char *key, const char *value,
                                const struct ini_place *place, struct fault *fault)
{
    const struct {
        const char *key;
        char **to;
    } texts[] = {
        {"name", &provider->name},
        {"name-ja", &provider->name_ja},
        {"name-ko", &provider->name_ko},
        {"save", &provider->save},
    };

    if (text_equal(key, "save")) {
        value = provider_save_text(value);
    }
    for (size_t i = 0; i < COUNT(texts); i++) {
        if (text_equal(key, texts[i].key)) {
            free(*texts[i].to);
            *texts[i].to = safe_dup(value);
            return STATUS_OK;
        }
    }
    if (text_equal(key, "ns")) {
        return each_word(provider, value, add_ns, place, fault);
    }
    if (text_equal(key, "trap")) {
        return each_word(provider, value, add_trap, place, fault);
    }
    if (text_equal(key, "ttl")) {
        return read_seconds(value, &provider->ttl, place, fault);
    }
    if (text_equal(key, "publish")) {
        return read_publish(provider, value, place, fault);
    }
    return read_choices(provider, key, value, place, fault);
}

static enum status provider_begin(struct provider_book *book, const char *id,
                                  const struct ini_place *place, struct fault *fault)
{
    struct provider *provider;

    if (!*id || strlen(id) >= sizeof provider->id) {
        return ini_fault(fault, place, _("a provider needs a short name: [provider NAME]"));
    }
    provider = ARRAY_ADD(book->items, book->count, book->capacity);
    text_safe_copy(provider->id, sizeof provider->id, id, strlen(id));
    provider->name = safe_dup(id);
    provider->save = mem_text(provider_save_text("save"));
    provider->ttl = 3600;
    provider->publish_usual = 600;
    provider->publish_worst = 3600;
    return STATUS_OK;
}

static enum status read_line(void *arg, const char *section, const char *name, const char *key,
                             const char *value, const struct ini_place *place, struct fault *fault)
{
    struct provider_book *book = arg;

    if (!text_equal(section, "provider")) {
        return ini_fault(fault, place, _("only [provider NAME] is expected here"));
    }
    if (!*key) {
        return provider_begin(book, name, place, fault);
    }
    return read_setting(&book->items[book->count - 1], key, value, place, fault);
}

/* Moves everything out of from; a provider that is there already is replaced in its place. */
static void book_merge(struct provider_book *book, struct provider_book *from)
{
    for (size_t i = 0; i < from->count; i++) {
        size_t at = 0;

        while (at < book->count && !text_equal(book->items[at].id, from->items[i].id)) {
            at++;
        }
        if (at < book->count) {
            provider_clear(&book->items[at]);
            book->items[at] = from->items[i];
        } else {
            *ARRAY_ADD(book->items, book->count, book->capacity) = from->items[i];
        }
    }
    from->count = 0;
}

enum status provider_book_read(struct provider_book *book, const char *source, const char *bytes,
                               size_t n, struct fault *fault)
{
    struct provider_book read = {0};
    enum status status = ini_read(source, bytes, n, read_line, &read, fault);

    if (status == STATUS_OK) {
        book_merge(book, &read);
    }
    book_clear(&read);
    return status;
}

enum status provider_book_shipped(struct provider_book **out, struct fault *fault)
{
    struct provider_book *book = mem_new(sizeof *book);
    size_t n;
    const char *bytes = shipped_providers(&n);
    enum status status = provider_book_read(book, "providers.ini", bytes, n, fault);

    if (status == STATUS_OK) {
        *out = book;
    } else {
        provider_book_free(book);
    }
    return status;
}
