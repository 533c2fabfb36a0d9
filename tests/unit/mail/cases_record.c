// SPDX-License-Identifier: MIT
/* The case files about DKIM and DMARC records. Third-party facts: LICENSES.txt beside them. */
#include "base/text.h"
#include "mail/dkim.h"
#include "mail/dmarc_walk.h"
#include "tests/support/case_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <jansson.h>

static struct name name_at(const json_t *object, const char *key)
{
    struct name name;

    assert_true(name_parse(case_text(object, key), &name));
    return name;
}

static const struct answers *ask(struct case_run *run, const struct name *name)
{
    if (!book_ask_resolver(run->book, name, RR_TXT)) {
        case_answer(run);
    }
    return book_ask_resolver(run->book, name, RR_TXT);
}

static const char *dkim_verdict(const struct answers *answers, const struct dkim_record *record)
{
    if (!answers_is_definite(answers)) {
        return "temperror";
    }
    if (answers->count != 1) {
        return answers->count == 0 ? "none" : "multiple";
    }
    if (record->reason == DKIM_REASON_EMPTY_P) {
        return "revoked";
    }
    return record->reason == DKIM_REASON_NONE ? "ok" : "invalid";
}

static void run_dkim_key(struct case_run *run)
{
    struct name domain = name_at(run->in, "domain"), key, name;
    struct dkim_record record = {0};
    struct buffer text = {0};
    const json_t *bits = json_object_get(run->expected, "bits");
    const char *ours = case_text(run->in, "our_key");
    const struct answers *answers;
    size_t at;

    assert_true(name_prefix("_domainkey", &domain, &key));
    assert_true(name_prefix(case_text(run->in, "selector"), &key, &name));
    answers = ask(run, &name);
    if (answers->count > 0) {
        rr_txt_join(&answers->records[0], &text);
        dkim_parse(buffer_text(&text), text.length, &record);
    }
    case_want(run, "verdict", dkim_verdict(answers, &record));
    case_want(run, "reason", dkim_reason_name(record.reason));
    if (bits && json_integer_value(bits) != record.key.bits) {
        buffer_printf(&run->why, " bits is %u;", record.key.bits);
    }
    if (ours) {
        case_want_bool(run, "match",
                       dkim_key_relation(buffer_text(&record.p), ours, &at) == DKIM_SAME);
    }
    dkim_record_clear(&record);
    buffer_clear(&text);
}

static void want_policy(struct case_run *run, const json_t *wanted,
                        const struct dmarc_record *record)
{
    const struct {
        const char *tag;
        const char *got;
    } tags[] = {
        {"p", dmarc_policy_name(record->p)},      {"sp", dmarc_policy_name(record->sp)},
        {"np", dmarc_policy_name(record->np)},    {"psd", (char[]){record->psd, '\0'}},
        {"t", (char[]){record->t, '\0'}},         {"aspf", (char[]){record->aspf, '\0'}},
        {"adkim", (char[]){record->adkim, '\0'}},
    };

    for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++) {
        const char *tag = case_text(wanted, tags[i].tag);

        if (tag && !text_equal(tag, tags[i].got)) {
            buffer_printf(&run->why, " %s is %s;", tags[i].tag, tags[i].got);
        }
    }
}

static void want_uris(struct case_run *run, const json_t *list, const struct dmarc_uri *uris,
                      size_t count)
{
    size_t i;
    const json_t *uri;

    if (list && json_array_size(list) != count) {
        buffer_printf(&run->why, " %zu addresses;", count);
        return;
    }
    json_array_foreach(list, i, uri)
    {
        if (!text_equal(json_string_value(uri), uris[i].text)) {
            buffer_printf(&run->why, " address %s;", uris[i].text);
        }
    }
}

