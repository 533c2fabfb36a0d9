// SPDX-License-Identifier: MIT
/* Servers that misbehave in every way we know of, and an honest one. */
#include "tests/support/quiz.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void understands_every_misbehaviour(void **state)
{
    static const char *const server[] = {"tests/support/evil_dns.py", NULL};

    (void)state;
    quiz_run(server, "tests/data/net/evil.tsv");
}

static void agrees_with_a_real_server(void **state)
{
    static const char *const server[] = {"tests/support/nsd_serve.py", "tests/data/net/zones",
                                         NULL};

    (void)state;
    quiz_run(server, "tests/data/net/nsd.tsv");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(understands_every_misbehaviour),
        cmocka_unit_test(agrees_with_a_real_server),
    };

    return cmocka_run_group_tests_name("net/servers", tests, NULL, NULL);
}
