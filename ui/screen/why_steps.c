// SPDX-License-Identifier: MIT
#include "ui/screen/why_steps.h"

#include "base/text.h"
#include "base/words.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

const char *why_mark_text(enum why_mark mark)
{
    // clang-format off
    static const char *const texts[] = {
        [WHY_SKIPPED] = N_("- skip"), [WHY_GOOD] = N_("✓ ok"), [WHY_BAD] = N_("✗ FAIL"), [WHY_FOUND] = N_("! FOUND"),
        [WHY_UNSURE] = N_("? none"),
    };
    // clang-format on

    return _(texts[mark]);
}

const char *outcome_text(enum outcome outcome)
{
    // clang-format off
    static const char *const texts[] = {
        [OUTCOME_NONE] = N_("not asked"), [OUTCOME_FOUND] = N_("an answer"), [OUTCOME_NODATA] = N_("no TXT there"),
        [OUTCOME_NXDOMAIN] = N_("NXDOMAIN"), [OUTCOME_LAME] = N_("lame"), [OUTCOME_SERVFAIL] = N_("SERVFAIL"),
        [OUTCOME_REFUSED] = N_("REFUSED"), [OUTCOME_TIMEOUT] = N_("no answer"), [OUTCOME_BOGUS] = N_("DNSSEC is broken"),
        [OUTCOME_TRUNCATED] = N_("too long for UDP, TCP is blocked"), [OUTCOME_LOOP] = N_("CNAMEs in a circle"),
        [OUTCOME_FORBIDDEN] = N_("a forbidden address"),
    };
    // clang-format on
    _Static_assert(COUNT(texts) == OUTCOME_COUNT, "every outcome has its text");

    return _(texts[outcome]);
}

static void delegation(const struct check_result *seen, struct why_step *out)
{
    char zone[NAME_TEXT];
    size_t used;

    if (seen->zone.length == 0) {
        out->mark = WHY_UNSURE;
        text_copy(out->text, WHY_TEXT, _("the name servers were not found"));
        return;
    }
    name_text(&seen->zone, zone);
    out->mark = seen->server_count > 0 ? WHY_GOOD : WHY_UNSURE;
    used = (size_t)snprintf(out->text, WHY_TEXT, "%.200s ->", zone);
    for (size_t i = 0; i < seen->server_count && used < WHY_TEXT - 1; i++) {
        used += (size_t)snprintf(out->text + used, WHY_TEXT - used, "%s %s", i > 0 ? "," : "",
                                 seen->servers[i].ns);
    }
}

/* How many servers have the right record; *other: what one of the others says. */
static size_t servers_with(const struct check_result *seen, enum record record, enum outcome *other)
{
    size_t with = 0;

    *other = OUTCOME_NONE;
    for (size_t i = 0; i < seen->server_count; i++) {
        if (seen->servers[i].has[record]) {
            with++;
        } else {
            *other = seen->servers[i].outcome[record];
        }
    }
    return with;
}

static void servers(const struct check_result *seen, enum record record, struct why_step *out)
{
    enum outcome other;
    size_t with = servers_with(seen, record, &other), all = seen->server_count;

    if (all == 0 || (with == 0 && other == OUTCOME_NONE)) {
        text_copy(out->text, WHY_TEXT, _("not asked"));
        return;
    }
    out->mark = with == all ? WHY_GOOD : WHY_BAD;
    if (with == all) {
        snprintf(out->text, WHY_TEXT, _("%zu of %zu have the right record"), with, all);
    } else if (with > 0) {
        snprintf(out->text, WHY_TEXT, _("only %zu of %zu have the right record"), with, all);
    } else if (other == OUTCOME_FOUND) {
        snprintf(out->text, WHY_TEXT, _("%zu of %zu answer, but not with the right record"), all,
                 all);
    } else {
        snprintf(out->text, WHY_TEXT, _("%zu of %zu say %s  (remembered for %u s)"), all, all,
                 outcome_text(other), seen->negative_ttl);
    }
}

static void near_misses(const struct check_result *seen, enum record record, struct why_step *out)
{
    const struct check_record *one = &seen->records[record];

    if (one->found_at) {
        out->mark = WHY_FOUND;
        snprintf(out->text, WHY_TEXT, _("1 of %" PRIu32 " places we tried"), one->places);
    } else if (one->status == CHECK_PASS) {
        text_copy(out->text, WHY_TEXT, _("not needed"));
    } else if (one->places > 0) {
        snprintf(out->text, WHY_TEXT,
                 _("nothing at %" PRIu32 " places where records land by mistake"), one->places);
    } else {
        text_copy(out->text, WHY_TEXT, _("not looked for"));
    }
}

static void caches(const struct check_result *seen, enum record record, struct why_step *out)
{
    const struct check_record *one = &seen->records[record];

    if (one->resolver == OUTCOME_NONE) {
        text_copy(out->text, WHY_TEXT, _("not asked: that would make caches remember the \"no\""));
    } else if (one->cached_seconds > 0) {
        out->mark = WHY_BAD;
        snprintf(out->text, WHY_TEXT, _("the verifier still has the old answer, for %u s"),
                 one->cached_seconds);
    } else if (one->status == CHECK_PASS) {
        out->mark = WHY_GOOD;
        text_copy(out->text, WHY_TEXT, _("the verifier has the right record"));
    } else {
        out->mark = one->status == CHECK_FAIL ? WHY_BAD : WHY_UNSURE;
        snprintf(out->text, WHY_TEXT, _("the verifier says: %s"), outcome_text(one->resolver));
    }
}

void why_steps(const struct check_result *seen, enum record record, struct why_step out[WHY_STEPS])
{
    static const char *const titles[WHY_STEPS] = {N_("Delegation"), N_("Your servers"),
                                                  N_("Near misses"), N_("Caches")};

    memset(out, 0, WHY_STEPS * sizeof *out);
    for (int i = 0; i < WHY_STEPS; i++) {
        out[i].title = titles[i];
    }
    delegation(seen, &out[0]);
    servers(seen, record, &out[1]);
    near_misses(seen, record, &out[2]);
    caches(seen, record, &out[3]);
}
