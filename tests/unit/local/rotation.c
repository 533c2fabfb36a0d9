// SPDX-License-Identifier: MIT
#include "local/rotation.h"

#include "tests/unit/local/fixture.h"

#include <dirent.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct published nothing;

static char *in_folder(const struct fixture *fixture, const char *name)
{
    struct buffer path = {0};

    buffer_printf(&path, "%s/%s", fixture->folder.path, name);
    return buffer_take(&path);
}

/* The private key of shop.example; the caller's. */
static char *exported(struct fixture *fixture)
{
    DONE(ask(fixture, VERB_DOMAINS_EXPORT_KEY, "domain", "shop.example", NULL));
    return mem_text(fixture->reply.as.key);
}

static void still_exports(struct fixture *fixture, const char *key)
{
    char *now = exported(fixture);

    assert_string_equal(now, key);
    free(now);
}

/* Gives back the names that a crash would have left: the old key at its place, the next one
 * waiting. */
static void names_back(const struct fixture *fixture)
{
    char *path = in_folder(fixture, "master.key"), *waiting = rotation_waiting(path);
    DIR *folder = opendir(fixture->folder.path);
    struct dirent *entry;
    bool found = false;

    assert_int_equal(rename(path, waiting), 0);
    while (!found && (entry = readdir(folder))) {
        if (text_starts(entry->d_name, "master.key.until-")) {
            char *old = in_folder(fixture, entry->d_name);

            assert_int_equal(rename(old, path), 0);
            free(old);
            found = true;
        }
    }
    assert_true(found);
    closedir(folder);
    free(waiting);
    free(path);
}

static void everything_opens_with_the_new_key(void **state)
{
    struct fixture *fixture = *state;
    struct domain *domain = registered(fixture);
    char *key = exported(fixture);

    fixture->idempotency = "key-1";
    DONE(ask(fixture, VERB_DOMAINS_TOKEN, "domain", "shop.example", NULL));
    fixture->idempotency = NULL;
    DONE(ask(fixture, VERB_MASTER_KEY, NULL));
    assert_int_equal(fixture->reply.kind, REPLY_ROTATION);
    assert_int_equal(fixture->reply.as.rotation.keys, 1);
    still_exports(fixture, key);
    world(fixture, &nothing);
    still_exports(fixture, key);
    fixture->idempotency = "key-1";
    DONE(ask(fixture, VERB_DOMAINS_TOKEN, "domain", "shop.example", NULL));
    assert_int_equal(fixture->reply.kind, REPLY_SPELT);
    fixture->idempotency = NULL;
    DONE(ask(fixture, VERB_MASTER_KEY, NULL));
    still_exports(fixture, key);
    domain_free(domain);
    free(key);
}

/* The transaction is on the disk, the file has not got its name. */
static void a_crash_after_the_transaction_is_made_good(void **state)
{
    struct fixture *fixture = *state;
    struct domain *domain = registered(fixture);
    char *key = exported(fixture), *waiting = in_folder(fixture, "master.key.next");

    DONE(ask(fixture, VERB_MASTER_KEY, NULL));
    engine_shut(fixture);
    names_back(fixture);
    world(fixture, &nothing);
    still_exports(fixture, key);
    assert_int_not_equal(access(waiting, F_OK), 0);
    world(fixture, &nothing);
    still_exports(fixture, key);
    free(waiting);
    free(key);
    domain_free(domain);
}

static void a_crash_before_it_changes_nothing(void **state)
{
    struct fixture *fixture = *state;
    struct domain *domain = registered(fixture);
    char *key = exported(fixture), *waiting = in_folder(fixture, "master.key.next");
    FILE *file = fopen(waiting, "w");

    assert_non_null(file);
    assert_int_equal(chmod(waiting, 0600), 0);
    fprintf(file, "%064d\n", 7);
    fclose(file);
    world(fixture, &nothing);
    still_exports(fixture, key);
    assert_int_not_equal(access(waiting, F_OK), 0);
    free(waiting);
    free(key);
    domain_free(domain);
}

static void the_key_may_be_made_elsewhere(void **state)
{
    struct fixture *fixture = *state;
    struct domain *domain = registered(fixture);
    char *key = exported(fixture), *to = in_folder(fixture, "elsewhere");
    struct fault fault = {0};

    DONE(ask(fixture, VERB_MASTER_KEY, "to", to, NULL));
    assert_string_equal(fixture->reply.as.rotation.master_key, to);
    REFUSED(ask(fixture, VERB_MASTER_KEY, "to", to, NULL), "file-exists");
    still_exports(fixture, key);
    engine_shut(fixture);
    assert_int_not_equal(engine_try(fixture, "", &fault), STATUS_OK);
    assert_string_equal(fault.code, "master-key-other");
    engine_shut(fixture);
    fixture->master_key_file = to;
    world(fixture, &nothing);
    still_exports(fixture, key);
    engine_shut(fixture);
    free(to);
    free(key);
    domain_free(domain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_ENGINE(everything_opens_with_the_new_key),
        IN_ENGINE(a_crash_after_the_transaction_is_made_good),
        IN_ENGINE(a_crash_before_it_changes_nothing),
        IN_ENGINE(the_key_may_be_made_elsewhere),
    };

    return cmocka_run_group_tests_name("local/rotation", tests, NULL, NULL);
}
