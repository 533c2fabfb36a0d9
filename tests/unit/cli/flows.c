// SPDX-License-Identifier: MIT
#include "cli/cli.h"

#include "base/file.h"
#include "base/text.h"
#include "engine/import.h"
#include "tests/support/folder.h"
#include "tests/unit/cli/fake_engine.h"
#include "wire/wire.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { WORDS = 16 };

static struct folder folder;

struct ran {
    int code;
    struct buffer out;
};

/* Runs one command line with standard output in a file, or in `into` when that is not -1. */
static struct ran run_into(struct fake *fake, char *line, int into)
{
    char *argv[WORDS] = {line};
    struct cli_options options = {.loop = fake->loop, .engine = &fake->engine};
    struct ran ran = {0};
    struct args args;
    char path[256];
    int argc = 1, kept = dup(STDOUT_FILENO);

    folder_file(&folder, "out", path);
    for (char *word = strtok_r(line, " ", &line); word; word = strtok_r(NULL, " ", &line)) {
        argv[argc++] = word;
    }
    assert_int_equal(args_read(argc, argv, &args, NULL), STATUS_OK);
    into = into < 0 ? open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600) : into;
    dup2(into, STDOUT_FILENO);
    close(into);
    ran.code = cli_run(&args, &args.globals, &options);
    dup2(kept, STDOUT_FILENO);
    close(kept);
    if (access(path, F_OK) == 0) {
        assert_int_equal(file_read(path, 1 << 22, &ran.out, NULL), STATUS_OK);
    }
    args_clear(&args);
    return ran;
}

static struct ran run(struct fake *fake, const char *line)
{
    char copy[512];

    text_copy(copy, sizeof copy, line);
    return run_into(fake, copy, -1);
}

static void list_write(const char *name, size_t first, size_t last)
{
    struct buffer text = {0};
    char path[256];

    folder_file(&folder, name, path);
    for (size_t i = first; i <= last; i++) {
        buffer_printf(&text, "d%zu.example\n", i);
    }
    assert_int_equal(file_write(path, buffer_text(&text), text.length, 0600, NULL), STATUS_OK);
    buffer_clear(&text);
}

static size_t lines_of(const struct buffer *out)
{
    size_t lines = 0;

    for (size_t i = 0; i < out->length; i++) {
        lines += out->bytes[i] == '\n';
    }
    return lines;
}

/* Where "dN.example" stands in the output, whole. */
static const char *place_of(const struct buffer *out, size_t i)
{
    char name[32];

    snprintf(name, sizeof name, "\"d%zu.example\"", i);
    return strstr(buffer_text(out), name);
}

/* A check that passes; d13 is refused. */
static void answer_check(struct fake *fake, const struct request *request, struct reply *reply)
{
    const char *domain = request_get(request, "domain");
    struct fault fault = {0};

    (void)fake;
    if (text_equal(domain, "d13.example")) {
        assert_int_equal(fault_set(&fault, STATUS_REFUSED, "blocked-name", "no"), STATUS_REFUSED);
        reply_fail(reply, &fault);
        return;
    }
    reply->kind = REPLY_CHECK;
    reply->as.check = mem_new(sizeof *reply->as.check);
    reply->as.check->only = 0xf;
    assert_true(name_parse(domain, &reply->as.check->domain));
}

static void a_list_is_checked_in_its_order(void **state)
{
    struct fake fake;
    struct ran ran;
    char line[300];

    list_write("list", 1, 100);
    snprintf(line, sizeof line, "check --file %s/list --in-flight 7", folder.path);
    fake_open(&fake, *state, answer_check);
    ran = run(&fake, line);
    assert_int_equal(ran.code, 4);
    assert_int_equal(lines_of(&ran.out), 100);
    for (size_t i = 2; i <= 100; i++) {
        assert_true(place_of(&ran.out, i - 1) < place_of(&ran.out, i));
    }
    assert_int_equal(fake.most, 7);
    buffer_clear(&ran.out);
}

/* Three pages; every third domain is somebody else's. */
static void answer_list(struct fake *fake, const struct request *request, struct reply *reply)
{
    const char *after = request_get(request, "after");
    size_t first = after ? (size_t)strtoul(after + 1, NULL, 10) : 0;
    size_t limit = (size_t)request_number(request, "limit", 1);
    size_t count = limit < 4 ? limit : 4;

    if (request->verb != VERB_DOMAINS_LIST) {
        assert_true(request_has(request, "quick"));
        answer_check(fake, request, reply);
        return;
    }
    reply->kind = REPLY_DOMAINS;
    reply->as.domains.items = mem_array(count, sizeof(struct domain *));
    reply->as.domains.count = count;
    for (size_t i = 0; i < count; i++) {
        struct domain *domain = domain_new();

        snprintf(domain->name, sizeof domain->name, "d%zu.example", first + i + 1);
        domain->role = (first + i + 1) % 3 == 0 ? ROLE_GUEST : ROLE_OWNER;
        reply->as.domains.items[i] = domain;
    }
    if (first < 8) {
        snprintf(reply->as.domains.next, sizeof reply->as.domains.next, "d%zu", first + count);
    }
}

static void all_means_all_of_ones_own(void **state)
{
    struct fake fake;
    struct ran ran;

    fake_open(&fake, *state, answer_list);
    ran = run(&fake, "domains verify --all");
    assert_int_equal(ran.code, 0);
    assert_int_equal(lines_of(&ran.out), 8);
    assert_null(place_of(&ran.out, 3));
    assert_non_null(place_of(&ran.out, 11));
    assert_int_equal(fake.asked, 3 + 8);
    buffer_clear(&ran.out);
}

