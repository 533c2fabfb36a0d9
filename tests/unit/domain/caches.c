// SPDX-License-Identifier: MIT
/* What public resolvers remember: when they are asked, what is told of it, and that it decides
 * nothing. */
#include "domain/check.h"

#include "tests/support/check_fixture.h"
#include "tests/support/check_round.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum { FRESH, EMPTY, OLD, DEAD, FORBIDDEN, CACHES };

/* Public resolvers 192.0.2.10 and on, one of each kind. */
struct play {
    struct check_fixture fixture;
    struct address caches[CACHES];
    struct json_t *zones[CACHES]; /* what EMPTY and OLD remember */
    struct json_world *worlds[CACHES];
    size_t asked; /* of all of them */
};

static void remember(struct play *play, int cache, const char *apex)
{
    json_t *zone = json_copy(play->fixture.zone);

    json_object_set_new(zone, "shop.example.com", json_loads(apex, 0, NULL));
    play->zones[cache] = zone;
    play->worlds[cache] = json_world_new(zone, NULL);
}

static void play_open(struct play *play, const char *patch)
{
    *play = (struct play){0};
    check_fixture_open(&play->fixture, patch);
    for (int i = 0; i < CACHES; i++) {
        assert_true(address_parse("192.0.2.10", &play->caches[i]));
        play->caches[i].bytes[3] += (uint8_t)i;
    }
    play->fixture.wanted.caches = play->caches;
    play->fixture.wanted.cache_count = CACHES;
    play->fixture.wanted.only = 1u << RECORD_TOKEN;
    remember(play, EMPTY, "[[\"SOA\",{\"minimum\":232}]]");
    remember(play, OLD, "[[\"TXT\",\"mailer-verify=00aa11bb22cc33dd\",{\"ttl\":77}]]");
}

static void play_close(struct play *play)
{
    check_fixture_close(&play->fixture);
    for (int i = 0; i < CACHES; i++) {
        if (play->worlds[i]) {
            json_world_free(play->worlds[i]);
            json_decref(play->zones[i]);
        }
    }
}

static struct answers *cache_answer(struct play *play, const struct question *question)
{
    struct question plain = {.name = question->name, .type = question->type};
    int cache = question->server.bytes[3] - play->caches[0].bytes[3];

    play->asked++;
    if (cache == DEAD || cache == FORBIDDEN) {
        return answers_new(cache == DEAD ? OUTCOME_TIMEOUT : OUTCOME_FORBIDDEN);
    }
    return json_world_answer(cache == FRESH ? play->fixture.world : play->worlds[cache], &plain);
}

static void play_answer(struct play *play)
{
    struct book *book = play->fixture.book;
    const struct question *question;

    assert_true(book_wanted(book) > 0);
    while ((question = book_take_wanted(book))) {
        bool public = question_asked(question) == ASKED_RECURSIVE;

        book_put_take(book, question,
                      public ? cache_answer(play, question)
                             : json_world_answer(play->fixture.world, question));
    }
}

static void play_run(struct play *play)
{
    struct check_fixture *fixture = &play->fixture;
    struct check_rounds rounds = {
        .book = fixture->book, .wanted = &fixture->wanted, .out = &fixture->result};

    while (!check_round(&rounds)) {
        play_answer(play);
    }
    check_free(rounds.check);
}

static void each_says_what_it_remembers(void **state)
{
    struct play play;
    const struct check_cache *seen;

    (void)state;
    play_open(&play, "{}");
    play_run(&play);
    seen = play.fixture.result.caches;
    assert_int_equal(play.fixture.result.cache_count, 4); /* the forbidden one is left out */
    for (size_t i = 0; i < 4; i++) {
        assert_true(address_equal(&seen[i].address, &play.caches[i]));
        assert_int_equal(seen[i].has[RECORD_TOKEN], i == FRESH);
        assert_int_equal(seen[i].outcome[RECORD_SPF], OUTCOME_NONE);
    }
    assert_int_equal(check_memory(&seen[FRESH], RECORD_TOKEN), MEMORY_RIGHT);
    assert_int_equal(check_memory(&seen[EMPTY], RECORD_TOKEN), MEMORY_ABSENT);
    assert_int_equal(check_memory(&seen[OLD], RECORD_TOKEN), MEMORY_OLD);
    assert_int_equal(check_memory(&seen[DEAD], RECORD_TOKEN), MEMORY_UNKNOWN);
    assert_int_equal(check_memory(&seen[FRESH], RECORD_SPF), MEMORY_NONE);
    assert_int_equal(seen[FRESH].outcome[RECORD_TOKEN], OUTCOME_FOUND);
    assert_int_equal(seen[FRESH].left[RECORD_TOKEN], 300);
    assert_int_equal(seen[EMPTY].outcome[RECORD_TOKEN], OUTCOME_NODATA);
    assert_int_equal(seen[EMPTY].left[RECORD_TOKEN], 232);
    assert_int_equal(seen[OLD].outcome[RECORD_TOKEN], OUTCOME_FOUND);
    assert_int_equal(seen[OLD].left[RECORD_TOKEN], 77);
    assert_int_equal(seen[DEAD].outcome[RECORD_TOKEN], OUTCOME_TIMEOUT);
    assert_int_equal(seen[DEAD].left[RECORD_TOKEN], 0);
    play_close(&play);
}

