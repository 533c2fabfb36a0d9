// SPDX-License-Identifier: MIT
#include "engine/cursor.h"

#include "base/text.h"
#include "domain/lifecycle.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// clang-format off
static const char *const sorts[] = {
    [LIST_BY_NAME]       = "name",
    [LIST_BY_STATE]      = "state",
    [LIST_BY_REGISTERED] = "registered",
    [LIST_BY_CHECKED]    = "checked",
};
// clang-format on
_Static_assert(COUNT(sorts) == LIST_SORT_COUNT, "every order has a word");

bool list_order_parse(const char *text, struct list_order *out)
{
    bool reversed = text && *text == '-';
    const char *word = text ? text + reversed : sorts[LIST_BY_NAME];

    for (size_t i = 0; i < LIST_SORT_COUNT; i++) {
        if (text_equal(word, sorts[i])) {
            *out = (struct list_order){(enum list_sort)i, reversed};
            return true;
        }
    }
    return false;
}

static int64_t sort_key(const struct domain *domain, enum list_sort sort)
{
    switch (sort) {
    case LIST_BY_STATE:
        return domain_rank(domain);
    case LIST_BY_REGISTERED:
        return domain->registered_at;
    case LIST_BY_CHECKED:
        return domain->checked_at;
    case LIST_BY_NAME:
    case LIST_SORT_COUNT:
        break;
    }
    return 0;
}

/* A name alone is a cursor too, so that `--after shop.example` can be typed. */
void cursor_make(const struct domain *domain, struct list_order order, char out[CURSOR_TEXT])
{
    if (order.sort == LIST_BY_NAME) {
        snprintf(out, CURSOR_TEXT, "%s", domain->name);
    } else {
        snprintf(out, CURSOR_TEXT, "%" PRId64 ":%s", sort_key(domain, order.sort), domain->name);
    }
}

static bool name_is_plain(const char *name)
{
    size_t length = strlen(name);

    if (length == 0 || length >= sizeof((struct cursor *)0)->name) {
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        if (name[i] <= ' ' || name[i] > '~' || name[i] == ':') {
            return false;
        }
    }
    return true;
}

bool cursor_parse(const char *text, struct cursor *out)
{
    struct cursor cursor = {0, ""};
    const char *colon = strchr(text, ':');
    const char *name = colon ? colon + 1 : text;

    if (colon) {
        char *end = NULL;

        errno = 0;
        cursor.key = strtoll(text, &end, 10);
        if (end != colon || colon == text || errno || *text == ' ' || *text == '+') {
            return false;
        }
    }
    if (!name_is_plain(name)) {
        return false;
    }
    text_copy(cursor.name, sizeof cursor.name, name);
    *out = cursor;
    return true;
}
