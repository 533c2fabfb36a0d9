// SPDX-License-Identifier: MIT
#include "engine/event.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void every_kind_has_its_own_word(void **state)
{
    (void)state;
    for (int kind = 0; kind < EVENT_KIND_COUNT; kind++) {
        const char *word = event_kind_word((enum event_kind)kind);

        assert_non_null(word);
        for (int other = 0; other < kind; other++) {
            assert_string_not_equal(word, event_kind_word((enum event_kind)other));
        }
    }
    assert_string_equal(event_kind_word(EVENT_DOMAIN_CHANGED), "domain-changed");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_has_its_own_word),
    };

    return cmocka_run_group_tests_name("engine/event", tests, NULL, NULL);
}
