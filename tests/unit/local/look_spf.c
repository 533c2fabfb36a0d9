// SPDX-License-Identifier: MIT
#include "tests/unit/local/fixture.h"

static const char zone[] =
    "broken.example. 300 IN TXT \"v=spf1 include:gone.example a -all\"\n"
    "broken.example. 300 IN A 192.0.2.1\n"
    "circle.example. 300 IN TXT \"v=spf1 ip4:192.0.2.0/24 redirect=circle.example\"\n"
    "gone.example. 300 IN A 192.0.2.1\n"
    "fine.example. 300 IN TXT \"v=spf1 include:other.example ~all\"\n"
    "other.example. 300 IN TXT \"v=spf1 ip4:192.0.2.0/24 -all\"\n"
    "email.ncloud.com. 300 IN TXT \"v=spf1 ip4:192.0.2.0/24 -all\"\n";

/* RFC 7208 5.2, 6.1: an include of nothing, or of itself, voids the record it stands in. */
static void what_breaks_it_is_not_merged(void **state)
{
    static const struct {
        const char *domain, *merged;
    } rows[] = {
        {"broken.example", "v=spf1 a include:email.ncloud.com -all"},
        {"circle.example", "v=spf1 ip4:192.0.2.0/24 include:email.ncloud.com ~all"},
        {"fine.example", "v=spf1 include:other.example include:email.ncloud.com ~all"},
    };
    struct fixture *fixture = *state;

    engine_shut(fixture);
    assert_int_equal(engine_try(fixture, zone, NULL), STATUS_OK);
    for (size_t i = 0; i < COUNT(rows); i++) {
        DONE(ask(fixture, VERB_SPF_MERGE, "domain", rows[i].domain, NULL));
        assert_string_equal(fixture->reply.as.spf_merge.merged, rows[i].merged);
        assert_int_equal(fixture->reply.as.spf_merge.flags.count, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_ENGINE(what_breaks_it_is_not_merged),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
