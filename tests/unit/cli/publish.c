// SPDX-License-Identifier: MIT
#include "cli/publish.h"

#include "base/memory.h"
#include "tests/unit/cli/golden.h"

static void records_make(struct reply_records *records)
{
    struct domain *domain = domain_new();
    char key[393];

    memset(key, 'A', sizeof key - 1);
    key[sizeof key - 1] = '\0';
    strcpy(domain->name, "sub.shop.example");
    strcpy(domain->selector, "ncpcompubkr");
    domain->token = mem_text("ncp-verify=abc");
    domain->spf = mem_text("v=spf1 include:email.ncloud.com ~all");
    domain->dkim = mem_text(key);
    *records = (struct reply_records){.domain = domain};
}

static void records_clear(struct reply_records *records)
{
    requirement_list_clear(&records->list);
    domain_free(records->domain);
}

static void published_is(const char *word, const char *zone, const char *provider)
{
    enum publish_format format = publish_format_parse(word);
    struct output output = output_of(FORM_TABLE, 0);
    struct provider_book *book = NULL;
    struct reply_records records;
    struct name cut;
    char file[64];

    records_make(&records);
    strcpy(records.zone, zone);
    strcpy(records.providers[0], provider);
    assert_true(name_parse(*zone ? zone : records.domain->name, &cut));
    requirement_list_make(records.domain, &cut, &records.list);
    assert_int_equal(provider_book_shipped(&book, NULL), STATUS_OK);
    publish_begin(format, &records, book, &output.pending);
    for (size_t i = 0; i < records.list.count; i++) {
        publish_record(format, &records, i, book, &output.pending);
    }
    snprintf(file, sizeof file, "publish-%s%s%s.txt", word, *provider ? "-" : "", provider);
    golden_is(file, &output);
    provider_book_free(book);
    records_clear(&records);
}

static void every_format_has_its_shape(void **state)
{
    (void)state;
    published_is("one-line", "", "");
    published_is("strings", "", "");
    published_is("bind", "shop.example", "");
    published_is("nslookup", "", "");
}

static void providers_have_their_own_words(void **state)
{
    (void)state;
    published_is("provider", "shop.example", "");
    published_is("provider", "shop.example", "gabia");
}

static void what_is_being_made_is_left_out(void **state)
{
    struct reply_records records;
    struct buffer out = {0};

    (void)state;
    records_make(&records);
    free(records.domain->dkim);
    records.domain->dkim = NULL;
    requirement_list_make(records.domain, NULL, &records.list);
    publish_record(PUBLISH_ONE_LINE, &records, 2, NULL, &out);
    assert_int_equal(out.length, 0);
    records_clear(&records);
}

static void other_words_are_no_formats(void **state)
{
    (void)state;
    assert_int_equal(publish_format_parse("json"), PUBLISH_FORMAT_COUNT);
    assert_int_equal(publish_format_parse(NULL), PUBLISH_FORMAT_COUNT);
    assert_int_equal(publish_format_parse("bind"), PUBLISH_BIND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_format_has_its_shape),
        cmocka_unit_test(providers_have_their_own_words),
        cmocka_unit_test(what_is_being_made_is_left_out),
        cmocka_unit_test(other_words_are_no_formats),
    };

    return cmocka_run_group_tests_name("cli/publish", tests, NULL, NULL);
}
