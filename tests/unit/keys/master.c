// SPDX-License-Identifier: MIT
#include "keys/master.h"

#include "base/file.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

struct place {
    char folder[64], beside[96], named[96], credential[96];
};

static int folder_new(void **state)
{
    struct place *place = calloc(1, sizeof *place);

    snprintf(place->folder, sizeof place->folder, "/tmp/vouch-master-XXXXXX");
    if (!mkdtemp(place->folder)) {
        return -1;
    }
    snprintf(place->beside, sizeof place->beside, "%s/master.key", place->folder);
    snprintf(place->named, sizeof place->named, "%s/named.key", place->folder);
    snprintf(place->credential, sizeof place->credential, "%s/vouch-master-key", place->folder);
    unsetenv("VOUCH_MASTER_KEY_FILE");
    unsetenv("CREDENTIALS_DIRECTORY");
    *state = place;
    return 0;
}

static int folder_free(void **state)
{
    struct place *place = *state;

    unlink(place->beside);
    unlink(place->named);
    unlink(place->credential);
    rmdir(place->folder);
    free(place);
    return 0;
}

static void key_file(const char *path, char filling, unsigned mode)
{
    char bytes[MASTER_KEY];

    memset(bytes, filling, sizeof bytes);
    assert_int_equal(file_write(path, bytes, sizeof bytes, mode, NULL), STATUS_OK);
    assert_int_equal(chmod(path, mode), 0);
}

/* Which file was read, by what it is filled with. */
static int loaded(const struct master_source *source)
{
    struct master_key key;

    assert_int_equal(master_key_load(source, &key, NULL), STATUS_OK);
    return key.bytes[0];
}

static void made_once_and_private(void **state)
{
    struct place *place = *state;
    struct master_source source = {NULL, place->folder, true};
    struct master_key made, again;
    struct stat about;

    assert_int_equal(master_key_load(&source, &made, NULL), STATUS_OK);
    assert_int_equal(stat(place->beside, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    source.may_make = false;
    assert_int_equal(master_key_load(&source, &again, NULL), STATUS_OK);
    assert_memory_equal(made.bytes, again.bytes, MASTER_KEY);
    master_key_clear(&made);
    assert_int_equal(made.bytes[0] | made.bytes[31], 0);
}

static void first_source_wins(void **state)
{
    struct place *place = *state;
    struct master_source source = {NULL, place->folder, false};

    key_file(place->beside, 'b', 0600);
    key_file(place->credential, 'c', 0400);
    key_file(place->named, 'n', 0600);
    assert_int_equal(loaded(&source), 'b');
    setenv("CREDENTIALS_DIRECTORY", place->folder, 1);
    assert_int_equal(loaded(&source), 'c');
    setenv("VOUCH_MASTER_KEY_FILE", place->named, 1);
    assert_int_equal(loaded(&source), 'n');
    source.file = place->beside;
    assert_int_equal(loaded(&source), 'b');
}

static void a_unit_without_our_credential_falls_back(void **state)
{
    struct place *place = *state;
    struct master_source source = {NULL, place->folder, false};

    key_file(place->beside, 'b', 0600);
    setenv("CREDENTIALS_DIRECTORY", "/nonexistent", 1);
    assert_int_equal(loaded(&source), 'b');
}

static void refused(const struct master_source *source, const char *code)
{
    struct fault fault = {0};
    struct master_key key;

    assert_int_equal(master_key_load(source, &key, &fault), STATUS_IO);
    assert_string_equal(fault.code, code);
    assert_non_null(strstr(fault.message, "/tmp/vouch-master-"));
}

static void readable_by_others_is_refused(void **state)
{
    struct place *place = *state;
    struct master_source source = {NULL, place->folder, true};

    key_file(place->beside, 'b', 0640);
    refused(&source, "master-key-readable");
    key_file(place->beside, 'b', 0604);
    refused(&source, "master-key-readable");
}

static void missing_is_refused(void **state)
{
    struct place *place = *state;
    struct master_source source = {NULL, place->folder, false};

    refused(&source, "master-key-missing");
    source.may_make = true;
    source.file = place->named; /* a file that was named is never made */
    refused(&source, "master-key-missing");
    assert_int_equal(access(place->named, F_OK), -1);
}

static void malformed_is_refused(void **state)
{
    static const char not_hex[] =
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdeg";
    static const char *const texts[] = {"", "too short", not_hex};
    struct place *place = *state;
    struct master_source source = {NULL, place->folder, true};

    for (size_t i = 0; i < COUNT(texts); i++) {
        assert_int_equal(file_write(place->beside, texts[i], strlen(texts[i]), 0600, NULL),
                         STATUS_OK);
        refused(&source, "master-key-malformed");
    }
}

static void hex_and_raw_are_one_key(void **state)
{
    static const char hex[] = "6262626262626262626262626262626262626262626262626262626262626262\n";
    struct place *place = *state;
    struct master_source source = {NULL, place->folder, false};

    assert_int_equal(file_write(place->beside, hex, strlen(hex), 0600, NULL), STATUS_OK);
    assert_int_equal(loaded(&source), 'b');
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, folder_new, folder_free)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(made_once_and_private),
        IN_FOLDER(first_source_wins),
        IN_FOLDER(a_unit_without_our_credential_falls_back),
        IN_FOLDER(readable_by_others_is_refused),
        IN_FOLDER(missing_is_refused),
        IN_FOLDER(malformed_is_refused),
        IN_FOLDER(hex_and_raw_are_one_key),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
