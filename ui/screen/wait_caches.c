// SPDX-License-Identifier: MIT
#include "ui/screen/wait_caches.h"

#include "base/clock.h"
#include "base/status.h"
#include "base/words.h"
#include "ui/screen/why_steps.h"

#include <stdio.h>
#include <string.h>

enum {
    WHO_AT = 6,
    SAYS_AT = 17,      /* right of addresses up to "192.0.2.1" */
    SAYS_AT_MOST = 23, /* and up to "192.168.100.100"; longer ones move their own row */
    LEFT_BEHIND = 25,  /* cells from what it says to how long */
    GAP = 2,
    TEXT = 128
};

/* The verifier is told of as another resolver. */
static struct check_cache verifier_of(const struct wait_caches *caches)
{
    struct check_cache verifier = {0};
    const struct check_record *record;

    if (caches->seen) {
        record = &caches->seen->records[caches->record];
        verifier.outcome[caches->record] = record->resolver;
        verifier.has[caches->record] = record->status == CHECK_PASS;
        verifier.left[caches->record] = record->cached_seconds;
    }
    return verifier;
}

static size_t count_of(const struct wait_caches *caches)
{
    return caches->seen ? caches->seen->cache_count : 0;
}

/* Without its port, which says nothing about whose memory it is. */
static void who_text(const struct check_cache *cache, char out[ADDRESS_TEXT])
{
    address_text(&cache->address, out);
}

static enum paint says(const struct check_cache *cache, enum record record, char out[TEXT])
{
    // clang-format off
    static const struct {
        const char *text;
        enum paint paint;
    } words[] = {
        [MEMORY_NONE]   = {N_("- not asked: it would remember the \"no\""), PAINT_TEXT},
        [MEMORY_RIGHT]  = {N_("✓ has it"), PAINT_GOOD},
        [MEMORY_OLD]    = {N_("✗ an old value"), PAINT_WAIT},
        [MEMORY_ABSENT] = {N_("✗ old \"no such record\""), PAINT_WAIT},
    };
    // clang-format on
    enum memory memory = check_memory(cache, record);

    if (memory == MEMORY_UNKNOWN) {
        snprintf(out, TEXT, "? %s", outcome_text(cache->outcome[record]));
        return PAINT_QUIET;
    }
    snprintf(out, TEXT, "%s", _(words[memory].text));
    return words[memory].paint;
}

static bool is_old(const struct check_cache *cache, enum record record)
{
    enum memory memory = check_memory(cache, record);

    return memory == MEMORY_OLD || memory == MEMORY_ABSENT;
}

/* "forgets it in  03:52"; "" where that says nothing. */
static void left_text(const struct wait_caches *caches, const struct check_cache *cache,
                      char out[TEXT])
{
    uint32_t seconds = cache->left[caches->record];
    char left[CLOCK_TEXT];

    out[0] = '\0';
    if (is_old(cache, caches->record) && seconds > 0) {
        clock_left((int64_t)seconds - caches->age, left);
        snprintf(out, TEXT, _("forgets it in  %s"), left);
    }
}

static int says_at(const struct wait_caches *caches)
{
    int at = SAYS_AT;

    for (size_t i = 0; i < count_of(caches); i++) {
        char who[ADDRESS_TEXT];
        int end;

        who_text(&caches->seen->caches[i], who);
        end = WHO_AT + (int)strlen(who) + GAP;
        at = end > at && end <= SAYS_AT_MOST ? end : at;
    }
    return at;
}

/* Returns the column after it. */
static int draw_row(const struct wait_caches *caches, struct pane pane, int y, const char *who,
                    const struct check_cache *cache)
{
    int at = says_at(caches), x = pane_put(pane, WHO_AT, y, PAINT_TEXT, who) + GAP;
    char text[TEXT], left[TEXT];
    enum paint paint = says(cache, caches->record, text);

    at = x > at ? x : at;
    x = pane_put(pane, at, y, paint, text);
    left_text(caches, cache, left);
    if (left[0] == '\0') {
        return x;
    }
    x = x + GAP > at + LEFT_BEHIND ? x + GAP : at + LEFT_BEHIND;
    return pane_put(pane, x, y, paint, left);
}

int wait_caches_draw(const struct wait_caches *caches, struct pane pane, int y)
{
    struct check_cache verifier = verifier_of(caches);
    int x;

    pane_put(pane, WHO_AT / 2, y++, PAINT_LABEL, _("Caches in between"));
    for (size_t i = 0; i < count_of(caches); i++) {
        char who[ADDRESS_TEXT];

        if (check_memory(&caches->seen->caches[i], caches->record) != MEMORY_NONE) {
            who_text(&caches->seen->caches[i], who);
            draw_row(caches, pane, y++, who, &caches->seen->caches[i]);
        }
    }
    x = draw_row(caches, pane, y++, _("verifier"), &verifier);
    if (verifier.left[caches->record] > 0) {
        pane_put(pane, x + GAP, y - 1, PAINT_WAIT, _("<- decides"));
    }
    return y + 1;
}

static void tell_row(const struct wait_caches *caches, struct telling *out, const char *who,
                     const struct check_cache *cache)
{
    char text[TEXT], left[TEXT];

    if (check_memory(cache, caches->record) != MEMORY_NONE) {
        says(cache, caches->record, text);
        left_text(caches, cache, left);
        telling_printf(out, who, left[0] ? "%s, %s" : "%s%s", text, left);
    }
}

void wait_caches_tell(const struct wait_caches *caches, struct telling *out)
{
    struct check_cache verifier = verifier_of(caches);

    for (size_t i = 0; i < count_of(caches); i++) {
        char who[ADDRESS_TEXT];

        who_text(&caches->seen->caches[i], who);
        tell_row(caches, out, who, &caches->seen->caches[i]);
    }
    tell_row(caches, out, _("verifier"), &verifier);
}

size_t wait_caches_old(const struct wait_caches *caches, bool *only_no)
{
    struct check_cache verifier = verifier_of(caches);
    size_t old = 0;

    *only_no = true;
    for (size_t i = 0; i <= count_of(caches); i++) {
        const struct check_cache *cache =
            i < count_of(caches) ? &caches->seen->caches[i] : &verifier;

        if (is_old(cache, caches->record)) {
            old++;
            *only_no = *only_no && check_memory(cache, caches->record) == MEMORY_ABSENT;
        }
    }
    return old;
}
