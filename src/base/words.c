// SPDX-License-Identifier: MIT
#include "base/words.h"

#include "base/buffer.h"
#include "base/status.h"
#include "base/text.h"

#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define WORDS_DOMAIN "vouch"

#ifndef VOUCH_LOCALE_FOLDER
#define VOUCH_LOCALE_FOLDER "/usr/local/share/locale"
#endif

/* gettext's own count of catalogue changes: raising it makes it look again (GNU gettext
 * manual, 11.2.2). */
extern int _nl_msg_cat_cntr;

enum { REMEMBERED = 256 };

/* A constant and what it means. */
struct remembered {
    const char *text, *meaning;
    const char *language;
};

static const char *const languages[] = {"en", "ja", "ko"};

static _Thread_local const char *spoken = "en"; /* one of those above */

/* The shipped language a locale's name begins with ("ja_JP.UTF-8"), or NULL. */
static const char *language_of(const char *locale)
{
    for (size_t i = 0; i < COUNT(languages); i++) {
        size_t n = strlen(languages[i]);

        if (text_starts(locale, languages[i]) && strchr("_.@", locale[n]) != NULL) {
            return languages[i];
        }
    }
    return NULL;
}

/* In the order POSIX gives them, XBD 8.2. */
static const char *environment_language(void)
{
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

    for (size_t i = 0; i < COUNT(variables); i++) {
        const char *locale = getenv(variables[i]);

        if (locale != NULL && *locale != '\0') {
            const char *language = language_of(locale);

            return language == NULL ? "en" : language;
        }
    }
    return "en";
}

bool words_are_utf8(void)
{
    return text_equal_nocase(nl_langinfo(CODESET), "UTF-8");
}

/* The first of these that the system has; all are UTF-8. */
static void set_category(int category)
{
    static const char *const fallbacks[] = {"C.UTF-8", "C.utf8", "en_US.UTF-8"};

    for (size_t i = 0; i < COUNT(fallbacks); i++) {
        if (setlocale(category, fallbacks[i]) != NULL) {
            return;
        }
    }
}

/* Only characters and messages follow the user: numbers and dates that other programs read stay the
 * C locale's. */
static void set_locale(const char *language)
{
    bool known = setlocale(LC_CTYPE, "") != NULL;

    if (!known || (!words_are_utf8() && !text_equal(language, "en"))) {
        set_category(LC_CTYPE);
    }
    /* gettext translates nothing in the C locale; in any other, LANGUAGE decides. */
    set_category(LC_MESSAGES);
}

static bool has_catalogues(const char *folder)
{
    for (size_t i = 0; i < COUNT(languages); i++) {
        struct buffer path = {0};
        bool found;

        buffer_printf(&path, "%s/%s/LC_MESSAGES/" WORDS_DOMAIN ".mo", folder, languages[i]);
        found = access(buffer_text(&path), R_OK) == 0;
        buffer_clear(&path);
        if (found) {
            return true;
        }
    }
    return false;
}

/* Binds the catalogues in `folder`, which may be relative to that of the executable. */
static bool bind_folder(const char *executable, const char *folder)
{
    struct buffer path = {0};
    bool found;

    if (folder[0] != '/') {
        const char *slash = strrchr(executable, '/');

        buffer_add(&path, executable, slash == NULL ? 0 : (size_t)(slash + 1 - executable));
    }
    buffer_add_text(&path, folder);
    found = has_catalogues(path.bytes) && bindtextdomain(WORDS_DOMAIN, path.bytes) != NULL;
    buffer_clear(&path);
    return found;
}

static void bind_catalogues(void)
{
    static const char *const folders[] = {"locale", "../share/locale", VOUCH_LOCALE_FOLDER};
    char executable[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", executable, sizeof executable - 1);

    executable[n < 0 ? 0 : n] = '\0';
    for (size_t i = 0; i < COUNT(folders); i++) {
        if (bind_folder(executable, folders[i])) {
            break;
        }
    }
    bind_textdomain_codeset(WORDS_DOMAIN, "UTF-8");
    textdomain(WORDS_DOMAIN);
}

bool words_open(const char *lang)
{
    const char *chosen = lang == NULL ? environment_language() : language_of(lang);
    bool known = chosen != NULL;

    if (!known) {
        chosen = environment_language();
    }
    set_locale(chosen);
    bind_catalogues();
    words_use(chosen);
    return known;
}

void words_use(const char *lang)
{
    if (lang) {
        const char *language = language_of(lang);

        spoken = language ? language : languages[0];
    }
}

/* gettext knows one language for all threads, in LANGUAGE: who holds the lock may switch it. It
 * finds everything anew after a switch: none where there is nothing to switch. */
const char *words_find(const char *text)
{
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    const char *now, *meaning;

    pthread_mutex_lock(&lock);
    now = getenv("LANGUAGE");
    if (!now || !text_equal(now, spoken)) {
        setenv("LANGUAGE", spoken, 1);
        _nl_msg_cat_cntr++;
    }
    meaning = gettext(text);
    pthread_mutex_unlock(&lock);
    return meaning;
}

/* What gettext gives stays where it is. */
const char *words_say(const char *text)
{
    static _Thread_local struct remembered memory[REMEMBERED];
    struct remembered *place = &memory[(uintptr_t)text / sizeof(void *) % REMEMBERED];

    if (place->text != text || place->language != spoken) {
        *place = (struct remembered){text, words_find(text), spoken};
    }
    return place->meaning;
}

const char *words_language(void)
{
    return spoken;
}
