// SPDX-License-Identifier: MIT
#include "base/words.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <limits.h>
#include <locale.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* One process a case: a locale, once set, is never quite forgotten. */
struct scene {
    const char *lc_all, *lc_messages, *lang; /* the environment; NULL: unset */
    const char *option;                      /* --lang */
    bool known;
    const char *language, *word;
};

// clang-format off
static const struct scene scenes[] = {
    { NULL,          NULL,          NULL,          NULL, true,  "en", "domain"   },
    { NULL,          NULL,          "C",           NULL, true,  "en", "domain"   },
    { NULL,          NULL,          "C",           "ja", true,  "ja", "ドメイン" },
    { NULL,          NULL,          NULL,          "ko", true,  "ko", "도메인"   },
    { NULL,          NULL,          "ja_JP.UTF-8", NULL, true,  "ja", "ドメイン" },
    { NULL,          NULL,          "ja_JP.UTF-8", "en", true,  "en", "domain"   },
    { NULL,          NULL,          "ko_KR.UTF-8", NULL, true,  "ko", "도메인"   },
    { NULL,          NULL,          "ko",          NULL, true,  "ko", "도메인"   },
    { NULL,          "ja_JP.UTF-8", "ko_KR.UTF-8", NULL, true,  "ja", "ドメイン" },
    { "ko_KR.UTF-8", "ja_JP.UTF-8", "C",           NULL, true,  "ko", "도메인"   },
    { "C.UTF-8",     "ja_JP.UTF-8", "C",           NULL, true,  "en", "domain"   },
    { "",            "",            "ja_JP.UTF-8", NULL, true,  "ja", "ドメイン" },
    { NULL,          NULL,          "jam_JM",      NULL, true,  "en", "domain"   },
    { NULL,          NULL,          "de_DE.UTF-8", NULL, true,  "en", "domain"   },
    { NULL,          NULL,          "ja_JP.UTF-8", "de", false, "ja", "ドメイン" },
};
// clang-format on

static void set_or_unset(const char *variable, const char *value)
{
    if (value == NULL) {
        unsetenv(variable);
    } else {
        setenv(variable, value, 1);
    }
}

/* Says what is not as it should be, in the child. */
static int play(const struct scene *scene)
{
    bool known;

    set_or_unset("LC_ALL", scene->lc_all);
    set_or_unset("LC_MESSAGES", scene->lc_messages);
    set_or_unset("LANG", scene->lang);
    unsetenv("LC_CTYPE");
    unsetenv("LANGUAGE");
    known = words_open(scene->option);
    if (known == scene->known && text_equal(words_language(), scene->language) &&
        text_equal(_("domain"), scene->word) &&
        (words_are_utf8() || text_equal(scene->language, "en"))) {
        return 0;
    }
    fprintf(stderr, "known %d, language %s, word %s, UTF-8 %d\n", known, words_language(),
            _("domain"), words_are_utf8());
    return 1;
}

static int in_a_child(int (*act)(const struct scene *scene), const struct scene *scene)
{
    pid_t child = fork();
    int how = 0;

    if (child == 0) {
        _exit(act(scene));
    }
    assert_int_equal(waitpid(child, &how, 0), child);
    return WIFEXITED(how) ? WEXITSTATUS(how) : -1;
}

static void the_language_is_found_without_any_locale(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(scenes); i++) {
        if (in_a_child(play, &scenes[i]) != 0) {
            fail_msg("scene %zu", i);
        }
    }
}

static int switch_around(const struct scene *scene)
{
    char number[16];
    bool good;

    (void)scene;
    set_or_unset("LC_ALL", "C");
    good = words_open(NULL) && text_equal(_("domain"), "domain");
    words_use("ja");
    good = good && text_equal(_("domain"), "ドメイン");
    words_use("ko");
    good = good && text_equal(_("domain"), "도메인");
    words_use(NULL);
    good = good && text_equal(words_language(), "ko");
    words_use("xx");
    good = good && text_equal(_("domain"), "domain") && text_equal(words_language(), "en");
    snprintf(number, sizeof number, "%.1f", 0.5);
    return good && text_equal(number, "0.5") ? 0 : 1;
}

