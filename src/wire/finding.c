// SPDX-License-Identifier: MIT
#include "wire/shape.h"
#include "wire/spell.h"
#include "wire/wire.h"

/* A finding is spelled in two ways, as a tree and as text: both follow these tables, in order. */

static const char *code_of(const struct finding *finding)
{
    return code_word(finding->code);
}

static const char *area_of(const struct finding *finding)
{
    return area_word(finding->area);
}

static const char *severity_of(const struct finding *finding)
{
    return severity_word(finding->severity);
}

static const char *name_of(const struct finding *finding)
{
    return finding->name;
}

static const char *expected_of(const struct finding *finding)
{
    return finding->expected;
}

static const char *found_of(const struct finding *finding)
{
    return finding->found;
}

static const char *server_of(const struct finding *finding)
{
    return finding->server;
}

static const struct {
    const char *key;
    const char *(*text)(const struct finding *finding);
    void (*spell)(struct buffer *out, const char *key, const char *text);
} facts[] = {
    {"code", code_of, spell_term},         {"area", area_of, spell_term},
    {"severity", severity_of, spell_term}, {"name", name_of, spell_text},
    {"expected", expected_of, spell_text}, {"found", found_of, spell_text},
    {"server", server_of, spell_text},
};

static const struct {
    const char *key;
    void (*write)(const struct finding *finding, struct buffer *out);
} sentences[] = {{"message", finding_message}, {"advice", finding_advice}};

json_t *wire_finding(const struct finding *finding)
{
    struct buffer text = {0};
    json_t *json = json_object();

    for (size_t i = 0; i < COUNT(facts); i++) {
        json_put(json, facts[i].key, json_text(facts[i].text(finding)));
    }
    json_put(json, "ttl", finding->ttl ? json_number(finding->ttl) : json_null());
    for (size_t i = 0; i < COUNT(sentences); i++) {
        buffer_reset(&text);
        sentences[i].write(finding, &text);
        json_put(json, sentences[i].key, json_text_n(buffer_text(&text), text.length));
    }
    buffer_clear(&text);
    return json;
}

void spell_finding(struct buffer *out, const struct finding *finding)
{
    spell_open(out, NULL, '{');
    for (size_t i = 0; i < COUNT(facts); i++) {
        facts[i].spell(out, facts[i].key, facts[i].text(finding));
    }
    if (finding->ttl) {
        spell_number(out, "ttl", finding->ttl);
    } else {
        spell_null(out, "ttl");
    }
    for (size_t i = 0; i < COUNT(sentences); i++) {
        size_t from = spell_begin(out, sentences[i].key);

        sentences[i].write(finding, out);
        spell_end(out, from);
    }
    spell_close(out, '}');
}

void spell_findings(struct buffer *out, const struct finding_list *findings)
{
    spell_open(out, "findings", '[');
    for (size_t i = 0; i < findings->count; i++) {
        spell_finding(out, &findings->items[i]);
    }
    spell_close(out, ']');
}