static void run_dmarc_record(struct case_run *run)
{
    struct name domain = name_at(run->in, "domain"), name;
    const json_t *policy = json_object_get(run->expected, "policy");
    const struct answers *answers;
    struct dmarc_record record;
    struct buffer text = {0};
    size_t count;

    assert_true(name_prefix("_dmarc", &domain, &name));
    answers = ask(run, &name);
    count = dmarc_select(answers, &text);
    if (count == 0) {
        rr_txt_join(&answers->records[0], &text);
    }
    dmarc_parse(buffer_text(&text), text.length, &record);
    case_want_bool(run, "usable", count == 1 && record.usable);
    case_want_bool(run, "clean", count == 1 && dmarc_is_clean(&record));
    if (count != 1) {
        case_want(run, "verdict", count == 0 ? "none" : "multiple");
    }
    want_policy(run, policy, &record);
    want_uris(run, json_object_get(policy, "rua"), record.rua, record.rua_count);
    want_uris(run, json_object_get(policy, "ruf"), record.ruf, record.ruf_count);
    if (json_object_get(run->expected, "flags") && record.problem_count == 0) {
        buffer_add_text(&run->why, " no problem was told;");
    }
    dmarc_record_clear(&record);
    buffer_clear(&text);
}

static void want_queries(struct case_run *run, const struct dmarc_walk *walk)
{
    const json_t *queries = json_object_get(run->expected, "queries");
    char text[NAME_TEXT];
    const json_t *query;
    size_t i;

    json_array_foreach(queries, i, query)
    {
        if (i < walk->query_count) {
            name_text(&walk->queries[i], text);
        }
        if (i >= walk->query_count || !text_equal(json_string_value(query), text)) {
            buffer_printf(&run->why, " query %zu is another;", i);
        }
    }
}

static void run_dmarc_discovery(struct case_run *run)
{
    struct name author = name_at(run->in, "author");
    struct dmarc_walk walk;
    char text[NAME_TEXT];

    while (!dmarc_walk(run->book, &author, &walk)) {
        case_answer(run);
    }
    name_text(&walk.org_domain, text);
    case_want(run, "org_domain", text);
    name_text(&walk.policy_domain, text);
    case_want(run, "policy_domain", walk.has_policy ? text : NULL);
    case_want(run, "effective", walk.temperror ? "temperror" : dmarc_policy_name(walk.effective));
    want_queries(run, &walk);
    dmarc_walk_clear(&walk);
}

static const char *consent(struct case_run *run, const struct name *domain,
                           const struct dmarc_uri *uri)
{
    static const char *const words[] = {
        [DMARC_CONSENT_SAME_ORG] = "same-org",
        [DMARC_CONSENT_YES] = "authorized",
        [DMARC_CONSENT_NO] = "unauthorized",
        [DMARC_CONSENT_TEMPERROR] = "temperror",
    };
    enum dmarc_consent consent;

    while (!dmarc_consent(run->book, domain, uri->host, &consent)) {
        case_answer(run);
    }
    return words[consent];
}

static void run_dmarc_extreport(struct case_run *run)
{
    struct name domain = name_at(run->in, "domain"), name;
    const json_t *destinations = json_object_get(run->expected, "destinations");
    struct dmarc_record record;
    struct buffer text = {0};

    assert_true(name_prefix("_dmarc", &domain, &name));
    assert_int_equal(dmarc_select(ask(run, &name), &text), 1);
    dmarc_parse(buffer_text(&text), text.length, &record);
    assert_int_equal(record.rua_count + record.ruf_count, json_object_size(destinations));
    for (size_t i = 0; i < record.rua_count; i++) {
        const char *got = consent(run, &domain, &record.rua[i]);

        if (!text_equal(case_text(destinations, record.rua[i].text), got)) {
            buffer_printf(&run->why, " %s is %s;", record.rua[i].text, got);
        }
    }
    dmarc_record_clear(&record);
    buffer_clear(&text);
}

static void reads_dkim_keys(void **state)
{
    (void)state;
    case_file_run("dkim-key", run_dkim_key);
}

static void reads_dmarc_records(void **state)
{
    (void)state;
    case_file_run("dmarc-record", run_dmarc_record);
}

static void walks_the_tree(void **state)
{
    (void)state;
    case_file_run("dmarc-discovery", run_dmarc_discovery);
}

static void asks_report_hosts(void **state)
{
    (void)state;
    case_file_run("dmarc-extreport", run_dmarc_extreport);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_dkim_keys),
        cmocka_unit_test(reads_dmarc_records),
        cmocka_unit_test(walks_the_tree),
        cmocka_unit_test(asks_report_hosts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
