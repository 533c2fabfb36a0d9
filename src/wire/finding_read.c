// SPDX-License-Identifier: MIT
#include "base/array.h"
#include "base/text.h"
#include "wire/more.h"

#include <stdlib.h>

enum { FINDINGS_MOST = 4096, WORDS_MOST = 64, KEY_MOST = 40 };

static const char *code_text(int code)
{
    return code_word((enum code)code);
}

static const char *area_text(int area)
{
    return area_word((enum area)area);
}

static const char *severity_text(int severity)
{
    return severity_word((enum severity)severity);
}

/* The sentences are made again where they are read, in that reader's language. */
static void finding_add_more(const struct finding *finding, json_t *object)
{
    json_t *more = json_object(), *words = json_object();

    for (size_t i = 0; i < finding->word_count; i++) {
        json_put(words, finding->words[i].key, json_text(finding->words[i].value));
    }
    json_put(more, "words", words);
    json_put(object, "more", more);
}

void findings_add_more(const struct finding_list *findings, json_t *list)
{
    for (size_t i = 0; i < findings->count; i++) {
        finding_add_more(&findings->items[i], json_array_get(list, i));
    }
}

static void words_read(struct reading *reading, const json_t *more, struct finding *finding)
{
    json_t *words = (json_t *)(uintptr_t)read_object(reading, more, "words");
    const char *key;
    json_t *value;

    if (json_object_size(words) > WORDS_MOST) {
        reading_wrong(reading, "words");
        return;
    }
    json_object_foreach(words, key, value)
    {
        char *text = read_text_new(reading, words, key);
        char safe[KEY_MOST];

        text_safe_copy(safe, sizeof safe, key, strlen(key));
        finding_word_add(finding, safe, text);
        free(text);
    }
}

static void finding_read(struct reading *reading, const json_t *object, struct finding *finding)
{
    const json_t *more = read_more(reading, object);

    finding->code = (enum code)read_choice(reading, object, "code", code_text, CODE_COUNT);
    finding->area = (enum area)read_choice(reading, object, "area", area_text, AREA_COUNT);
    finding->severity =
        (enum severity)read_choice(reading, object, "severity", severity_text, SEVERITY_COUNT);
    finding->name = read_text_new(reading, object, "name");
    finding->expected = read_text_new(reading, object, "expected");
    finding->found = read_text_new(reading, object, "found");
    finding->server = read_text_new(reading, object, "server");
    if (!json_is_null(json_object_get(object, "ttl"))) {
        finding->ttl = (uint32_t)read_integer(reading, object, "ttl", 0, UINT32_MAX);
    }
    if (more) {
        words_read(reading, more, finding);
    }
}

void findings_read(struct reading *reading, const json_t *object, const char *key,
                   struct finding_list *out)
{
    const json_t *list = read_array(reading, object, key, FINDINGS_MOST);

    for (size_t i = 0; i < json_array_size(list); i++) {
        struct finding *finding = ARRAY_ADD(out->items, out->count, out->capacity);

        finding_read(reading, json_array_get(list, i), finding);
    }
}
