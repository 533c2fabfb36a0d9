// SPDX-License-Identifier: MIT
#include "base/ini.h"
#include "base/buffer.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Writes down what the reader was told: "line:column section|name|key=value;" */
static enum status note(void *arg, const char *section, const char *name, const char *key,
                        const char *value, const struct ini_place *place, struct fault *fault)
{
    buffer_printf(arg, "%zu:%zu %s|%s|%s=%s;", place->line, place->column, section, name, key,
                  value);
    return text_equal(value, "refused") ? ini_fault(fault, place, "refused %s", key) : STATUS_OK;
}

// clang-format off
static const struct {
    const char *text, *told;
} files[] = {
    { "",                                  ""                                        },
    { "\n\n# nothing\n  # here\n \t\n",    ""                                        },
    { "a = 1",                             "1:1 ||a=1;"                              },
    { "a=1\nb =  two words \t\n",          "1:1 ||a=1;2:1 ||b=two words;"            },
    { "a = 1\r\nb = 2\r\n",                "1:1 ||a=1;2:1 ||b=2;"                    },
    { "  a =\n",                           "1:3 ||a=;"                               },
    { "a = # is = kept\n",                 "1:1 ||a=# is = kept;"                    },
    { "a = 日本\n",                        "1:1 ||a=日本;"                           },
    { "[dns]\nserver = 127.0.0.1:53\n",    "1:1 dns||=;2:1 dns||server=127.0.0.1:53;" },
    { "[provider  gabia ]\nx.y-z_1 = 1\n", "1:1 provider|gabia|=;2:1 provider|gabia|x.y-z_1=1;" },
    { " [ a ] \n[b]\na=1\n",               "1:2 a||=;2:1 b||=;3:1 b||a=1;"           },
    { "[a]\nk=1\n[b]\nk=1\n[a x]\nk=1",    "1:1 a||=;2:1 a||k=1;3:1 b||=;4:1 b||k=1;5:1 a|x|=;6:1 a|x|k=1;" },
};

static const struct {
    const char *text, *message;
} wrong[] = {
    { "just words\n",        "f:1:6: = is expected"                                             },
    { "\n  ?a = 1\n",        "f:2:3: a key, a [section] or a # comment is expected"             },
    { "= 1\n",               "f:1:1: a key, a [section] or a # comment is expected"             },
    { "[]\n",                "f:1:2: a section's name is expected after ["                      },
    { "[a\n",                "f:1:3: ] is missing"                                              },
    { "[a] b\n",             "f:1:5: nothing may follow ]"                                      },
    { "[a=b]\n",             "f:1:3: a section's name has letters, digits, \"_\", \".\" and \"-\"" },
    { "a=1\nb=2\n a=3\n",    "f:3:2: \"a\" is already set in this section"                      },
    { "[a]\n[b]\n[a]\n",     "f:3:1: [a] is here already"                                       },
    { "日本 = 1\n",          "f:1:1: a key, a [section] or a # comment is expected"             },
    { "a = 日本\xff\n",      "f:1:7: not UTF-8, or a control character: byte 0xff"              },
    { "a = \x1b[2J\n",       "f:1:5: not UTF-8, or a control character: byte 0x1b"              },
    { "\xef\xbb\xbf" "a=1",  "f:1:1: not UTF-8, or a control character: byte 0xef"              },
    { "a = 1\rb = 2\n",      "f:1:6: not UTF-8, or a control character: byte 0x0d"              },
    { "ok = 1\nno = refused", "f:2:1: refused no"                                               },
};
// clang-format on

static void files_are_read_line_by_line(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(files); i++) {
        struct buffer told = {0};
        struct fault fault = {0};

        assert_int_equal(ini_read("f", files[i].text, strlen(files[i].text), note, &told, &fault),
                         STATUS_OK);
        assert_string_equal(buffer_text(&told), files[i].told);
        assert_int_equal(fault.status, STATUS_OK);
        buffer_clear(&told);
    }
}

static void errors_tell_line_and_column(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(wrong); i++) {
        struct buffer told = {0};
        struct fault fault = {0};

        assert_int_equal(ini_read("f", wrong[i].text, strlen(wrong[i].text), note, &told, &fault),
                         STATUS_INVALID);
        assert_string_equal(fault.message, wrong[i].message);
        buffer_clear(&told);
    }
}

static void reading_stops_at_the_first_error(void **state)
{
    static const char text[] = "a = refused\nb = 1\n";
    struct buffer told = {0};

    (void)state;
    assert_int_equal(ini_read("f", text, strlen(text), note, &told, NULL), STATUS_INVALID);
    assert_string_equal(told.bytes, "1:1 ||a=refused;");
    buffer_clear(&told);
}

static void a_nul_is_refused(void **state)
{
    struct fault fault = {0};
    struct buffer told = {0};

    (void)state;
    assert_int_equal(ini_read("f", "a=1\0\n", 5, note, &told, &fault), STATUS_INVALID);
    assert_string_equal(fault.message, "f:1:4: not UTF-8, or a control character: byte 0x00");
    buffer_clear(&told);
}

