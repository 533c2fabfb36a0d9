// SPDX-License-Identifier: MIT
#include "cli/show.h"

#include "base/memory.h"
#include "base/words.h"
#include "tests/unit/cli/golden.h"
#include "wire/wire.h"

static struct reply reply_of(enum reply_kind kind)
{
    struct reply reply;

    reply_init(&reply);
    reply.kind = kind;
    return reply;
}

static struct domain *shop(void)
{
    struct domain *domain = domain_new();

    strcpy(domain->name, "xn--wgv71a119e.example");
    strcpy(domain->selector, "ncpcompubkr");
    domain->registered_at = 1790917331000;
    domain->token = mem_text("ncp-verify=abc");
    domain->spf = mem_text("v=spf1 include:email.ncloud.com ~all");
    domain->records[RECORD_TOKEN].verdict = VERDICT_VERIFIED;
    domain->records[RECORD_TOKEN].verified_at = 1790917331000;
    domain->records[RECORD_SPF] = domain->records[RECORD_TOKEN];
    domain->records[RECORD_SPF].power = POWER_ON;
    domain->records[RECORD_DKIM].verdict = VERDICT_FAILED;
    return domain;
}

/* In the form, then in the other one; clears the reply. */
static void shown_is(const char *name, struct reply *reply)
{
    static const enum output_form forms[] = {FORM_TABLE, FORM_PLAIN};
    char file[64];

    for (size_t i = 0; i < COUNT(forms); i++) {
        struct output output = output_of(forms[i], 80);
        struct show show = {.output = &output};

        show_reply(&show, reply);
        snprintf(file, sizeof file, "show-%s%s.txt", name, i ? "-plain" : "");
        golden_is(file, &output);
        show_clear(&show);
    }
    reply_clear(reply);
}

static void domains_are_shown(void **state)
{
    struct reply reply = reply_of(REPLY_DOMAIN);

    (void)state;
    reply.as.domain = shop();
    shown_is("domain", &reply);
    reply = reply_of(REPLY_DOMAINS);
    reply.as.domains.items = mem_array(1, sizeof(struct domain *));
    reply.as.domains.items[0] = shop();
    reply.as.domains.count = 1;
    shown_is("domains", &reply);
}

/* One of each kind of memory. */
static void remember(struct check_result *check)
{
    static const enum outcome outcomes[] = {OUTCOME_FOUND, OUTCOME_FOUND, OUTCOME_NXDOMAIN,
                                            OUTCOME_REFUSED};

    check->cache_count = COUNT(outcomes);
    check->caches = mem_array(COUNT(outcomes), sizeof *check->caches);
    for (size_t i = 0; i < COUNT(outcomes); i++) {
        assert_true(address_parse("192.0.2.11", &check->caches[i].address));
        check->caches[i].address.bytes[3] += (uint8_t)i;
        check->caches[i].outcome[RECORD_DMARC] = outcomes[i];
        check->caches[i].has[RECORD_DMARC] = i == 0;
        check->caches[i].left[RECORD_DMARC] = 232;
    }
}

static struct check_result *checked(void)
{
    struct check_result *check = mem_new(sizeof *check);

    assert_true(name_parse("shop.example", &check->domain));
    check->only = 0xf;
    check->records[RECORD_SPF].status = CHECK_FAIL;
    check->records[RECORD_DMARC].status = CHECK_TEMP;
    check->fix = mem_text("v=spf1 mx include:email.ncloud.com ~all");
    check->lookups = 3;
    remember(check);
    return check;
}

static void checks_are_shown_in_full_or_in_rows(void **state)
{
    struct output output = output_of(FORM_TABLE, 80);
    struct show show = {.output = &output, .in_rows = true};
    struct reply reply = reply_of(REPLY_CHECK);
    struct fault fault = {0};

    (void)state;
    reply.as.check = checked();
    show_check_headings(&show);
    show_reply(&show, &reply);
    assert_int_equal(fault_set(&fault, STATUS_INVALID, "invalid-name", "not a name"),
                     STATUS_INVALID);
    show_fault_row(&show, "x y", &fault);
    golden_is("show-rows.txt", &output);
    show_clear(&show);
    shown_is("check", &reply);
}

