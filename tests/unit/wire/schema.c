// SPDX-License-Identifier: MIT
#include "wire/schema.h"

#include "base/text.h"
#include "tests/unit/wire/expect.h"

#include <jansson.h>

static bool fits_one(const json_t *value, const struct member *member);

static const struct member *member_find(const struct schema *schema, const char *name)
{
    for (size_t i = 0; i < SCHEMA_MEMBERS && schema->members[i].name; i++) {
        if (text_equal(schema->members[i].name, name)) {
            return &schema->members[i];
        }
    }
    return NULL;
}

static bool fits_member(const json_t *value, const struct member *member)
{
    size_t i;
    json_t *item;

    if (!(member->use & MEMBER_LIST)) {
        return (member->use & MEMBER_NULLABLE && json_is_null(value)) || fits_one(value, member);
    }
    json_array_foreach((json_t *)(uintptr_t)value, i, item)
    {
        if (!fits_one(item, member)) {
            return false;
        }
    }
    return json_is_array(value);
}

/* No member is missing, none is more than the schema has, and each is what it says. */
static bool fits_schema(const json_t *object, const struct schema *schema)
{
    const char *name;
    json_t *value;

    assert_non_null(schema);
    for (size_t i = 0; i < SCHEMA_MEMBERS && schema->members[i].name; i++) {
        if (!(schema->members[i].use & MEMBER_OPTIONAL) &&
            !json_object_get(object, schema->members[i].name)) {
            return false;
        }
    }
    json_object_foreach((json_t *)(uintptr_t)object, name, value)
    {
        const struct member *member = member_find(schema, name);

        if (!member || !fits_member(value, member)) {
            return false;
        }
    }
    return json_is_object(object);
}

/* The schema whose name is the word before the bar. */
static bool fits_word(const char *word, size_t n, const json_t *object)
{
    char name[64];

    assert_true(n < sizeof name);
    memcpy(name, word, n);
    name[n] = '\0';
    return fits_schema(object, schema_find(name));
}

static bool fits_any(const char *names, const json_t *object)
{
    while (*names) {
        size_t n = strcspn(names, "|");

        if (fits_word(names, n, object)) {
            return true;
        }
        names += n + (names[n] == '|');
    }
    return false;
}

static bool is_choice(const char *choices, const char *word)
{
    const struct argument argument = {.kind = ARGUMENT_CHOICE, .choices = choices};

    return argument_allows(&argument, word);
}

static bool is_term(const char *vocabulary, const char *word)
{
    const char *term;

    for (size_t i = 0; (term = vocabulary_nth(vocabulary, i)) != NULL; i++) {
        if (text_equal(term, word)) {
            return true;
        }
    }
    return false;
}

static bool fits_one(const json_t *value, const struct member *member)
{
    switch (member->type) {
    case MEMBER_TEXT:
    case MEMBER_DOMAIN:
        return json_is_string(value);
    case MEMBER_TIME:
        return json_is_string(value) && strchr(json_string_value(value), 'T');
    case MEMBER_NUMBER:
        return json_is_integer(value);
    case MEMBER_FLAG:
        return json_is_boolean(value);
    case MEMBER_WORD:
        return json_is_string(value) && is_choice(member->of, json_string_value(value));
    case MEMBER_TERM:
        return json_is_string(value) && is_term(member->of, json_string_value(value));
    case MEMBER_OBJECT:
        return fits_any(member->of, value);
    case MEMBER_TEXTS:
        return json_is_object(value);
    case MEMBER_ANY:
        return true;
    }
    return false;
}

/* What the to_ functions of this floor write is in these files, held by their own tests. */
// clang-format off
static const struct { const char *file, *schemas; } samples[] = {
    {"backup.json", "Backup"}, {"check.json", "Check"}, {"check-only.json", "Check"},
    {"credentials.json", "NewCredential|Credential"}, {"domain-guest.json", "Domain"},
    {"domain-owner.json", "Domain"}, {"job-import.json", "Job"}, {"key.json", "Key"},
    {"log.json", "LogRow"}, {"project.json", "Project"}, {"projects.json", "ProjectRow"},
    {"records.json", "Record"}, {"rotation.json", "Rotation"}, {"shares.json", "Share"},
    {"token.json", "Token"},
};
// clang-format on

static void sample_fits(const char *file, const char *schemas)
{
    char path[128];
    struct buffer text = {0};
    char *rest, *line;

    snprintf(path, sizeof path, "tests/data/wire/%s", file);
    assert_int_equal(file_read(path, 1 << 16, &text, NULL), STATUS_OK);
    assert_true(text.length > 0);
    for (line = strtok_r(text.bytes, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        json_t *json = json_loads(line, 0, NULL);

        if (!fits_any(schemas, json)) {
            fail_msg("%s is not as wire/schema.c says: %s", file, line);
        }
        json_decref(json);
    }
    buffer_clear(&text);
}

static void what_is_written_fits(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(samples); i++) {
        sample_fits(samples[i].file, samples[i].schemas);
    }
}

static void what_is_other_does_not_fit(void **state)
{
    static const char *const wrong[] = {
        "{}",
        "{\"token\":1}",
        "{\"token\":null}",
        "{\"token\":\"x\",\"tokens\":1}",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(wrong); i++) {
        json_t *json = json_loads(wrong[i], 0, NULL);

        assert_false(fits_any("Token", json));
        json_decref(json);
    }
}

static void references_end_somewhere(const struct member *member)
{
    if (member->type == MEMBER_TERM) {
        assert_non_null(vocabulary_nth(member->of, 0));
    }
    for (const char *name = member->type == MEMBER_OBJECT ? member->of : ""; *name;) {
        char one[64];
        size_t n = strcspn(name, "|");

        memcpy(one, name, n);
        one[n] = '\0';
        assert_non_null(schema_find(one));
        name += n + (name[n] == '|');
    }
}

static void every_name_is_there(void **state)
{
    const struct schema *schema;

    (void)state;
    for (size_t i = 0; (schema = schema_nth(i)) != NULL; i++) {
        assert_ptr_equal(schema_find(schema->name), schema);
        for (size_t at = 0; at < SCHEMA_MEMBERS && schema->members[at].name; at++) {
            references_end_somewhere(&schema->members[at]);
        }
    }
    assert_null(schema_find("Nobody"));
    assert_null(vocabulary_nth("nothing", 0));
}

/* A command that is offered over HTTP answers with something the description can name. */
static void every_route_has_a_shape(void **state)
{
    (void)state;
    for (int verb = VERB_NONE + 1; verb < VERB_COUNT; verb++) {
        if (command_at((enum verb)verb)->route) {
            assert_non_null(schema_of_reply(command_at((enum verb)verb)->reply));
        }
    }
    assert_null(schema_of_reply(REPLY_DOCTOR));
    assert_null(schema_of_reply(REPLY_KIND_COUNT));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_fits),
        cmocka_unit_test(what_is_other_does_not_fit),
        cmocka_unit_test(every_name_is_there),
        cmocka_unit_test(every_route_has_a_shape),
    };

    return cmocka_run_group_tests(tests, open_wire, NULL);
}
