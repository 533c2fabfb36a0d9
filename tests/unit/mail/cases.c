// SPDX-License-Identifier: MIT
/*
 * The case files of tests/cases/data that are about mail records and fields: what each of the six
 * kinds must give is in their `schema` members. Third-party facts: LICENSES.txt beside them.
 */
#include "mail/authres.h"
#include "mail/dkim.h"
#include "mail/dmarc_walk.h"

#include "base/memory.h"
#include "base/text.h"
#include "tests/support/json_zone.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS_MOST = 20, TRUSTED_MOST = 8 };

/* One case that is being run. */
struct run {
    const json_t *in, *expected;
    struct json_world *world;
    struct book *book;
    struct buffer why; /* what is not as it should be */
};

static const char *text_at(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

/* The value, or one of a list of them, is what was got; null stands for nothing. */
static bool is_wanted(const json_t *wanted, const char *got)
{
    const json_t *one;
    size_t i;

    if (!json_is_array(wanted)) {
        return text_equal(json_string_value(wanted), got && *got ? got : NULL);
    }
    json_array_foreach(wanted, i, one)
    {
        if (is_wanted(one, got)) {
            return true;
        }
    }
    return false;
}

static void want(struct run *run, const char *key, const char *got)
{
    const json_t *wanted = json_object_get(run->expected, key);

    if (wanted && !is_wanted(wanted, got)) {
        buffer_printf(&run->why, " %s is %s;", key, got ? got : "null");
    }
}

static void want_bool(struct run *run, const char *key, bool got)
{
    const json_t *wanted = json_object_get(run->expected, key);

    if (wanted && json_is_true(wanted) != got) {
        buffer_printf(&run->why, " %s is %s;", key, got ? "true" : "false");
    }
}

static struct name name_at(const json_t *object, const char *key)
{
    struct name name;

    assert_true(name_parse(text_at(object, key), &name));
    return name;
}

static void answer(struct run *run)
{
    assert_true(json_world_answer_book(run->world, run->book));
}

static const struct answers *ask(struct run *run, const struct name *name)
{
    if (!book_ask_resolver(run->book, name, RR_TXT)) {
        answer(run);
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

static void run_dkim_key(struct run *run)
{
    struct name domain = name_at(run->in, "domain"), key, name;
    struct dkim_record record = {0};
    struct buffer text = {0};
    const json_t *bits = json_object_get(run->expected, "bits");
    const char *ours = text_at(run->in, "our_key");
    const struct answers *answers;
    size_t at;

    assert_true(name_prefix("_domainkey", &domain, &key));
    assert_true(name_prefix(text_at(run->in, "selector"), &key, &name));
    answers = ask(run, &name);
    if (answers->count > 0) {
        rr_txt_join(&answers->records[0], &text);
        dkim_parse(buffer_text(&text), text.length, &record);
    }
    want(run, "verdict", dkim_verdict(answers, &record));
    want(run, "reason", dkim_reason_name(record.reason));
    if (bits && json_integer_value(bits) != record.key.bits) {
        buffer_printf(&run->why, " bits is %u;", record.key.bits);
    }
    if (ours) {
        want_bool(run, "match", dkim_key_relation(buffer_text(&record.p), ours, &at) == DKIM_SAME);
    }
    dkim_record_clear(&record);
    buffer_clear(&text);
}

static void want_policy(struct run *run, const json_t *wanted, const struct dmarc_record *record)
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
        const char *tag = text_at(wanted, tags[i].tag);

        if (tag && !text_equal(tag, tags[i].got)) {
            buffer_printf(&run->why, " %s is %s;", tags[i].tag, tags[i].got);
        }
    }
}

static void want_uris(struct run *run, const json_t *list, const struct dmarc_uri *uris,
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

static void run_dmarc_record(struct run *run)
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
    want_bool(run, "usable", count == 1 && record.usable);
    want_bool(run, "clean", count == 1 && dmarc_is_clean(&record));
    if (count != 1) {
        want(run, "verdict", count == 0 ? "none" : "multiple");
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

static void want_queries(struct run *run, const struct dmarc_walk *walk)
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

static void run_dmarc_discovery(struct run *run)
{
    struct name author = name_at(run->in, "author");
    struct dmarc_walk walk;
    char text[NAME_TEXT];

    while (!dmarc_walk(run->book, &author, &walk)) {
        answer(run);
    }
    name_text(&walk.org_domain, text);
    want(run, "org_domain", text);
    name_text(&walk.policy_domain, text);
    want(run, "policy_domain", walk.has_policy ? text : NULL);
    want(run, "effective", walk.temperror ? "temperror" : dmarc_policy_name(walk.effective));
    want_queries(run, &walk);
    dmarc_walk_clear(&walk);
}

static const char *consent(struct run *run, const struct name *domain, const struct dmarc_uri *uri)
{
    static const char *const words[] = {
        [DMARC_CONSENT_SAME_ORG] = "same-org",
        [DMARC_CONSENT_YES] = "authorized",
        [DMARC_CONSENT_NO] = "unauthorized",
        [DMARC_CONSENT_TEMPERROR] = "temperror",
    };
    enum dmarc_consent consent;

    while (!dmarc_consent(run->book, domain, uri->host, &consent)) {
        answer(run);
    }
    return words[consent];
}

static void run_dmarc_extreport(struct run *run)
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

        if (!text_equal(text_at(destinations, record.rua[i].text), got)) {
            buffer_printf(&run->why, " %s is %s;", record.rua[i].text, got);
        }
    }
    dmarc_record_clear(&record);
    buffer_clear(&text);
}

static void want_result(struct run *run, const json_t *wanted, const struct authres_result *result)
{
    const char *reason = text_at(wanted, "reason"), *name;
    json_t *value;

    if (!text_equal(text_at(wanted, "method"), result->method) ||
        !text_equal(text_at(wanted, "result"), result->result) ||
        (reason && !text_equal(reason, result->reason))) {
        buffer_printf(&run->why, " %s=%s;", result->method, result->result);
    }
    json_object_foreach(json_object_get(wanted, "props"), name, value)
    {
        const char *got = authres_prop(result, name);

        if (!text_equal(json_string_value(value), got)) {
            buffer_printf(&run->why, " %s is %s;", name, got ? got : "absent");
        }
    }
}

static void run_authres(struct run *run)
{
    const char *header = text_at(run->in, "header");
    const json_t *results = json_object_get(run->expected, "results"), *version;
    struct authres *authres = NULL;
    struct fault fault = {0};

    if (authres_parse(header, strlen(header), &authres, &fault) != STATUS_OK) {
        buffer_printf(&run->why, " refused: %s;", fault.message);
        return;
    }
    want(run, "authserv_id", authres->authserv_id);
    version = json_object_get(run->expected, "version");
    if (version && json_integer_value(version) != authres->version) {
        buffer_printf(&run->why, " version is %d;", authres->version);
    }
    if (json_array_size(results) != authres->count) {
        buffer_printf(&run->why, " %zu results;", authres->count);
    }
    for (size_t i = 0; i < authres->count && i < json_array_size(results); i++) {
        want_result(run, json_array_get(results, i), &authres->results[i]);
    }
    authres_free(authres);
}

static void run_authres_message(struct run *run)
{
    const char *message = text_at(run->in, "message");
    const json_t *list = json_object_get(run->in, "trusted");
    const char *trusted[TRUSTED_MOST];
    struct name domain = name_at(run->in, "domain");
    struct authres_reading reading;

    assert_true(json_array_size(list) <= TRUSTED_MOST);
    for (size_t i = 0; i < json_array_size(list); i++) {
        trusted[i] = json_string_value(json_array_get(list, i));
    }
    authres_read(message, strlen(message), &domain, &domain, trusted, json_array_size(list),
                 &reading);
    want(run, "spf", reading.spf);
    want(run, "dkim", reading.dkim);
    want(run, "dmarc", reading.dmarc);
    want(run, "dkim_for_domain", reading.dkim_for_domain);
    want_bool(run, "spf_aligned", reading.spf_aligned);
    authres_reading_clear(&reading);
}

typedef void run_fn(struct run *run);

static size_t run_case(json_t *one, run_fn *fn)
{
    struct run run = {.in = json_object_get(one, "in"), .expected = json_object_get(one, "expect")};
    size_t failed;

    run.world = json_world_new(json_object_get(one, "zone"), NULL);
    run.book = book_new();
    fn(&run);
    failed = run.why.length > 0 ? 1 : 0;
    if (failed) {
        print_error("%s:%s\n", text_at(one, "id"), buffer_text(&run.why));
    }
    buffer_clear(&run.why);
    book_free(run.book);
    json_world_free(run.world);
    return failed;
}

static void run_file(const char *kind, run_fn *fn)
{
    char path[96];
    json_t *document, *cases, *one;
    size_t i, failed = 0;

    snprintf(path, sizeof path, "tests/cases/data/%s.json", kind);
    document = json_load_file(path, 0, NULL);
    assert_non_null(document);
    cases = json_object_get(document, "cases");
    assert_int_equal(json_array_size(cases),
                     json_integer_value(json_object_get(document, "count")));
    assert_true(json_array_size(cases) > 0);
    json_array_foreach(cases, i, one)
    {
        failed += run_case(one, fn);
    }
    json_decref(document);
    assert_int_equal(failed, 0);
}

static void reads_dkim_keys(void **state)
{
    (void)state;
    run_file("dkim-key", run_dkim_key);
}

static void reads_dmarc_records(void **state)
{
    (void)state;
    run_file("dmarc-record", run_dmarc_record);
}

static void walks_the_tree(void **state)
{
    (void)state;
    run_file("dmarc-discovery", run_dmarc_discovery);
}

static void asks_report_hosts(void **state)
{
    (void)state;
    run_file("dmarc-extreport", run_dmarc_extreport);
}

static void reads_fields(void **state)
{
    (void)state;
    run_file("authres", run_authres);
}

static void reads_messages(void **state)
{
    (void)state;
    run_file("authres-message", run_authres_message);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_dkim_keys), cmocka_unit_test(reads_dmarc_records),
        cmocka_unit_test(walks_the_tree),  cmocka_unit_test(asks_report_hosts),
        cmocka_unit_test(reads_fields),    cmocka_unit_test(reads_messages),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