static void a_fault_in_rows_is_an_object_in_json(void **state)
{
    struct output output = output_of(FORM_JSON, 0);
    struct show show = {.output = &output, .in_rows = true};
    struct fault fault = {0};

    (void)state;
    wire_open();
    assert_int_equal(fault_set(&fault, STATUS_INVALID, "invalid-name", "no"), STATUS_INVALID);
    show_check_headings(&show);
    show_fault_row(&show, "x\033y", &fault);
    golden_is("show-fault.json", &output);
    show_clear(&show);
}

static void lints_are_shown(void **state)
{
    static const char record[] = "v=DMARC1; p=reject; rua=mailto:a@b.example";
    struct reply reply = reply_of(REPLY_SPF_LINT);
    struct book *book = book_new();
    struct name name;

    (void)state;
    assert_true(name_parse("shop.example", &name));
    assert_true(spf_lint_text(book, &name, "v=spf1 ip4:192.0.2.1 bad!term -all", NULL,
                              &reply.as.spf_lint.lint));
    shown_is("spf-lint", &reply);
    book_free(book);
    reply = reply_of(REPLY_DKIM_LINT);
    reply.as.dkim_lint =
        (struct reply_dkim_lint){.verdict = "ok", .k = "rsa", .bits = 2048, .match = 0};
    shown_is("dkim-lint", &reply);
    reply = reply_of(REPLY_DMARC_LINT);
    reply.as.dmarc_lint.verdict = "valid";
    dmarc_parse(record, strlen(record), &reply.as.dmarc_lint.record);
    shown_is("dmarc-lint", &reply);
}

static void headers_are_shown(void **state)
{
    static const char body[] = "mx.example; spf=pass smtp.mailfrom=a@b.example";
    struct reply reply = reply_of(REPLY_AUTHRES);

    (void)state;
    assert_int_equal(authres_parse(body, strlen(body), &reply.as.authres, NULL), STATUS_OK);
    shown_is("authres", &reply);
}

static void projects_are_shown(void **state)
{
    struct reply reply = reply_of(REPLY_CREDENTIALS);

    (void)state;
    reply.as.credentials.items = mem_array(1, sizeof(struct credential));
    reply.as.credentials.count = 1;
    strcpy(reply.as.credentials.items[0].access_key, "AK1");
    strcpy(reply.as.credentials.items[0].secret_key, "SK1");
    shown_is("credential", &reply);
    reply = reply_of(REPLY_IMPORT);
    reply.as.import.rows = mem_array(1, sizeof(struct import_row));
    reply.as.import.count = 1;
    reply.as.import.rows[0].line = 7;
    reply.as.import.rows[0].written = mem_text("mail.naver.com");
    strcpy(reply.as.import.rows[0].result, "blocked");
    reply.as.import.rows[0].message = mem_text("kept by the service");
    shown_is("import", &reply);
}

static void quiet_says_nothing(void **state)
{
    struct output output = output_of(FORM_QUIET, 0);
    struct show show = {.output = &output};
    struct reply reply = reply_of(REPLY_DOMAIN);

    (void)state;
    reply.as.domain = shop();
    show_reply(&show, &reply);
    assert_int_equal(output.pending.length, 0);
    reply_clear(&reply);
    show_clear(&show);
}

static int in_english_and_utc(void **state)
{
    (void)state;
    setenv("TZ", "UTC", 1);
    words_open("en");
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(domains_are_shown),
        cmocka_unit_test(checks_are_shown_in_full_or_in_rows),
        cmocka_unit_test(a_fault_in_rows_is_an_object_in_json),
        cmocka_unit_test(lints_are_shown),
        cmocka_unit_test(headers_are_shown),
        cmocka_unit_test(projects_are_shown),
        cmocka_unit_test(quiet_says_nothing),
    };

    return cmocka_run_group_tests_name("cli/show", tests, in_english_and_utc, NULL);
}
