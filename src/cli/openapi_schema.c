// SPDX-License-Identifier: MIT
#include "base/status.h"
#include "base/text.h"
#include "cli/openapi_inside.h"
#include "wire/schema.h"

#include <string.h>

enum { NAME_MOST = 253 };

/* What JSON calls each type of member; NULL: a reference, or anything. */
// clang-format off
static const struct { const char *type, *format; } types[] = {
    [MEMBER_TEXT]   = {"string", NULL},
    [MEMBER_DOMAIN] = {"string", NULL},
    [MEMBER_TIME]   = {"string", "date-time"},
    [MEMBER_NUMBER] = {"integer", NULL},
    [MEMBER_FLAG]   = {"boolean", NULL},
    [MEMBER_WORD]   = {"string", NULL},
    [MEMBER_TERM]   = {NULL, NULL},
    [MEMBER_OBJECT] = {NULL, NULL},
    [MEMBER_TEXTS]  = {"object", NULL},
    [MEMBER_ANY]    = {NULL, NULL},
};
/* Each is a schema of its own, an enum. */
static const struct { const char *vocabulary, *name; } terms[] = {
    {"area", "Area"}, {"code", "Code"}, {"environment", "Environment"}, {"event", "EventKind"},
    {"job-kind", "JobKind"}, {"job-state", "JobState"}, {"outcome", "Outcome"}, {"record", "RecordKind"},
    {"region", "Region"}, {"severity", "Severity"}, {"state", "State"},
};
// clang-format on

static const char *term_name(const char *vocabulary)
{
    for (size_t i = 0; i < COUNT(terms); i++) {
        if (text_equal(terms[i].vocabulary, vocabulary)) {
            return terms[i].name;
        }
    }
    return vocabulary;
}

static void type_put(struct yaml *yaml, const char *type, bool nullable)
{
    if (!nullable) {
        yaml_text(yaml, "type", type);
        return;
    }
    yaml_words_open(yaml, "type");
    yaml_word(yaml, type);
    yaml_word(yaml, "null");
    yaml_words_close(yaml);
}

static void words_put(struct yaml *yaml, const char *words, bool nullable)
{
    if (!nullable) {
        openapi_choices(yaml, words);
        return;
    }
    yaml_items(yaml, "oneOf");
    yaml_open(yaml, NULL);
    openapi_choices(yaml, words);
    yaml_close(yaml);
    yaml_open(yaml, NULL);
    yaml_text(yaml, "type", "null");
    yaml_close(yaml);
    yaml_close(yaml);
}

/* The member's value, of which a list has many. */
static void value_put(struct yaml *yaml, const struct member *member)
{
    const char *type = types[member->type].type;
    bool nullable = member->use & MEMBER_NULLABLE && !(member->use & MEMBER_LIST);

    if (member->type == MEMBER_TERM) {
        openapi_ref(yaml, "schemas", term_name(member->of));
        return;
    }
    if (member->type == MEMBER_OBJECT) {
        openapi_ref(yaml, "schemas", member->of);
        return;
    }
    if (type) {
        type_put(yaml, type, nullable);
    }
    if (types[member->type].format) {
        yaml_text(yaml, "format", types[member->type].format);
    }
    if (member->type == MEMBER_NUMBER) {
        yaml_number(yaml, "minimum", 0);
    } else if (member->type == MEMBER_DOMAIN) {
        yaml_number(yaml, "maxLength", NAME_MOST);
    } else if (member->type == MEMBER_WORD) {
        words_put(yaml, member->of, nullable);
    } else if (member->type == MEMBER_TEXTS) {
        yaml_open(yaml, "additionalProperties");
        yaml_text(yaml, "type", "string");
        yaml_close(yaml);
    }
}

static void member_put(struct yaml *yaml, const struct member *member)
{
    if (member->type == MEMBER_ANY && !member->help) {
        yaml_empty(yaml, member->name, "{}");
        return;
    }
    yaml_open(yaml, member->name);
    if (member->help) {
        yaml_text(yaml, "description", member->help);
    }
    if (member->use & MEMBER_LIST) {
        yaml_text(yaml, "type", "array");
        if (member->type == MEMBER_TERM) {
            yaml_flag(yaml, "uniqueItems", true);
        }
        yaml_open(yaml, "items");
        value_put(yaml, member);
        yaml_close(yaml);
    } else {
        value_put(yaml, member);
    }
    yaml_close(yaml);
}

static void required_put(struct yaml *yaml, const struct member *members)
{
    if (!members[0].name) {
        return;
    }
    yaml_words_open(yaml, "required");
    for (size_t i = 0; i < SCHEMA_MEMBERS && members[i].name; i++) {
        if (!(members[i].use & MEMBER_OPTIONAL)) {
            yaml_word(yaml, members[i].name);
        }
    }
    yaml_words_close(yaml);
}

static void schema_put(struct yaml *yaml, const struct schema *schema)
{
    const struct member *members = schema->members;

    yaml_open(yaml, schema->name);
    if (schema->help) {
        yaml_text(yaml, "description", schema->help);
    }
    yaml_text(yaml, "type", "object");
    yaml_flag(yaml, "additionalProperties", false);
    required_put(yaml, members);
    if (members[0].name) {
        yaml_open(yaml, "properties");
        for (size_t i = 0; i < SCHEMA_MEMBERS && members[i].name; i++) {
            member_put(yaml, &members[i]);
        }
        yaml_close(yaml);
    }
    yaml_close(yaml);
}

static void term_put(struct yaml *yaml, const char *vocabulary, const char *name)
{
    const char *word;

    yaml_open(yaml, name);
    yaml_text(yaml, "type", "string");
    yaml_words_open(yaml, "enum");
    for (size_t i = 0; (word = vocabulary_nth(vocabulary, i)) != NULL; i++) {
        yaml_word(yaml, word);
    }
    yaml_words_close(yaml);
    yaml_close(yaml);
}

void openapi_schemas(struct yaml *yaml)
{
    const struct schema *schema;

    yaml_open(yaml, "schemas");
    for (size_t i = 0; (schema = schema_nth(i)) != NULL; i++) {
        schema_put(yaml, schema);
    }
    for (size_t i = 0; i < COUNT(terms); i++) {
        term_put(yaml, terms[i].vocabulary, terms[i].name);
    }
    yaml_close(yaml);
}
