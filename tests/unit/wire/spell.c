// SPDX-License-Identifier: MIT
/* What is spelled as text is, to the letter, what the tree of the same thing prints. */
#include "wire/spell.h"
#include "base/memory.h"
#include "base/text.h"
#include "tests/unit/wire/expect.h"
#include "wire/shape.h"

static void finding_is_same(const char *bytes, size_t n)
{
    struct finding_list list = {0};
    struct finding *finding = finding_add(&list, CODE_HOST_DOUBLED, AREA_DKIM, NULL);
    struct buffer tree = {0}, text = {0};
    char *whole = mem_text_n(bytes, n);

    finding->found = whole; /* past finding_expect(), which would make it safe */
    finding_word_bytes(finding, "host", bytes, n);
    finding->ttl = n % 2 ? 600 : 0;
    json_line(wire_finding(finding), &tree);
    spell_finding(&text, finding);
    buffer_add_byte(&text, '\n');
    assert_string_equal(buffer_text(&text), buffer_text(&tree));
    buffer_clear(&tree);
    buffer_clear(&text);
    finding_list_clear(&list);
}

static void findings_are_spelled_as_trees_print_them(void **state)
{
    static const char *const texts[] = {
        "",
        "v=DKIM1; p=MIIB",
        "quote \" backslash \\ slash / tab \t line \n return \r bell \a feed \f back \b",
        "\033[31mred\033[m\x7f",
        "\xe6\x97\xa5\xe6\x9c\xac \xed\x95\x9c\xea\xb5\xad \xf0\x9f\x90\x9f",
        "bidi \xe2\x80\xae override, zero \xe2\x80\x8b width, bom \xef\xbb\xbf",
        "language tag \xf3\xa0\x81\xa5",
        "not utf8 \xff\xc3 \xed\xa0\x80",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        finding_is_same(texts[i], strlen(texts[i]));
    }
    for (int byte = 1; byte < 256; byte++) {
        char single[] = {'a', (char)byte, 'b'};

        finding_is_same(single, sizeof single);
    }
}

static void is_term(const char *word)
{
    struct buffer term = {0}, text = {0};

    spell_term(&term, "key", word);
    spell_text(&text, "key", word);
    assert_string_equal(buffer_text(&term), buffer_text(&text));
    buffer_clear(&term);
    buffer_clear(&text);
}

static void our_own_words_need_no_escape(void **state)
{
    (void)state;
    for (int i = 0; i < CODE_COUNT; i++) {
        is_term(code_word((enum code)i));
    }
    for (int i = 0; i < AREA_COUNT; i++) {
        is_term(area_word((enum area)i));
    }
    for (int i = 0; i < SEVERITY_COUNT; i++) {
        is_term(severity_word((enum severity)i));
    }
    for (int i = 0; i < OUTCOME_COUNT; i++) {
        is_term(outcome_name((enum outcome)i));
    }
    for (int i = 0; i < STATE_COUNT; i++) {
        is_term(state_word((enum state)i));
    }
}

static void numbers_and_nothing(void **state)
{
    struct buffer text = {0};

    (void)state;
    spell_open(&text, NULL, '[');
    spell_number(&text, NULL, INT64_MIN);
    spell_number(&text, NULL, 0);
    spell_null(&text, NULL);
    spell_open(&text, NULL, '{');
    spell_text(&text, "none", NULL);
    spell_text(&text, "open", "{[");
    spell_open(&text, "list", '[');
    spell_close(&text, ']');
    spell_close(&text, '}');
    spell_close(&text, ']');
    assert_string_equal(
        buffer_text(&text),
        "[-9223372036854775808,0,null,{\"none\":null,\"open\":\"{[\",\"list\":[]}]");
    buffer_clear(&text);
}

static struct domain *awkward(const char *text)
{
    struct domain *domain = domain_new();

    strcpy(domain->name, "xn--wgv71a119e.example");
    strcpy(domain->selector, "s");
    domain->token = mem_text(text);
    domain->dkim = mem_text(text);
    domain->registered_at = 1790917331000;
    domain->shares = mem_array(2, sizeof(struct share));
    domain->share_count = 2;
    text_copy(domain->shares[1].label, sizeof domain->shares[1].label, text);
    finding_add(&domain->findings, CODE_SPF_MULTIPLE, AREA_SPF, NULL)->found = mem_text(text);
    return domain;
}

/* The tree is read from the text, so the text is JSON, with every comma where it is due. */
static void a_page_is_what_its_tree_prints(void **state)
{
    static const char *const texts[] = {"", "plain", "\033[31m\"\\ \xe2\x80\xae",
                                        "sixteen bytes or more, \" then a quote"};
    struct reply reply = reply_of(REPLY_DOMAINS);
    struct reply_domains *domains = &reply.as.domains;
    struct buffer tree = {0}, text = {0};

    (void)state;
    domains->count = COUNT(texts);
    domains->items = mem_array(COUNT(texts), sizeof(struct domain *));
    for (size_t i = 0; i < COUNT(texts); i++) {
        domains->items[i] = awkward(texts[i]);
    }
    strcpy(domains->next, "next");
    domains->counts = (struct domain_counts){5, 4, 3, 2, 1};
    wire_answer_line(&reply, &text);
    json_line(wire_answer(&reply), &tree);
    assert_string_equal(buffer_text(&text), buffer_text(&tree));
    assert_non_null(strstr(buffer_text(&text),
                           "],\"next\":\"next\",\"counts\":{\"all\":5,\"attention\":4,"
                           "\"waiting\":3,\"in_use\":2,\"shared_in\":1}}\n"));
    buffer_clear(&tree);
    buffer_clear(&text);
    reply_clear(&reply);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(findings_are_spelled_as_trees_print_them),
        cmocka_unit_test(our_own_words_need_no_escape),
        cmocka_unit_test(numbers_and_nothing),
        cmocka_unit_test(a_page_is_what_its_tree_prints),
    };

    wire_open();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