static void what_is_listed_may_come_again(void **state)
{
    static const char text[] = "[step]\nsay = a\nsay = b\n[step]\nsay = c\n";
    static const char twice[] = "[step]\nkey = a\nkey = b\n";
    static const char *const repeatable[] = {"[step]", "say", NULL};
    struct buffer told = {0};

    (void)state;
    assert_int_equal(ini_read_repeating("f", text, strlen(text), repeatable, note, &told, NULL),
                     STATUS_OK);
    assert_string_equal(told.bytes, "1:1 step||=;2:1 step||say=a;3:1 step||say=b;"
                                    "4:1 step||=;5:1 step||say=c;");
    buffer_reset(&told);
    assert_int_equal(ini_read_repeating("f", twice, strlen(twice), repeatable, note, &told, NULL),
                     STATUS_INVALID);
    buffer_clear(&told);
}

static void size_is_bounded(void **state)
{
    struct buffer text = {0}, told = {0};
    struct fault fault = {0};

    (void)state;
    for (size_t i = 0; i < 65537; i++) {
        buffer_add_byte(&text, '#');
    }
    assert_int_equal(ini_read("f", text.bytes, 65536, note, &told, &fault), STATUS_OK);
    assert_int_equal(ini_read("f", text.bytes, 65537, note, &told, &fault), STATUS_INVALID);
    assert_string_equal(fault.message, "f:1:1: the line is longer than 65536 bytes");
    fault_clear(&fault);
    while (text.length <= 1 << 20) {
        buffer_add_byte(&text, '\n');
    }
    assert_int_equal(ini_read("f", text.bytes, text.length, note, &told, &fault), STATUS_INVALID);
    assert_string_equal(fault.code, "file-too-large");
    buffer_clear(&text);
    buffer_clear(&told);
}

static void keys_and_sections_are_counted(void **state)
{
    struct buffer keys = {0}, sections = {0}, told = {0};
    struct fault fault = {0};

    (void)state;
    for (int i = 0; i <= 4096; i++) {
        buffer_printf(&sections, "[s%d]\n", i);
        buffer_printf(&keys, "k%d = 1\n", i);
    }
    assert_int_equal(ini_read("f", keys.bytes, keys.length, note, &told, &fault), STATUS_INVALID);
    assert_string_equal(fault.message, "f:1025:1: more than 1024 keys in one section");
    fault_clear(&fault);
    assert_int_equal(ini_read("f", sections.bytes, sections.length, note, &told, &fault),
                     STATUS_INVALID);
    assert_string_equal(fault.message, "f:4097:1: more than 4096 sections");
    buffer_clear(&keys);
    buffer_clear(&sections);
    buffer_clear(&told);
}

static void a_file_is_read_by_its_name(void **state)
{
    char path[] = "/tmp/vouch-ini-XXXXXX";
    struct buffer told = {0};
    struct fault fault = {0};
    int fd = mkstemp(path);

    (void)state;
    assert_true(fd >= 0);
    assert_int_equal(write(fd, "a = 1\nb\n", 8), 8);
    close(fd);
    assert_int_equal(ini_read_file(path, note, &told, &fault), STATUS_INVALID);
    assert_string_equal(told.bytes, "1:1 ||a=1;");
    assert_true(text_starts(fault.message, path));
    unlink(path);
    fault_clear(&fault);
    assert_int_equal(ini_read_file(path, note, &told, &fault), STATUS_MISSING);
    buffer_clear(&told);
}

static void durations_have_units(void **state)
{
    // clang-format off
    static const struct {
        const char *text;
        long long ms;
    } durations[] = {
        { "0", 0 }, { "7", 7000 }, { "10s", 10000 }, { "5m", 300000 }, { "2h", 7200000 }, { "1d", 86400000 },
        { "9223372036854775", 9223372036854775000 },
    };
    static const char *const none[] = {
        "", "s", "-1", "+1", "1.5s", "1 s", "1w", "1S", "s1", "10ss", "9223372036854776", "99999999999999999999",
        "106751991168d",
    };
    // clang-format on

    (void)state;
    for (size_t i = 0; i < COUNT(durations); i++) {
        long long ms = -1;

        assert_int_equal(ini_duration(durations[i].text, &ms, NULL), STATUS_OK);
        assert_int_equal(ms, durations[i].ms);
    }
    for (size_t i = 0; i < COUNT(none); i++) {
        struct fault fault = {0};
        long long ms = -1;

        assert_int_equal(ini_duration(none[i], &ms, &fault), STATUS_INVALID);
        assert_string_equal(fault.code, "invalid-duration");
        assert_int_equal(ms, -1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_are_read_line_by_line),
        cmocka_unit_test(errors_tell_line_and_column),
        cmocka_unit_test(reading_stops_at_the_first_error),
        cmocka_unit_test(a_nul_is_refused),
        cmocka_unit_test(what_is_listed_may_come_again),
        cmocka_unit_test(size_is_bounded),
        cmocka_unit_test(keys_and_sections_are_counted),
        cmocka_unit_test(a_file_is_read_by_its_name),
        cmocka_unit_test(durations_have_units),
    };

    return cmocka_run_group_tests_name("base/ini", tests, NULL, NULL);
}
