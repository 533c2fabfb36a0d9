// SPDX-License-Identifier: MIT
#include "cli/yaml.h"

#include "cli/openapi.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void reads(struct buffer *out, const char *wanted)
{
    assert_string_equal(buffer_text(out), wanted);
    buffer_clear(out);
}

static void mappings_and_sequences_nest(void **state)
{
    struct buffer out = {0};
    struct yaml yaml = {.out = &out};

    (void)state;
    yaml_text(&yaml, "a", "b");
    yaml_open(&yaml, "c");
    yaml_items(&yaml, "list");
    yaml_open(&yaml, NULL);
    yaml_number(&yaml, "n", -1);
    yaml_open(&yaml, "deep");
    yaml_flag(&yaml, "yes", true);
    yaml_close(&yaml);
    yaml_close(&yaml);
    yaml_text(&yaml, NULL, "word");
    yaml_close(&yaml);
    yaml_close(&yaml);
    yaml_empty(&yaml, "none", "{}");
    reads(&out, "a: \"b\"\n"
                "c:\n"
                "  list:\n"
                "    - n: -1\n"
                "      deep:\n"
                "        yes: true\n"
                "    - \"word\"\n"
                "none: {}\n");
}

static void a_mapping_may_begin_with_a_sequence(void **state)
{
    struct buffer out = {0};
    struct yaml yaml = {.out = &out};

    (void)state;
    yaml_items(&yaml, "list");
    yaml_open(&yaml, NULL);
    yaml_items(&yaml, "inner");
    yaml_text(&yaml, NULL, "x");
    yaml_close(&yaml);
    yaml_close(&yaml);
    yaml_close(&yaml);
    reads(&out, "list:\n  - inner:\n      - \"x\"\n");
}

static void text_is_never_taken_for_yaml(void **state)
{
    struct buffer out = {0};
    struct yaml yaml = {.out = &out};

    (void)state;
    yaml_text(&yaml, "200", "a \"b\" \\ : # {\n");
    reads(&out, "\"200\": \"a \\\"b\\\" \\\\ : # {\\u000a\"\n");
}

static void long_lists_are_folded(void **state)
{
    struct buffer out = {0};
    struct yaml yaml = {.out = &out};
    size_t lines = 0;

    (void)state;
    yaml_words_open(&yaml, "words");
    for (int i = 0; i < 30; i++) {
        yaml_word(&yaml, "something");
    }
    yaml_words_close(&yaml);
    for (const char *line = out.bytes; *line; line = strchr(line, '\n') + 1) {
        assert_true(strcspn(line, "\n") <= 100);
        lines++;
    }
    assert_int_equal(lines, 5);
    buffer_clear(&out);
    yaml_words_open(&yaml, "none");
    yaml_words_close(&yaml);
    reads(&out, "none: []\n");
}

static void the_description_is_written_to_its_end(void **state)
{
    struct buffer out = {0};

    (void)state;
    openapi_write(&out);
    assert_non_null(strstr(buffer_text(&out), "\npaths:\n"));
    assert_non_null(strstr(buffer_text(&out), "\n  schemas:\n"));
    buffer_clear(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mappings_and_sequences_nest),
        cmocka_unit_test(a_mapping_may_begin_with_a_sequence),
        cmocka_unit_test(text_is_never_taken_for_yaml),
        cmocka_unit_test(long_lists_are_folded),
        cmocka_unit_test(the_description_is_written_to_its_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