static void the_language_may_change_at_any_time(void **state)
{
    (void)state;
    assert_int_equal(in_a_child(switch_around, NULL), 0);
}

struct speaker {
    const char *language, *word;
    int wrong;
};

static void *speak(void *arg)
{
    struct speaker *speaker = arg;

    words_use(speaker->language);
    for (int i = 0; i < 2000; i++) {
        speaker->wrong += !text_equal(words_find("domain"), speaker->word) ||
                          !text_equal(_("domain"), speaker->word) ||
                          !text_equal(words_language(), speaker->language);
    }
    return NULL;
}

static int speak_at_once(const struct scene *scene)
{
    struct speaker speakers[] = {{"ja", "ドメイン", 0}, {"ko", "도메인", 0}, {"en", "domain", 0}};
    pthread_t threads[COUNT(speakers)];
    int wrong = 0;

    (void)scene;
    wrong += !words_open("ko");
    for (size_t i = 0; i < COUNT(speakers); i++) {
        wrong += pthread_create(&threads[i], NULL, speak, &speakers[i]) != 0;
    }
    for (size_t i = 0; i < COUNT(speakers); i++) {
        wrong += pthread_join(threads[i], NULL) != 0;
        wrong += speakers[i].wrong;
    }
    return wrong == 0 && text_equal(_("domain"), "도메인") ? 0 : 1;
}

static void each_thread_speaks_its_own_language(void **state)
{
    (void)state;
    assert_int_equal(in_a_child(speak_at_once, NULL), 0);
}

static void before_words_are_opened_there_is_english(void **state)
{
    (void)state;
    unsetenv("LANGUAGE");
    assert_string_equal(words_language(), "en");
    assert_string_equal(_("domain"), "domain");
}

/* A catalogue of the header and one word, as msgfmt would make it (GNU gettext manual, 10.3). */
static void build_catalogue(struct buffer *out, const char *word)
{
    static const char header[] = "Content-Type: text/plain; charset=UTF-8\n";
    uint32_t lengths[] = {0, 6, (uint32_t)strlen(header), (uint32_t)strlen(word)};
    uint32_t at = 28 + 8 * 4;
    uint32_t head[] = {0x950412de, 0, 2, 28, 28 + 16, 0, 0};

    buffer_add(out, head, sizeof head);
    for (size_t i = 0; i < 4; i++) {
        uint32_t row[] = {lengths[i], at};

        buffer_add(out, row, sizeof row);
        at += lengths[i] + 1;
    }
    buffer_add(out, "\0domain", 8);
    buffer_add(out, header, sizeof header);
    buffer_add(out, word, strlen(word) + 1);
}

static void put_catalogue(const char *beside, const char *language, const char *word)
{
    struct buffer folder = {0}, path = {0}, bytes = {0};

    buffer_printf(&folder, "%s/locale/%s/LC_MESSAGES", beside, language);
    buffer_printf(&path, "%s/vouch.mo", folder.bytes);
    build_catalogue(&bytes, word);
    assert_int_equal(file_make_folder(folder.bytes, 0755, NULL), STATUS_OK);
    assert_int_equal(file_write(path.bytes, bytes.bytes, bytes.length, 0644, NULL), STATUS_OK);
    buffer_clear(&folder);
    buffer_clear(&path);
    buffer_clear(&bytes);
}

/* Catalogues beside this very program, where words_open() looks first. */
static int set_up(void **state)
{
    char executable[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", executable, sizeof executable - 1);

    (void)state;
    if (n < 0) {
        return 1;
    }
    executable[n] = '\0';
    *strrchr(executable, '/') = '\0';
    put_catalogue(executable, "ja", "ドメイン");
    put_catalogue(executable, "ko", "도메인");
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(before_words_are_opened_there_is_english),
        cmocka_unit_test(the_language_is_found_without_any_locale),
        cmocka_unit_test(the_language_may_change_at_any_time),
        cmocka_unit_test(each_thread_speaks_its_own_language),
    };

    return cmocka_run_group_tests_name("base/words", tests, set_up, NULL);
}
