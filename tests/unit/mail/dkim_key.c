// SPDX-License-Identifier: MIT
#include "mail/dkim_key.h"

#include "base/encode.h"
#include "tests/support/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char path[] = "tests/data/mail/dkim_key.tsv";

static const char *form_name(enum dkim_key_form form)
{
    static const char *const names[] = {
        [DKIM_KEY_NONE] = "none",
        [DKIM_KEY_SPKI] = "spki",
        [DKIM_KEY_PKCS1] = "pkcs1",
        [DKIM_KEY_ED25519_RAW] = "ed25519-raw",
        [DKIM_KEY_ED25519_SPKI] = "ed25519-spki",
        [DKIM_KEY_PRIVATE] = "private",
    };

    return names[form];
}

static void read_row(const struct row *row, struct dkim_key *out)
{
    struct buffer der = {0};

    assert_true(decode_base64(&der, row->cells[5], row->lengths[5], NULL));
    dkim_key_read(row->cells[1], (const uint8_t *)der.bytes, der.length, out);
    buffer_clear(&der);
}

static void check_shape(const struct row *row, const struct dkim_shape *shape)
{
    if (strcmp(form_name(shape->form), row->cells[2]) != 0 ||
        shape->bits != strtoul(row->cells[3], NULL, 10) ||
        shape->truncated != (strcmp(row->cells[4], "yes") == 0)) {
        fail_msg("line %zu, %s: have %s of %u bits%s", row->line, row->cells[0],
                 form_name(shape->form), shape->bits, shape->truncated ? ", cut" : "");
    }
}

static void check_key(const struct row *row, void *arg)
{
    struct buffer der = {0};
    struct dkim_shape shape;
    struct dkim_key key;

    (void)arg;
    read_row(row, &key);
    check_shape(row, &key.shape);
    assert_true(decode_base64(&der, row->cells[5], row->lengths[5], NULL));
    dkim_shape_read(row->cells[1], (const uint8_t *)der.bytes, der.length, &shape);
    check_shape(row, &shape);
    buffer_clear(&der);
}

static void reads_keys_in_every_form(void **state)
{
    (void)state;
    rows_each(path, check_key, NULL);
}

struct wanted {
    const char *name;
    struct dkim_key key;
    bool found;
};

static void find_key(const struct row *row, void *arg)
{
    struct wanted *wanted = arg;

    if (strcmp(row->cells[0], wanted->name) == 0) {
        read_row(row, &wanted->key);
        wanted->found = true;
    }
}

static struct dkim_key key_of(const char *name)
{
    struct wanted wanted = {.name = name};

    rows_each(path, find_key, &wanted);
    assert_true(wanted.found);
    return wanted.key;
}

static void compares_numbers(void **state)
{
    struct dkim_key spki = key_of("rsa2048"), pkcs1 = key_of("rsa2048-pkcs1");
    struct dkim_key other = key_of("other2048"), none = key_of("text");
    struct dkim_key raw = key_of("ed25519"), wrapped = key_of("ed25519-spki");

    (void)state;
    assert_true(dkim_key_equal(&spki, &pkcs1));
    assert_true(dkim_key_equal(&raw, &wrapped));
    assert_false(dkim_key_equal(&spki, &other));
    assert_false(dkim_key_equal(&spki, &raw));
    assert_false(dkim_key_equal(&none, &none));
}

static void bounds_what_it_reads(void **state)
{
    static uint8_t big[20000] = {0x30, 0x82, 0x4e, 0x1c};
    struct dkim_key key;

    (void)state;
    dkim_key_read("rsa", big, sizeof big, &key);
    assert_int_equal(key.shape.form, DKIM_KEY_NONE);
    dkim_key_read("rsa", NULL, 0, &key);
    assert_int_equal(key.shape.form, DKIM_KEY_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_keys_in_every_form),
        cmocka_unit_test(compares_numbers),
        cmocka_unit_test(bounds_what_it_reads),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
