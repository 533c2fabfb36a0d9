// SPDX-License-Identifier: MIT
#include "mail/authres.h"

#include "base/file.h"
#include "base/memory.h"
#include "tests/support/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 3, IDS_MOST = 8 };

static void write_columns(struct buffer out[COLUMNS], const struct authres_reading *reading)
{
    buffer_printf(&out[0], "%s/%s/%s own=%s%s", reading->spf, reading->dkim, reading->dmarc,
                  reading->dkim_for_domain, reading->spf_aligned ? " aligned" : "");
    buffer_printf(&out[1], "spf=%s dkim=%s,%s from=%s p=%s", reading->spf_domain,
                  reading->dkim_domain, reading->dkim_selector, reading->from_domain,
                  reading->policy);
    if (reading->reason[0] != '\0') {
        buffer_printf(&out[1], " why=%s", reading->reason);
    }
    if (reading->untrusted) {
        buffer_printf(&out[2], " untrusted=%s", reading->untrusted_id);
    }
    buffer_printf(&out[2], "%s%s%s%s", reading->below_received ? " below" : "",
                  reading->arc_only ? " arc" : "", reading->none ? " none" : "",
                  reading->malformed ? " malformed" : "");
}

static size_t split(char *text, const char *between, const char *out[IDS_MOST])
{
    size_t count = 0;
    char *rest = text, *word;

    while (*text != '\0' && (word = strsep(&rest, between))) {
        assert_true(count < IDS_MOST);
        out[count++] = word;
    }
    return count;
}

static void read_message(const char *file, struct buffer *out)
{
    char path[96];

    snprintf(path, sizeof path, "tests/data/mail/messages/%s.eml", file);
    assert_int_equal(file_read(path, 1 << 20, out, NULL), STATUS_OK);
}

static void compare(const struct row *row, const struct authres_reading *reading)
{
    struct buffer columns[COLUMNS] = {0};

    write_columns(columns, reading);
    for (size_t i = 0; i < COLUMNS; i++) {
        const char *have = buffer_text(&columns[i]);

        have += i == 2 && *have != '\0';
        if (strcmp(have, row->cells[3 + i]) != 0) {
            fail_msg("line %zu, column %zu: have %s", row->line, i + 4, have);
        }
        buffer_clear(&columns[i]);
    }
}

static void check_message(const struct row *row, void *arg)
{
    struct buffer message = {0};
    char *names = mem_text(row->cells[1]), *trusted = mem_text(row->cells[2]);
    const char *parts[IDS_MOST], *ids[IDS_MOST];
    size_t count = split(names, " ", parts);
    size_t n = split(trusted, ",", ids);
    struct name domain, organization;
    struct authres_reading reading;

    (void)arg;
    assert_true(name_parse(parts[0], &domain));
    assert_true(name_parse(parts[count - 1], &organization));
    read_message(row->cells[0], &message);
    authres_read(message.bytes, message.length, &domain, &organization, ids, n, &reading);
    compare(row, &reading);
    authres_reading_clear(&reading);
    buffer_clear(&message);
    free(trusted);
    free(names);
}

static void reads_messages_of_real_receivers(void **state)
{
    (void)state;
    rows_each("tests/data/mail/authres_message.tsv", check_message, NULL);
}

static void lists_signatures(void **state)
{
    struct buffer message = {0};
    struct authres_reading reading;
    struct name domain;

    (void)state;
    assert_true(name_parse("shop.example", &domain));
    read_message("gmail", &message);
    authres_read(message.bytes, message.length, &domain, &domain, NULL, 0, &reading);
    assert_int_equal(reading.signature_count, 2);
    assert_string_equal(reading.signatures[0].domain, "shop.example");
    assert_string_equal(reading.signatures[0].selector, "ncpcompubkr");
    assert_string_equal(reading.signatures[0].result, "pass");
    assert_true(reading.signatures[0].aligned);
    assert_string_equal(reading.signatures[1].domain, "service.example");
    assert_false(reading.signatures[1].aligned);
    authres_reading_clear(&reading);
    assert_null(reading.signatures);
    buffer_clear(&message);
}

/* Fields beyond any bound are not looked at, and what is read stays bounded. */
static void bounds_what_it_reads(void **state)
{
    struct buffer message = {0};
    struct authres_reading reading;
    struct name domain;

    (void)state;
    assert_true(name_parse("shop.example", &domain));
    for (int i = 0; i < 300; i++) {
        buffer_printf(&message, "Authentication-Results: mx%d.recv.example; dkim=fail\n", i);
    }
    buffer_add_text(&message, "Authentication-Results: mx.recv.example; dkim=pass\n\n");
    authres_read(message.bytes, message.length, &domain, &domain, NULL, 0, &reading);
    assert_string_equal(reading.dkim, "fail");
    assert_int_equal(reading.signature_count, 256);
    authres_reading_clear(&reading);
    buffer_clear(&message);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_messages_of_real_receivers),
        cmocka_unit_test(lists_signatures),
        cmocka_unit_test(bounds_what_it_reads),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
