// SPDX-License-Identifier: MIT
#include "tests/support/check_round.h"

#include "base/text.h"

// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
// clang-format on

static void same_text(const char *a, const char *b)
{
    if (!text_equal(a, b)) {
        fail_msg("\"%s\" is not \"%s\"", a ? a : "(none)", b ? b : "(none)");
    }
}

static void same_name(const struct name *a, const struct name *b)
{
    assert_true(name_equal(a, b));
}

static void same_finding(const struct finding *a, const struct finding *b)
{
    same_text(code_word(a->code), code_word(b->code));
    assert_int_equal(a->area, b->area);
    assert_int_equal(a->severity, b->severity);
    assert_int_equal(a->ttl, b->ttl);
    same_text(a->name, b->name);
    same_text(a->expected, b->expected);
    same_text(a->found, b->found);
    same_text(a->server, b->server);
    assert_int_equal(a->word_count, b->word_count);
    for (size_t i = 0; i < a->word_count; i++) {
        same_text(a->words[i].key, b->words[i].key);
        same_text(a->words[i].value, b->words[i].value);
    }
}

static void same_record(const struct check_record *a, const struct check_record *b)
{
    assert_int_equal(a->status, b->status);
    assert_int_equal(a->source_asked, b->source_asked);
    assert_int_equal(a->source_has_all, b->source_has_all);
    assert_int_equal(a->source_has_some, b->source_has_some);
    assert_int_equal(a->resolver, b->resolver);
    assert_int_equal(a->cached_seconds, b->cached_seconds);
    same_name(&a->name, &b->name);
    same_text(a->expected, b->expected);
    same_text(a->seen, b->seen);
    assert_true(!a->found_at == !b->found_at);
    if (a->found_at) {
        same_name(a->found_at, b->found_at);
    }
    assert_int_equal(a->found_whole, b->found_whole);
    assert_int_equal(a->places, b->places);
}

static void same_server(const struct check_server *a, const struct check_server *b)
{
    same_text(a->ns, b->ns);
    assert_true(address_equal(&a->address, &b->address));
    assert_int_equal(a->serial, b->serial);
    for (int record = 0; record < RECORD_COUNT; record++) {
        assert_int_equal(a->outcome[record], b->outcome[record]);
        assert_int_equal(a->has[record], b->has[record]);
    }
}

static void same_cache(const struct check_cache *a, const struct check_cache *b)
{
    assert_true(address_equal(&a->address, &b->address));
    for (int record = 0; record < RECORD_COUNT; record++) {
        assert_int_equal(a->outcome[record], b->outcome[record]);
        assert_int_equal(a->has[record], b->has[record]);
        assert_int_equal(a->left[record], b->left[record]);
    }
}

static void same_result(const struct check_result *a, const struct check_result *b)
{
    same_name(&a->domain, &b->domain);
    assert_int_equal(a->only, b->only);
    for (int record = 0; record < RECORD_COUNT; record++) {
        same_record(&a->records[record], &b->records[record]);
    }
    assert_int_equal(a->findings.count, b->findings.count);
    for (size_t i = 0; i < a->findings.count; i++) {
        same_finding(&a->findings.items[i], &b->findings.items[i]);
    }
    same_text(a->fix, b->fix);
    assert_int_equal(a->lookups, b->lookups);
    assert_int_equal(a->voids, b->voids);
    assert_int_equal(a->policy, b->policy);
    assert_int_equal(a->policy_inherited, b->policy_inherited);
    same_name(&a->zone, &b->zone);
    assert_int_equal(a->server_count, b->server_count);
    for (size_t i = 0; i < a->server_count; i++) {
        same_server(&a->servers[i], &b->servers[i]);
    }
    assert_int_equal(a->cache_count, b->cache_count);
    for (size_t i = 0; i < a->cache_count; i++) {
        same_cache(&a->caches[i], &b->caches[i]);
    }
    for (size_t i = 0; i < COUNT(a->providers); i++) {
        same_text(a->providers[i], b->providers[i]);
    }
    assert_int_equal(a->negative_ttl, b->negative_ttl);
    assert_int_equal(a->questions, b->questions);
}

/* Whichever goes first asks; then the other must have nothing to add. */
bool check_round(struct check_rounds *rounds)
{
    struct check_result anew = {0};
    bool first = rounds->rounds % 2 == 1, complete, again = false;
    size_t asked = 0;

    if (!rounds->check) {
        rounds->check = check_new(rounds->book, rounds->wanted, rounds->out);
    }
    if (first) {
        again = check_run(rounds->book, rounds->wanted, &anew);
        asked = book_count(rounds->book);
    }
    complete = check_go_on(rounds->check);
    if (!first) {
        asked = book_count(rounds->book);
        again = check_run(rounds->book, rounds->wanted, &anew);
    }
    assert_int_equal(book_count(rounds->book), asked);
    assert_int_equal(complete, again);
    if (complete) {
        same_result(rounds->out, &anew);
    }
    check_result_clear(&anew);
    rounds->rounds += !complete;
    return complete;
}
