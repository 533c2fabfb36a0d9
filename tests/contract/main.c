// SPDX-License-Identifier: MIT
/* Every play on every flavour; each begins with an engine of its own. */
#include "tests/contract/stage.h"
#include "wire/wire.h"

#include <stdio.h>

static const struct flavour *const flavours[] = {&flavour_local, &flavour_fake, &flavour_plain,
                                                 &flavour_tls, &flavour_unix};

/* cmocka's initial state says which flavour. */
static int raise_curtain(void **state)
{
    *state = stage_open(*state);
    return 0;
}

static int drop_curtain(void **state)
{
    stage_close(*state);
    return 0;
}

static size_t add(struct CMUnitTest *to, const struct CMUnitTest *from, size_t count,
                  const struct flavour *flavour)
{
    for (size_t i = 0; i < count; i++) {
        to[i] = from[i];
        to[i].setup_func = raise_curtain;
        to[i].teardown_func = drop_curtain;
        to[i].initial_state = (void *)(uintptr_t)flavour;
    }
    return count;
}

static int play(const struct flavour *flavour)
{
    struct CMUnitTest plays[64];
    size_t count = 0;

    count += add(plays + count, suite_manners, suite_manners_count, flavour);
    count += add(plays + count, suite_domains, suite_domains_count, flavour);
    count += add(plays + count, suite_projects, suite_projects_count, flavour);
    return _cmocka_run_group_tests(flavour->name, plays, count, NULL, NULL);
}

/* With a name, only that flavour. */
int main(int argc, char **argv)
{
    int failed = 0;

    wire_open();
    for (size_t i = 0; i < COUNT(flavours); i++) {
        if (argc < 2 || text_equal(argv[1], flavours[i]->name)) {
            failed += play(flavours[i]);
        }
    }
    return failed > 0;
}
