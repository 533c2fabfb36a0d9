// SPDX-License-Identifier: MIT
/*
 * Each thing that the engine changes, in a process that is killed at the first change of a file it
 * makes for that, then at the second, and so on until it is done before: each time the store opens
 * again, is whole, and has all of the change or nothing of it. Opening and closing count, too.
 */
#include "store/store.h"
#include "tests/support/disk.h"
#include "tests/unit/local/steps.h"

#include <signal.h>
#include <sys/wait.h>

enum { CHANGES_MOST = 500, SOME = 5, RANDOM_LENGTH = 16, DONE_CODE = 7 };

// clang-format off
static const struct step jobs[] = {
    {VERB_IMPORT,      {"file", "four.example\nfive.example\n", "more", ""}, false, false},
    {VERB_IMPORT,      {"file", "six.example\nseven.example\n"}, false, false},
    {VERB_VERIFY_MANY, {"only", "token"}, false, false},
};
// clang-format on

/* A store, and the same one once more to begin again from. */
struct scene {
    struct disk *disk;
    struct fixture *fixture;
    struct folder kept;
    char *zone; /* what DNS says */
    char guest[37];
    long kills, undone, done; /* how often, and what was there then */
};

static void copy_file(const char *from, const char *to)
{
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
    char part[8192];
    size_t n;

    assert_true(in && out);
    while ((n = fread(part, 1, sizeof part, in)) > 0) {
        assert_int_equal(fwrite(part, 1, n, out), n);
    }
    fclose(in);
    assert_int_equal(fclose(out), 0);
}

/* But the index of the log: whoever opens a store first makes it anew. */
static void copy_store(const struct folder *from, const struct folder *to)
{
    static const char *const files[] = {"vouch.db", "vouch.db-wal", "vouch.db-shm", "master.key"};

    for (size_t i = 0; i < COUNT(files); i++) {
        char source[256], target[256];

        folder_file(from, files[i], source);
        folder_file(to, files[i], target);
        unlink(target);
        if (access(source, F_OK) == 0 && !strstr(source, "-shm")) {
            copy_file(source, target);
            assert_int_equal(chmod(target, 0600), 0);
        }
    }
}

static bool is_part_of_a_number(char c)
{
    return c && strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/=-", c);
}

/* All rows, without what is random in them: keys, tokens, hashes and the like are long. */
static char *rows_of(const struct scene *scene)
{
    struct buffer rows = {0}, out = {0};
    char path[256];

    folder_file(&scene->fixture->folder, "vouch.db", path);
    disk_rows(path, &rows);
    for (const char *at = buffer_text(&rows); *at;) {
        size_t n = 0;

        while (is_part_of_a_number(at[n])) {
            n++;
        }
        if (n >= RANDOM_LENGTH) {
            buffer_add_text(&out, "*");
        } else {
            buffer_add(&out, at, n);
        }
        at += n;
        if (*at) {
            buffer_add(&out, at++, 1);
        }
    }
    buffer_clear(&rows);
    return buffer_take(&out);
}

/* In a process of its own, without cleaning up: nothing of it outlives the change. */
static void change_and_end(struct scene *scene, const struct step *step, long nth, bool torn,
                           bool closes)
{
    struct fixture *fixture = scene->fixture;
    struct fault fault = {0};

    disk_kill(scene->disk, nth, torn);
    fixture->exits = closes ? 0 : DONE_CODE; /* before anything else begins */
    if (loop_new(&fixture->loop, NULL) || engine_try(fixture, scene->zone, &fault) ||
        take(fixture, step, scene->guest)) {
        fprintf(stderr, "%s: %s %s\n", command_at(step->verb)->words, fault.message,
                fixture->reply.fault.message);
        _exit(1);
    }
    engine_shut(fixture);
    _exit(DONE_CODE);
}

/* False: it was killed before it was done. */
static bool is_done(struct scene *scene, const struct step *step, long nth, bool torn, bool closes)
{
    int status;
    pid_t child;

    copy_store(&scene->kept, &scene->fixture->folder);
    child = fork();
    if (child == 0) {
        change_and_end(scene, step, nth, torn, closes);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) {
        return false;
    }
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), DONE_CODE);
    return true;
}

