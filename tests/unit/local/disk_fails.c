// SPDX-License-Identifier: MIT
/*
 * Each thing that the engine does, with the disk failing at its first operation, at its second, and
 * so on until it is done before the failure: a clean answer and unchanged data every time.
 */
#include "tests/support/disk.h"
#include "tests/unit/local/steps.h"

enum { OPERATIONS_MOST = 2000 };

/* How the disk fails in one run through all steps. */
struct manner {
    enum disk_trouble trouble;
    bool lasting;
    long first; /* of the operations of what is dear */
};

static const struct manner once_io = {DISK_IO, false, 1};
static const struct manner once_full = {DISK_FULL, false, 2};
static const struct manner for_good = {DISK_IO, true, 3};
enum { MANNERS = 3 };

static void rows(const struct fixture *fixture, struct buffer *out)
{
    char path[256];

    folder_file(&fixture->folder, "vouch.db", path);
    buffer_reset(out);
    disk_rows(path, out);
}

static bool is_of_the_disk(const char *code)
{
    static const char *const codes[] = {"store-io", "store-full", "store-unreachable",
                                        "store-read-only", "store-damaged"};

    for (size_t i = 0; i < COUNT(codes); i++) {
        if (strcmp(code, codes[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* One step until it is done; how often it failed first. */
static long persist(struct fixture *fixture, struct disk *disk, const struct step *step,
                    const struct manner *manner, const char *key)
{
    struct buffer before = {0}, after = {0};
    long nth = step->dear ? manner->first : 1, tries = 0;
    enum status status;

    rows(fixture, &before);
    do {
        bool failed;

        assert_true(nth < OPERATIONS_MOST);
        disk_fail(disk, nth, manner->trouble, manner->lasting);
        status = take(fixture, step, key);
        failed = disk_calm(disk);
        if (status) {
            const struct fault *fault = &fixture->reply.fault;

            if (!failed || !is_of_the_disk(fault->code) || strlen(fault->message) <= 10) {
                fail_msg("%s, operation %ld: %s: %s", command_at(step->verb)->words, nth,
                         fault->code, fault->message);
            }
        }
        rows(fixture, &after);
        if ((status || step->reads) && strcmp(buffer_text(&before), buffer_text(&after)) != 0) {
            fail_msg("%s, operation %ld: changed", command_at(step->verb)->words, nth);
        }
        nth += step->dear ? MANNERS : 1;
        tries++;
    } while (status);
    if (!step->reads) {
        assert_string_not_equal(buffer_text(&before), buffer_text(&after));
    }
    buffer_clear(&before);
    buffer_clear(&after);
    return tries - 1;
}

static void every_step(const struct manner *manner)
{
    struct disk *disk = disk_new();
    struct fixture *fixture = NULL;
    struct published published;
    struct domain *kept;
    void *state;
    long failed = 0;
    char key[37];

    assert_int_equal(fixture_new(&state), 0);
    fixture = state;
    kept = registered(fixture);
    published = everything(kept);
    project_make(fixture, "guest", key);
    world(fixture, &published);
    for (size_t i = 0; i < COUNT(steps); i++) {
        failed += persist(fixture, disk, &steps[i], manner, key);
    }
    print_message("the disk failed %ld times\n", failed);
    assert_true(failed > (long)COUNT(steps));
    domain_free(kept);
    fixture_free(&state);
    disk_free(disk);
}

static void an_operation_fails_once(void **state)
{
    (void)state;
    every_step(&once_io);
}

static void the_disk_is_full_once(void **state)
{
    (void)state;
    every_step(&once_full);
}

static void the_disk_fails_for_good(void **state)
{
    (void)state;
    every_step(&for_good);
}

/* A store that is made, and one that is there: a sentence, and the next try succeeds. */
static void opening_fails_cleanly(void **state)
{
    struct disk *disk = disk_new();
    struct fixture *fixture;
    struct fault fault = {0};
    enum status status;
    void *made;
    long nth = 0;

    (void)state;
    assert_int_equal(fixture_new(&made), 0);
    fixture = made;
    do {
        engine_shut(fixture);
        assert_true(++nth < OPERATIONS_MOST);
        disk_fail(disk, nth, DISK_IO, true);
        fault = (struct fault){0};
        status = engine_try(fixture, nothing_published, &fault);
        (void)disk_calm(disk);
        if (status) {
            assert_null(fixture->engine);
            assert_true(is_of_the_disk(fault.code));
            assert_true(strlen(fault.message) > 10);
        }
    } while (status);
    assert_true(nth > 3);
    DONE(ask(fixture, VERB_PROJECT_KEY, NULL));
    fixture_free(&made);
    disk_free(disk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_operation_fails_once),
        cmocka_unit_test(the_disk_is_full_once),
        cmocka_unit_test(the_disk_fails_for_good),
        cmocka_unit_test(opening_fails_cleanly),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
