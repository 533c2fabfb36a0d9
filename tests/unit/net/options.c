// SPDX-License-Identifier: MIT
/* The servers and ranges that a person names, or the system does. */
#include "net/live.h"
#include "net/resolvconf.h"
#include "net/socket.h"
#include "tests/support/rows.h"

#include <net/if.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void list_servers(const struct live_options *options, char *out, size_t size)
{
    char text[ADDRESS_TEXT];

    out[0] = '\0';
    for (size_t i = 0; i < options->server_count; i++) {
        size_t n = strlen(out);

        address_port_text(&options->servers[i], text);
        snprintf(out + n, size - n, "%s%s", i > 0 ? " " : "", text);
    }
}

static void list_ranges(const struct live_options *options, char *out, size_t size)
{
    char text[ADDRESS_TEXT];

    out[0] = '\0';
    for (size_t i = 0; i < options->allow_count; i++) {
        size_t n = strlen(out);

        address_text(&options->allow[i].base, text);
        snprintf(out + n, size - n, "%s%s/%d", i > 0 ? " " : "", text, options->allow[i].bits);
    }
}

static void check_resolvconf(const struct row *row, void *arg)
{
    struct live_options options = {0};
    char have[512];

    (void)arg;
    resolvconf_read(row->cells[0], row->lengths[0], &options);
    list_servers(&options, have, sizeof have);
    if (strcmp(have, row->cells[1]) != 0) {
        fail_msg("line %zu: have %s, want %s", row->line, have, row->cells[1]);
    }
}

static void reads_the_systems_resolvers(void **state)
{
    (void)state;
    rows_each("tests/data/net/resolvconf.tsv", check_resolvconf, NULL);
}

static void passes_over_endless_lines(void **state)
{
    struct live_options options = {0};
    char text[4000];

    (void)state;
    memset(text, ' ', sizeof text);
    memcpy(text + sizeof text - 22, "\nnameserver 192.0.2.1\n", 22);
    resolvconf_read(text, sizeof text, &options);
    assert_int_equal(options.server_count, 1);
}

/* What is link-local is reached through the interface that is named. */
static void keeps_the_interface(void **state)
{
    static const char text[] = "nameserver fe80::1%lo\nnameserver 192.0.2.1\n";
    struct live_options options = {0};
    struct sockaddr_storage to;
    const struct sockaddr_in6 *ip6 = (const struct sockaddr_in6 *)&to;

    (void)state;
    resolvconf_read(text, sizeof text - 1, &options);
    assert_int_equal(options.server_count, 2);
    assert_int_equal(socket_address(&options.servers[0], &to), sizeof *ip6);
    assert_int_equal(ip6->sin6_scope_id, if_nametoindex("lo"));
    assert_int_equal(options.servers[1].scope, 0);
}

static void check_option(const struct row *row, void *arg)
{
    struct live_options options = {0};
    struct fault fault = {0};
    char have[512];
    enum status status;

    (void)arg;
    if (strcmp(row->cells[0], "servers") == 0) {
        status = live_servers_parse(row->cells[1], &options, &fault);
        list_servers(&options, have, sizeof have);
    } else {
        status = live_allow_parse(row->cells[1], &options, &fault);
        list_ranges(&options, have, sizeof have);
    }
    if (row->cells[2][0] == '!') {
        assert_int_equal(status, STATUS_INVALID);
        assert_string_equal(fault.code, "invalid-address");
        assert_null(strchr(fault.message, '\x1b'));
    } else if (status != STATUS_OK || strcmp(have, row->cells[2]) != 0) {
        fail_msg("line %zu: have %s, want %s", row->line, have, row->cells[2]);
    }
}

static void reads_what_a_person_names(void **state)
{
    (void)state;
    rows_each("tests/data/net/options.tsv", check_option, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_the_systems_resolvers),
        cmocka_unit_test(passes_over_endless_lines),
        cmocka_unit_test(keeps_the_interface),
        cmocka_unit_test(reads_what_a_person_names),
    };

    return cmocka_run_group_tests_name("net/options", tests, NULL, NULL);
}