/* The file is no ruin, and the program opens it. */
static void opens_whole(const struct scene *scene)
{
    struct store_options options = {scene->fixture->folder.path, "test", 0};
    struct buffer checked = {0};
    struct store *store = NULL;
    char path[256];

    folder_file(&scene->fixture->folder, "vouch.db", path);
    disk_checked(path, &checked);
    assert_string_equal(buffer_text(&checked), "ok\n");
    assert_int_equal(store_open(&options, &store, NULL), STATUS_OK);
    store_close(store);
    buffer_clear(&checked);
}

static void all_or_nothing(struct scene *scene, const struct step *step, long nth,
                           const char *before, const char *after)
{
    char *rows;

    opens_whole(scene);
    rows = rows_of(scene);
    if (strcmp(rows, before) != 0 && strcmp(rows, after) != 0) {
        fail_msg("%s, killed at change %ld: half of it is there:\n%s\nbefore:\n%s\nafter:\n%s",
                 command_at(step->verb)->words, nth, rows, before, after);
    }
    scene->kills++;
    scene->undone += strcmp(rows, before) == 0;
    scene->done += strcmp(rows, after) == 0;
    free(rows);
}

static void kill_at_each(struct scene *scene, const struct step *step, bool torn,
                         const char *before, const char *after)
{
    bool closes = command_at(step->verb)->reply != REPLY_JOB; /* a job goes on while it closes */
    long nth = 1;

    while (!is_done(scene, step, nth, torn, closes)) {
        assert_true(nth < CHANGES_MOST);
        all_or_nothing(scene, step, nth, before, after);
        nth += step->dear || torn ? SOME : 1;
    }
    assert_true(nth > 5);
}

/* What the step leads to is where the next one begins. */
static void go_on(struct scene *scene, const struct step *step)
{
    char *before, *after;

    copy_store(&scene->kept, &scene->fixture->folder);
    before = rows_of(scene);
    assert_true(is_done(scene, step, 0, false, false));
    after = rows_of(scene);
    assert_string_not_equal(before, after);
    kill_at_each(scene, step, false, before, after);
    if (!step->dear) {
        kill_at_each(scene, step, true, before, after);
    }
    assert_true(is_done(scene, step, 0, false, false));
    copy_store(&scene->fixture->folder, &scene->kept);
    free(before);
    free(after);
}

/* A store that is closed, with what the steps want; nothing is open here. */
static void scene_set(struct scene *scene)
{
    struct fixture *fixture;
    struct domain *domain;
    struct buffer zone = {0};
    void *state;

    assert_int_equal(fixture_new(&state), 0);
    fixture = scene->fixture = state;
    folder_make(&scene->kept);
    domain = registered(fixture);
    project_make(fixture, "guest", scene->guest);
    buffer_add_text(&zone, nothing_published);
    txt_add(&zone, "shop.example.", domain->token);
    txt_add(&zone, "shop.example.", domain->spf);
    txt_add(&zone, "_dmarc.shop.example.", "v=DMARC1; p=none");
    scene->zone = buffer_take(&zone);
    domain_free(domain);
    engine_shut(fixture);
    loop_free(fixture->loop);
    fixture->loop = NULL;
    copy_store(&fixture->folder, &scene->kept);
}

static void scene_end(struct scene *scene)
{
    struct fixture *fixture = scene->fixture;

    reply_clear(&fixture->reply);
    provider_book_free(fixture->providers);
    folder_remove(&fixture->folder);
    folder_remove(&scene->kept);
    free(scene->zone);
    free(fixture);
}

static void a_killed_process_changes_all_or_nothing(void **state)
{
    struct scene scene = {0};

    (void)state;
    scene.disk = disk_new();
    disk_kill(scene.disk, 0, false);
    scene_set(&scene);
    for (size_t i = 0; i < COUNT(steps); i++) {
        if (!steps[i].reads) {
            go_on(&scene, &steps[i]);
        }
    }
    for (size_t i = 0; i < COUNT(jobs); i++) {
        go_on(&scene, &jobs[i]);
    }
    print_message("%ld kills: %ld times nothing was there, %ld times all\n", scene.kills,
                  scene.undone, scene.done);
    assert_true(scene.undone > 0 && scene.done > 0);
    scene_end(&scene);
    disk_free(scene.disk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_killed_process_changes_all_or_nothing),
    };

    return cmocka_run_group_tests_name("local/killed", tests, NULL, NULL);
}