static void pages_follow_each_other(void **state)
{
    struct fake fake;
    struct ran ran;

    fake_open(&fake, *state, answer_list);
    ran = run(&fake, "domains list");
    assert_int_equal(lines_of(&ran.out), 12);
    assert_int_equal(fake.asked, 3);
    buffer_clear(&ran.out);
    ran = run(&fake, "domains list --limit 6");
    assert_int_equal(lines_of(&ran.out), 6);
    assert_int_equal(fake.asked, 5);
    buffer_clear(&ran.out);
    ran = run(&fake, "domains list --limit 0");
    assert_int_equal(ran.out.length, 0);
    assert_int_equal(fake.asked, 5);
    buffer_clear(&ran.out);
}

static void answer_import(struct fake *fake, const struct request *request, struct reply *reply)
{
    const char *text;

    (void)fake;
    reply->kind = REPLY_IMPORT;
    reply->as.import.rows = mem_array(IMPORT_ROWS, sizeof(struct import_row));
    assert_true(request_has(request, "dry-run"));
    for (size_t i = 0; (text = request_get_nth(request, "row", i)) != NULL; i++) {
        struct import_row *row = &reply->as.import.rows[reply->as.import.count++];
        struct import_wish wish;

        assert_true(import_wish_read(text, &wish));
        row->line = wish.line;
        text_copy(row->name, sizeof row->name, wish.written);
        text_copy(row->result, sizeof row->result, "new");
    }
}

static void a_long_file_is_imported_in_pieces(void **state)
{
    struct fake fake;
    struct ran ran;
    char line[300];

    list_write("import", 1, 2500);
    snprintf(line, sizeof line, "domains import %s/import --dry-run", folder.path);
    fake_open(&fake, *state, answer_import);
    ran = run(&fake, line);
    assert_int_equal(ran.code, 0);
    assert_int_equal(fake.asked, 3);
    assert_int_equal(fake.most, 1);
    assert_int_equal(lines_of(&ran.out), 2500);
    assert_true(text_starts(strstr(buffer_text(&ran.out), "{\"line\":2500,"),
                            "{\"line\":2500,\"written\":\"d2500.example\","
                            "\"domain\":\"d2500.example\",\"result\":\"new\""));
    buffer_clear(&ran.out);
}

static void what_stands_twice_is_asked_once(void **state)
{
    static const char list[] = "d1.example\nhttps://D1.example/\nd2.example\n";
    struct fake fake;
    struct ran ran;
    char line[300], path[256];

    folder_file(&folder, "twice", path);
    assert_int_equal(file_write(path, list, sizeof list - 1, 0600, NULL), STATUS_OK);
    snprintf(line, sizeof line, "domains import %s --dry-run", path);
    fake_open(&fake, *state, answer_import);
    ran = run(&fake, line);
    assert_non_null(strstr(buffer_text(&ran.out),
                           "{\"line\":2,\"written\":\"https://D1.example/\",\"domain\":"
                           "\"d1.example\",\"result\":\"twice\","));
    assert_true(place_of(&ran.out, 1) < place_of(&ran.out, 2));
    assert_int_equal(lines_of(&ran.out), 3);
    buffer_clear(&ran.out);
}

/* When nobody reads any more, nobody asks any more. */
static void a_reader_that_leaves_ends_it(void **state)
{
    struct fake fake;
    struct ran ran;
    char line[300];
    int ends[2];

    list_write("long", 1, 5000);
    snprintf(line, sizeof line, "check --file %s/long --in-flight 50", folder.path);
    assert_int_equal(pipe(ends), 0);
    close(ends[0]);
    signal(SIGPIPE, SIG_IGN);
    fake_open(&fake, *state, answer_check);
    ran = run_into(&fake, line, ends[1]);
    assert_true(fake.asked < 5000);
    assert_true(fake.cancelled > 0);
    assert_int_equal(fake.flying, 0);
    buffer_clear(&ran.out);
}

static void a_refusal_is_one_sentence_and_a_code(void **state)
{
    struct fake fake;
    struct ran ran;

    fake_open(&fake, *state, answer_check);
    ran = run(&fake, "check d13.example --json");
    assert_int_equal(ran.code, 4);
    assert_string_equal(
        buffer_text(&ran.out),
        "{\"error\":{\"code\":\"blocked-name\",\"message\":\"no\",\"detail\":{}}}\n");
    buffer_clear(&ran.out);
    ran = run(&fake, "check d13.example");
    assert_int_equal(ran.out.length, 0);
    buffer_clear(&ran.out);
}

static int make(void **state)
{
    struct loop *loop = NULL;

    wire_open();
    folder_make(&folder);
    if (loop_new(&loop, NULL)) {
        return -1;
    }
    *state = loop;
    return 0;
}

static int unmake(void **state)
{
    loop_free(*state);
    folder_remove(&folder);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_is_checked_in_its_order),
        cmocka_unit_test(all_means_all_of_ones_own),
        cmocka_unit_test(pages_follow_each_other),
        cmocka_unit_test(a_long_file_is_imported_in_pieces),
        cmocka_unit_test(what_stands_twice_is_asked_once),
        cmocka_unit_test(a_reader_that_leaves_ends_it),
        cmocka_unit_test(a_refusal_is_one_sentence_and_a_code),
    };

    return cmocka_run_group_tests_name("cli/flows", tests, make, unmake);
}
