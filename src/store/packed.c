// SPDX-License-Identifier: MIT
#include "store/packed.h"

#include "base/array.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* An absent text is an empty field, a present one begins with "=". */
static void text_put(struct buffer *out, const char *text)
{
    buffer_add_byte(out, '\t');
    if (text) {
        buffer_add_byte(out, '=');
        buffer_add_text(out, text);
    }
}

static void number_put(struct buffer *out, int64_t number)
{
    buffer_add_byte(out, '\t');
    buffer_add_number(out, number);
}

static void finding_put(struct buffer *out, const struct finding *finding)
{
    buffer_add_text(out, code_word(finding->code));
    number_put(out, finding->area);
    number_put(out, finding->severity);
    number_put(out, finding->ttl);
    text_put(out, finding->name);
    text_put(out, finding->expected);
    text_put(out, finding->found);
    text_put(out, finding->server);
    for (size_t i = 0; i < finding->word_count; i++) {
        buffer_add_byte(out, '\t');
        buffer_add_text(out, finding->words[i].key);
        text_put(out, finding->words[i].value);
    }
    buffer_add_byte(out, '\n');
}

void packed_findings(const struct finding_list *list, struct buffer *out)
{
    for (size_t i = 0; i < list->count; i++) {
        finding_put(out, &list->items[i]);
    }
}

/* The next field of a line, whose end is cut off; NULL: no more. */
static char *field_take(char **line)
{
    char *field = *line;

    if (field) {
        char *end = strchr(field, '\t');

        *line = end ? end + 1 : NULL;
        if (end) {
            *end = '\0';
        }
    }
    return field;
}

static bool number_take(char **line, unsigned long end, unsigned long *out)
{
    char *field = field_take(line), *rest = NULL;

    if (!field || !*field) {
        return false;
    }
    *out = strtoul(field, &rest, 10);
    return *rest == '\0' && *out < end;
}

static char *text_take(char **line)
{
    const char *field = field_take(line);

    return field && *field == '=' ? mem_text(field + 1) : NULL;
}

static void words_take(char **line, struct finding *finding)
{
    const char *key;

    while ((key = field_take(line))) {
        const char *value = field_take(line);

        finding_word_add(finding, key, value && *value == '=' ? value + 1 : "");
    }
}

static void line_read(char *line, struct finding_list *out)
{
    const char *word = field_take(&line);
    unsigned long area, severity, ttl;
    struct finding *finding;
    enum code code;

    if (!word || !code_from_word(word, &code) || !number_take(&line, AREA_COUNT, &area) ||
        !number_take(&line, SEVERITY_COUNT, &severity) || !number_take(&line, 1UL << 32, &ttl)) {
        return;
    }
    finding = ARRAY_ADD(out->items, out->count, out->capacity);
    finding->code = code;
    finding->area = (enum area)area;
    finding->severity = (enum severity)severity;
    finding->ttl = (uint32_t)ttl;
    finding->name = text_take(&line);
    finding->expected = text_take(&line);
    finding->found = text_take(&line);
    finding->server = text_take(&line);
    words_take(&line, finding);
}

void packed_findings_read(const char *text, struct finding_list *out)
{
    char *copy = mem_text(text), *line = copy;

    while (*line) {
        char *end = strchr(line, '\n');
        char *next = end ? end + 1 : line + strlen(line);

        if (end) {
            *end = '\0';
        }
        line_read(line, out);
        line = next;
    }
    free(copy);
}

void packed_providers(const struct provider_ids *providers, struct buffer *out)
{
    for (size_t i = 0; i < PROVIDER_IDS && *providers->ids[i]; i++) {
        buffer_add_text(out, i ? " " : "");
        buffer_add_text(out, providers->ids[i]);
    }
}

void packed_providers_read(const char *text, struct provider_ids *out)
{
    size_t first = strcspn(text, " ");

    *out = (struct provider_ids){0};
    text_copy(out->ids[0], sizeof out->ids[0], text);
    if (first < sizeof out->ids[0]) {
        out->ids[0][first] = '\0';
    }
    if (text[first] == ' ') {
        text_copy(out->ids[1], sizeof out->ids[1], text + first + 1);
    }
}
