// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "tests/unit/wire/expect.h"

static struct domain *shop(enum role role)
{
    struct domain *domain = domain_new();

    strcpy(domain->name, "xn--wgv71a119e.example");
    strcpy(domain->selector, "ncpcompubkr");
    domain->role = role;
    domain->registered_at = 1790917331000;
    domain->token = role == ROLE_OWNER ? mem_text("ncp-verify=abc") : NULL;
    domain->spf = mem_text("v=spf1 include:email.ncloud.com ~all");
    domain->dkim = mem_text("MIIB");
    domain->records[RECORD_TOKEN].verdict = VERDICT_VERIFIED;
    domain->records[RECORD_TOKEN].verified_at = 1790917331000;
    domain->records[RECORD_SPF] = domain->records[RECORD_TOKEN];
    domain->records[RECORD_SPF].power = POWER_ON;
    domain->records[RECORD_DKIM].verdict = VERDICT_FAILED;
    domain->policy = POLICY_NONE;
    return domain;
}

static void an_owner_sees_everything(void **state)
{
    struct reply reply = reply_of(REPLY_DOMAIN);
    struct domain *domain = shop(ROLE_OWNER);

    (void)state;
    domain->shares = mem_array(1, sizeof(struct share));
    domain->share_count = 1;
    strcpy(domain->shares[0].project_key, "b7720d1c-1111-4222-8333-444455556666");
    domain->shares[0].registered_at = 1790917331000;
    reply.as.domain = domain;
    expect_lines("domain-owner.json", &reply);
}

static void a_guest_is_not_told_the_token(void **state)
{
    struct reply reply = reply_of(REPLY_DOMAINS);

    (void)state;
    reply.as.domains.items = mem_array(1, sizeof(struct domain *));
    reply.as.domains.count = 1;
    reply.as.domains.items[0] = shop(ROLE_GUEST);
    expect_lines("domain-guest.json", &reply);
}

static void a_key_in_the_making_is_null(void **state)
{
    struct reply reply = reply_of(REPLY_RECORDS);
    struct domain *domain = shop(ROLE_OWNER);

    (void)state;
    free(domain->dkim);
    domain->dkim = NULL;
    reply.as.records.domain = domain;
    strcpy(reply.as.records.zone, "example");
    strcpy(reply.as.records.providers[0], "gabia");
    requirement_list_make(domain, NULL, &reply.as.records.list);
    expect_lines("records.json", &reply);
}

static void shares_are_rows(void **state)
{
    struct reply reply = reply_of(REPLY_SHARES);

    (void)state;
    reply.as.shares.items = mem_array(1, sizeof(struct share));
    reply.as.shares.count = 1;
    strcpy(reply.as.shares.items[0].project_key, "b7720d1c-1111-4222-8333-444455556666");
    strcpy(reply.as.shares.items[0].label, "crm \"team\"");
    expect_lines("shares.json", &reply);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_owner_sees_everything),
        cmocka_unit_test(a_guest_is_not_told_the_token),
        cmocka_unit_test(a_key_in_the_making_is_null),
        cmocka_unit_test(shares_are_rows),
    };

    return cmocka_run_group_tests_name("wire/domain", tests, open_wire, NULL);
}
