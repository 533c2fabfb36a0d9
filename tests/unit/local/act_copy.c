// SPDX-License-Identifier: MIT
#include "tests/unit/local/fixture.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct published nothing;

static char *copy_path(const struct fixture *fixture)
{
    struct buffer path = {0};

    buffer_printf(&path, "%s/copy", fixture->folder.path);
    return buffer_take(&path);
}

static char *exported(struct fixture *fixture)
{
    DONE(ask(fixture, VERB_DOMAINS_EXPORT_KEY, "domain", "shop.example", NULL));
    return mem_text(fixture->reply.as.key);
}

/* As one command after another: one with the store, one without. */
static void with_store(struct fixture *fixture, bool with)
{
    fixture->storeless = !with;
    world(fixture, &nothing);
}

static void a_copy_brings_everything_back(void **state)
{
    struct fixture *fixture = *state;
    struct domain *domain = registered(fixture);
    char *key = exported(fixture), *copy = copy_path(fixture), *now;
    struct stat about;

    DONE(ask(fixture, VERB_BACKUP, "file", copy, NULL));
    assert_int_equal(fixture->reply.as.backup.domains, 1);
    assert_int_equal(fixture->reply.as.backup.projects, 1);
    assert_false(fixture->reply.as.backup.restored);
    assert_int_equal(stat(copy, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    assert_int_equal(about.st_size, fixture->reply.as.backup.bytes);
    REFUSED(ask(fixture, VERB_BACKUP, "file", copy, NULL), "file-exists");
    DONE(ask(fixture, VERB_DOMAINS_DELETE, "domain", "shop.example", NULL));
    REFUSED(ask(fixture, VERB_RESTORE, "file", copy, NULL), "no-home");
    with_store(fixture, false);
    REFUSED(ask(fixture, VERB_RESTORE, "file", copy, NULL), "store-exists");
    with_store(fixture, true);
    REFUSED(ask(fixture, VERB_DOMAINS_SHOW, "domain", "shop.example", NULL), "no-such-domain");
    with_store(fixture, false);
    DONE(ask(fixture, VERB_RESTORE, "file", copy, "check", "", NULL));
    assert_false(fixture->reply.as.backup.restored);
    DONE(ask(fixture, VERB_RESTORE, "file", copy, "replace", "", NULL));
    assert_true(fixture->reply.as.backup.restored);
    with_store(fixture, true);
    now = exported(fixture);
    assert_string_equal(now, key);
    free(now);
    free(copy);
    free(key);
    domain_free(domain);
}

static void spoil(const char *path, long at)
{
    FILE *file = fopen(path, "r+");

    assert_non_null(file);
    assert_int_equal(fseek(file, at, SEEK_SET), 0);
    for (int i = 0; i < 4096; i++) {
        fputc(0x5a, file);
    }
    fclose(file);
}

static void what_is_no_whole_copy_is_refused(void **state)
{
    struct fixture *fixture = *state;
    struct domain *domain = registered(fixture);
    char *copy = copy_path(fixture);

    DONE(ask(fixture, VERB_BACKUP, "file", copy, NULL));
    REFUSED(ask(fixture, VERB_BACKUP, "file", "/nowhere/copy", NULL), "no-file");
    with_store(fixture, false);
    spoil(copy, 8192);
    REFUSED(ask(fixture, VERB_RESTORE, "file", copy, "replace", "", NULL), "store-damaged");
    spoil(copy, 0);
    REFUSED(ask(fixture, VERB_RESTORE, "file", copy, "replace", "", NULL), "store-damaged");
    assert_int_equal(truncate(copy, 0), 0);
    REFUSED(ask(fixture, VERB_RESTORE, "file", copy, "replace", "", NULL), "store-foreign");
    REFUSED(ask(fixture, VERB_RESTORE, "file", "/nowhere/copy", NULL), "no-file");
    with_store(fixture, true);
    assert_string_equal(shown(fixture)->token, domain->token);
    free(copy);
    domain_free(domain);
}

/* A copy goes with the master key of its time. */
static void another_master_key_is_refused(void **state)
{
    struct fixture *fixture = *state;
    struct domain *domain = registered(fixture);
    char *copy = copy_path(fixture);

    DONE(ask(fixture, VERB_BACKUP, "file", copy, NULL));
    DONE(ask(fixture, VERB_MASTER_KEY, NULL));
    with_store(fixture, false);
    REFUSED(ask(fixture, VERB_RESTORE, "file", copy, "check", "", NULL), "master-key-other");
    free(copy);
    domain_free(domain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_ENGINE(a_copy_brings_everything_back),
        IN_ENGINE(what_is_no_whole_copy_is_refused),
        IN_ENGINE(another_master_key_is_refused),
    };

    return cmocka_run_group_tests_name("local/act_copy", tests, NULL, NULL);
}
