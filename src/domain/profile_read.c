// SPDX-License-Identifier: MIT
#include "domain/profile.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/ini.h"
#include "base/text.h"
#include "base/words.h"
#include "domain/shipped.h"

#include <stdlib.h>
#include <string.h>

enum { PROFILE_FILE = 64 * 1024, DKIM_BITS_LEAST = 1024, DKIM_BITS_MOST = 4096 };

static enum status read_text(char *to, size_t size, const char *value,
                             const struct ini_place *place, struct fault *fault)
{
    if (strlen(value) >= size) {
        return ini_fault(fault, place, _("longer than %zu bytes"), size - 1);
    }
    text_safe_copy(to, size, value, strlen(value));
    return STATUS_OK;
}

static enum status read_name(char *to, size_t size, const char *value,
                             const struct ini_place *place, struct fault *fault)
{
    struct name name;

    if (*value && !name_parse(value, &name)) {
        return ini_fault(fault, place, _("\"%s\" is not a name"), value);
    }
    return read_text(to, size, value, place, fault);
}

static enum status read_bits(struct profile *profile, const char *value,
                             const struct ini_place *place, struct fault *fault)
{
    char *end;
    unsigned long bits = strtoul(value, &end, 10);

    if (end == value || *end || bits < DKIM_BITS_LEAST || bits > DKIM_BITS_MOST) {
        return ini_fault(fault, place, _("a number from %d to %d is expected"), DKIM_BITS_LEAST,
                         DKIM_BITS_MOST);
    }
    profile->dkim_bits = (unsigned)bits;
    return STATUS_OK;
}

static enum status read_date(struct profile *profile, const char *value,
                             const struct ini_place *place, struct fault *fault)
{
    profile->legacy_until = clock_written_date(value);
    if (profile->legacy_until == 0) {
        return ini_fault(fault, place, _("a date such as 2024-11-07 is expected"));
    }
    return STATUS_OK;
}

static enum status read_service(struct profile *profile, const char *key, const char *value,
                                const struct ini_place *place, struct fault *fault)
{
    const struct {
        const char *key;
        char *to;
        size_t size;
        bool is_name;
    } texts[] = {
        {"name", profile->name, sizeof profile->name, false},
        {"title", profile->title, sizeof profile->title, false},
        {"page", profile->page, sizeof profile->page, false},
        {"token-prefix", profile->token_prefix, sizeof profile->token_prefix, true},
        {"include", profile->include, sizeof profile->include, true},
        {"bounce", profile->bounce, sizeof profile->bounce, true},
        {"legacy-selector", profile->legacy_selector, sizeof profile->legacy_selector, true},
    };

    for (size_t i = 0; i < COUNT(texts); i++) {
        if (text_equal(key, texts[i].key)) {
            return (texts[i].is_name ? read_name : read_text)(texts[i].to, texts[i].size, value,
                                                              place, fault);
        }
    }
    if (text_equal(key, "dkim-bits")) {
        return read_bits(profile, value, place, fault);
    }
    if (text_equal(key, "legacy-until")) {
        return read_date(profile, value, place, fault);
    }
    return ini_fault(fault, place, _("\"%s\" is not a setting of a service"), key);
}

/* "public-kr = ncpcompubkr"; without a region it is for all of them. */
static enum status read_selector(struct profile *profile, const char *key, const char *value,
                                 const struct ini_place *place, struct fault *fault)
{
    char word[32];
    char *dash;
    size_t i = profile->selector_count;

    if (i == PROFILE_SELECTORS) {
        return ini_fault(fault, place, _("more than %d selectors"), PROFILE_SELECTORS);
    }
    text_copy(word, sizeof word, key);
    dash = strchr(word, '-');
    if (dash) {
        *dash = '\0';
    }
    profile->selectors[i].region = REGION_ANY;
    if (!environment_from_word(word, &profile->selectors[i].environment) ||
        (dash && !region_from_word(dash + 1, &profile->selectors[i].region))) {
        return ini_fault(fault, place, _("\"%s\" is not an environment and a region"), key);
    }
    profile->selector_count++;
    return read_name(profile->selectors[i].selector, sizeof profile->selectors[i].selector, value,
                     place, fault);
}

static enum status read_blocked(struct profile *profile, const char *value,
                                const struct ini_place *place, struct fault *fault)
{
    if (profile->blocked_count == PROFILE_BLOCKED) {
        return ini_fault(fault, place, _("more than %d blocked names"), PROFILE_BLOCKED);
    }
    if (!name_parse(value, &profile->blocked[profile->blocked_count])) {
        return ini_fault(fault, place, _("\"%s\" is not a name"), value);
    }
    profile->blocked_count++;
    return STATUS_OK;
}

static enum status read_line(void *arg, const char *section, const char *name, const char *key,
                             const char *value, const struct ini_place *place, struct fault *fault)
{
    struct profile *profile = arg;

    (void)name;
    if (text_equal(section, "service")) {
        return *key ? read_service(profile, key, value, place, fault) : STATUS_OK;
    }
    if (text_equal(section, "selectors")) {
        return *key ? read_selector(profile, key, value, place, fault) : STATUS_OK;
    }
    if (text_equal(section, "blocked") && (!*key || text_equal(key, "domain"))) {
        return *key ? read_blocked(profile, value, place, fault) : STATUS_OK;
    }
    return ini_fault(fault, place, _("[service], [selectors] and [blocked] make a profile"));
}

static enum status profile_complete(const char *source, const struct profile *profile,
                                    struct fault *fault)
{
    if (!*profile->name || !*profile->token_prefix || !*profile->include ||
        profile->selector_count == 0) {
        return fault_set(fault, STATUS_INVALID, "invalid-file",
                         _("%s: a profile needs name, token-prefix, include and a selector"),
                         source);
    }
    return STATUS_OK;
}

enum status profile_read(const char *source, const char *bytes, size_t n, struct profile *out,
                         struct fault *fault)
{
    static const char *const repeatable[] = {"domain", NULL};
    struct profile profile = {.dkim_bits = 2048};
    enum status status =
        ini_read_repeating(source, bytes, n, repeatable, read_line, &profile, fault);

    if (status == STATUS_OK) {
        status = profile_complete(source, &profile, fault);
    }
    if (status == STATUS_OK) {
        *out = profile;
    }
    return status;
}

enum status profile_read_file(const char *path, struct profile *out, struct fault *fault)
{
    struct buffer bytes = {0};
    enum status status = file_read(path, PROFILE_FILE, &bytes, fault);

    if (status == STATUS_OK) {
        status = profile_read(path, buffer_text(&bytes), bytes.length, out, fault);
    }
    buffer_clear(&bytes);
    return status;
}

enum status profile_shipped(struct profile *out, struct fault *fault)
{
    size_t n;
    const char *bytes = shipped_profile(&n);

    return profile_read("naver.profile", bytes, n, out, fault);
}
