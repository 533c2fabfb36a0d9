// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/array.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void memory_is_zeroed(void **state)
{
    unsigned char *bytes = mem_array(100, 3);

    (void)state;
    for (size_t i = 0; i < 300; i++) {
        assert_int_equal(bytes[i], 0);
    }
    free(bytes);
    free(mem_new(0));
}

static void texts_are_copied_and_terminated(void **state)
{
    char *text = mem_text("domain"), *part = mem_text_n("domain", 3);
    unsigned char *bytes = mem_dup("\0a", 2);

    (void)state;
    assert_string_equal(text, "domain");
    assert_string_equal(part, "dom");
    assert_memory_equal(bytes, "\0a", 2);
    assert_null(mem_text(NULL));
    free(bytes);
    free(part);
    free(text);
}

static void secrets_are_wiped(void **state)
{
    char secret[] = "private";
    char zeros[sizeof secret] = {0};

    (void)state;
    mem_wipe(secret, sizeof secret);
    assert_memory_equal(secret, zeros, sizeof secret);
    mem_wipe(NULL, 0);
}

static void arrays_grow_and_their_elements_are_zeroed(void **state)
{
    struct pair {
        int a, b;
    } *items = NULL;
    size_t count = 0, capacity = 0;

    (void)state;
    for (int i = 0; i < 100; i++) {
        struct pair *pair = ARRAY_ADD(items, count, capacity);

        assert_int_equal(pair->b, 0);
        pair->a = i;
        pair->b = -1;
    }
    assert_int_equal(count, 100);
    assert_int_equal(items[57].a, 57);
    free(items);
}

/* The sanitizer would end the process itself. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "allocator_may_return_null=1";
}

static void last_words(void)
{
    _exit(write(STDERR_FILENO, "goodbye ", 8) == 8 ? 77 : 1);
}

/* Asks for more than there can be, in a child whose standard error is read; returns how it ended.
 */
static int ask_too_much(mem_last_words_fn *words, char said[64])
{
    int ends[2], how = 0;
    ssize_t n;
    pid_t child;

    assert_int_equal(pipe(ends), 0);
    child = fork();
    if (child == 0) {
        volatile size_t too_much = SIZE_MAX / 2;

        dup2(ends[1], STDERR_FILENO);
        mem_on_exhaustion(words);
        free(mem_array(too_much, 4));
        _exit(0);
    }
    close(ends[1]);
    n = read(ends[0], said, 63);
    said[n < 0 ? 0 : n] = '\0';
    close(ends[0]);
    assert_int_equal(waitpid(child, &how, 0), child);
    return WIFEXITED(how) ? WEXITSTATUS(how) : -1;
}

static void exhaustion_ends_the_process_with_a_sentence(void **state)
{
    char said[64];

    (void)state;
    assert_int_equal(ask_too_much(NULL, said), 6);
    assert_string_equal(said, "vouch: out of memory\n");
}

static void the_hook_speaks_first(void **state)
{
    char said[64];

    (void)state;
    assert_int_equal(ask_too_much(last_words, said), 77);
    assert_string_equal(said, "goodbye ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed),
        cmocka_unit_test(texts_are_copied_and_terminated),
        cmocka_unit_test(secrets_are_wiped),
        cmocka_unit_test(arrays_grow_and_their_elements_are_zeroed),
        cmocka_unit_test(exhaustion_ends_the_process_with_a_sentence),
        cmocka_unit_test(the_hook_speaks_first),
    };

    return cmocka_run_group_tests_name("base/memory", tests, NULL, NULL);
}
