// SPDX-License-Identifier: MIT
#include "cli/yaml.h"

#include <string.h>

enum { LINE_COLUMNS = 100, WORD_FRAME = 5 };

static void indent(struct yaml *yaml)
{
    int depth = yaml->depth - (yaml->dashed ? 1 : 0);

    for (int i = 0; i < depth; i++) {
        buffer_add_text(yaml->out, "  ");
    }
    if (yaml->dashed) {
        buffer_add_text(yaml->out, "- ");
    }
    yaml->dashed = false;
}

/* Quotes, backslashes and controls as JSON has them, which YAML reads alike. */
static void quote(struct yaml *yaml, const char *text)
{
    buffer_add_byte(yaml->out, '"');
    for (; *text; text++) {
        if ((unsigned char)*text < ' ') {
            buffer_printf(yaml->out, "\\u%04x", (unsigned)*text);
            continue;
        }
        if (*text == '"' || *text == '\\') {
            buffer_add_byte(yaml->out, '\\');
        }
        buffer_add_byte(yaml->out, (unsigned char)*text);
    }
    buffer_add_byte(yaml->out, '"');
}

/* What YAML would read as something else than a key is quoted. */
static void key_put(struct yaml *yaml, const char *key)
{
    indent(yaml);
    if (!key) {
        buffer_add_text(yaml->out, "- ");
        return;
    }
    if (strspn(key, "0123456789") == strlen(key)) {
        quote(yaml, key);
    } else {
        buffer_add_text(yaml->out, key);
    }
    buffer_add_byte(yaml->out, ':');
}

static void scalar_begin(struct yaml *yaml, const char *key)
{
    key_put(yaml, key);
    if (key) {
        buffer_add_byte(yaml->out, ' ');
    }
}

static void nest(struct yaml *yaml, const char *key)
{
    if (key) {
        key_put(yaml, key);
        buffer_add_byte(yaml->out, '\n');
    }
    yaml->depth++;
}

void yaml_open(struct yaml *yaml, const char *key)
{
    nest(yaml, key);
    yaml->dashed = key == NULL;
}

void yaml_items(struct yaml *yaml, const char *key)
{
    nest(yaml, key);
}

void yaml_close(struct yaml *yaml)
{
    yaml->depth--;
}

void yaml_text(struct yaml *yaml, const char *key, const char *text)
{
    scalar_begin(yaml, key);
    quote(yaml, text);
    buffer_add_byte(yaml->out, '\n');
}

void yaml_number(struct yaml *yaml, const char *key, long long number)
{
    scalar_begin(yaml, key);
    buffer_printf(yaml->out, "%lld\n", number);
}

void yaml_flag(struct yaml *yaml, const char *key, bool on)
{
    scalar_begin(yaml, key);
    buffer_add_text(yaml->out, on ? "true\n" : "false\n");
}

void yaml_empty(struct yaml *yaml, const char *key, const char *brackets)
{
    scalar_begin(yaml, key);
    buffer_printf(yaml->out, "%s\n", brackets);
}

void yaml_words_open(struct yaml *yaml, const char *key)
{
    yaml->line = yaml->out->length;
    yaml->comma = false;
    scalar_begin(yaml, key);
    buffer_add_byte(yaml->out, '[');
    yaml->depth++;
}

void yaml_word(struct yaml *yaml, const char *word)
{
    bool fits = yaml->out->length - yaml->line + strlen(word) + WORD_FRAME < LINE_COLUMNS;

    if (yaml->comma) {
        buffer_add_text(yaml->out, fits ? ", " : ",\n");
    }
    if (yaml->comma && !fits) {
        yaml->line = yaml->out->length;
        indent(yaml);
    }
    quote(yaml, word);
    yaml->comma = true;
}

void yaml_words_close(struct yaml *yaml)
{
    yaml->depth--;
    buffer_add_text(yaml->out, "]\n");
}