static void they_decide_nothing(void **state)
{
    struct play play, without;

    (void)state;
    play_open(&play, "{}");
    play_open(&without, "{}");
    play.fixture.wanted.only = without.fixture.wanted.only = 0;
    without.fixture.wanted.cache_count = 0;
    play_run(&play);
    play_run(&without);
    assert_int_equal(play.asked, CACHES * 3); /* the token and SPF share one question */
    assert_int_equal(without.asked, 0);
    assert_int_equal(without.fixture.result.cache_count, 0);
    assert_int_equal(check_overall(&play.fixture.result), CHECK_PASS);
    assert_int_equal(play.fixture.result.findings.count, without.fixture.result.findings.count);
    assert_int_equal(play.fixture.result.lookups, without.fixture.result.lookups);
    play_close(&play);
    play_close(&without);
}

/* What the source lacks would be remembered as a "no". */
static void they_are_not_asked_before_the_source_has_it(void **state)
{
    struct play play;

    (void)state;
    play_open(&play, "{\"_dmarc.shop.example.com\":null}");
    play.fixture.wanted.only = 1u << RECORD_DMARC;
    play_run(&play);
    assert_int_equal(play.fixture.result.records[RECORD_DMARC].status, CHECK_FAIL);
    assert_int_equal(play.asked, 0);
    assert_int_equal(play.fixture.result.cache_count, 0);
    play_close(&play);
}

/* Two servers hold the zone; the second one's apex has these records. */
static void run_beside(struct play *play, const char *apex)
{
    json_t *views = json_object(), *second;

    play_open(play, "{\"ns1.shop.example.com\":[[\"A\",\"127.0.0.2\"],[\"A\",\"127.0.0.3\"]]}");
    second = json_copy(play->fixture.zone);
    json_object_set_new(second, "shop.example.com", json_loads(apex, 0, NULL));
    json_object_set(views, "127.0.0.1", play->fixture.zone);
    json_object_set(views, "127.0.0.2", play->fixture.zone);
    json_object_set_new(views, "127.0.0.3", second);
    json_world_free(play->fixture.world);
    play->fixture.world = json_world_new(NULL, views);
    play_run(play);
    json_world_free(play->fixture.world);
    play->fixture.world = json_world_new(play->fixture.zone, NULL);
    json_decref(views);
    assert_true(play->fixture.result.records[RECORD_TOKEN].source_has_some);
    assert_false(play->fixture.result.records[RECORD_TOKEN].source_has_all);
}

/* One server that lags is enough for a "no" to be planted. */
static void nor_while_a_server_lacks_it(void **state)
{
    struct play play;

    (void)state;
    run_beside(&play, "[[\"SOA\",{}],[\"NS\",\"ns1.shop.example.com\"]]");
    assert_int_equal(play.asked, 0);
    play_close(&play);
}

static void a_dead_server_plants_nothing(void **state)
{
    struct play play;

    (void)state;
    run_beside(&play, "[[\"!TIMEOUT\",\"*\"]]");
    assert_int_equal(play.asked, CACHES);
    assert_int_equal(play.fixture.result.cache_count, 4);
    play_close(&play);
}

static void they_are_copied(void **state)
{
    struct play play;
    struct check_result *copy;

    (void)state;
    play_open(&play, "{}");
    play_run(&play);
    copy = check_result_dup(&play.fixture.result);
    play_close(&play);
    assert_int_equal(copy->cache_count, 4);
    assert_int_equal(copy->caches[EMPTY].left[RECORD_TOKEN], 232);
    check_result_clear(copy);
    free(copy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_says_what_it_remembers),
        cmocka_unit_test(they_decide_nothing),
        cmocka_unit_test(they_are_not_asked_before_the_source_has_it),
        cmocka_unit_test(nor_while_a_server_lacks_it),
        cmocka_unit_test(a_dead_server_plants_nothing),
        cmocka_unit_test(they_are_copied),
    };

    return cmocka_run_group_tests_name("domain/caches", tests, NULL, NULL);
}
