// SPDX-License-Identifier: MIT
#include "cli/exit.h"

#include "base/text.h"
#include "base/words.h"

// clang-format off
static const enum exit_code of_status[] = {
    [STATUS_OK]        = EXIT_RIGHT,
    [STATUS_INVALID]   = EXIT_USAGE,
    [STATUS_MISSING]   = EXIT_MISSING,
    [STATUS_REFUSED]   = EXIT_REFUSED,
    [STATUS_UNSURE]    = EXIT_UNSURE,
    [STATUS_BUSY]      = EXIT_UNSURE,
    [STATUS_IO]        = EXIT_OURS,
    [STATUS_INTERNAL]  = EXIT_OURS,
    [STATUS_CANCELLED] = EXIT_UNSURE,
};
static const char *const meanings[] = {
    [EXIT_RIGHT]   = N_("done, and right"),
    [EXIT_WRONG]   = N_("done, but DNS is not right"),
    [EXIT_USAGE]   = N_("the command line is wrong"),
    [EXIT_MISSING] = N_("no such thing"),
    [EXIT_REFUSED] = N_("refused: not yours, a blocked name, a rule"),
    [EXIT_UNSURE]  = N_("cannot tell now: DNS, network, or another vouch at work"),
    [EXIT_OURS]    = N_("our own trouble: disk, output, internal"),
};
static const int ranks[] = {
    [EXIT_RIGHT] = 0, [EXIT_UNSURE] = 1, [EXIT_WRONG] = 2, [EXIT_MISSING] = 3, [EXIT_REFUSED] = 4,
    [EXIT_USAGE] = 5, [EXIT_OURS] = 6,
};
static const enum exit_code of_overall[] = {
    [CHECK_PASS] = EXIT_RIGHT, [CHECK_FAIL] = EXIT_WRONG, [CHECK_TEMP] = EXIT_UNSURE,
};
// clang-format on
_Static_assert(COUNT(of_status) == STATUS_COUNT, "every status has its exit code");

const char *exit_meaning(enum exit_code code)
{
    return meanings[code];
}

enum exit_code exit_of_status(enum status status)
{
    return of_status[status];
}

enum exit_code exit_worse(enum exit_code a, enum exit_code b)
{
    return ranks[b] > ranks[a] ? b : a;
}

/* The lints' verdicts: one word for right (NULL: none is), one for "cannot tell". */
static enum exit_code of_verdict(const char *verdict, const char *right)
{
    if (text_equal(verdict, right)) {
        return EXIT_RIGHT;
    }
    return text_equal(verdict, "temperror") ? EXIT_UNSURE : EXIT_WRONG;
}

static enum exit_code of_check(const struct reply *reply)
{
    return of_overall[check_overall(reply->as.check)];
}

static enum exit_code of_spf_eval(const struct reply *reply)
{
    return reply->as.spf_eval.result == SPF_RESULT_TEMPERROR ? EXIT_UNSURE : EXIT_RIGHT;
}

static enum exit_code of_spf_lint(const struct reply *reply)
{
    return of_verdict(spf_verdict_name(reply->as.spf_lint.lint.verdict), "ok");
}

static enum exit_code of_dkim_lint(const struct reply *reply)
{
    const struct reply_dkim_lint *lint = &reply->as.dkim_lint;

    return exit_worse(of_verdict(lint->verdict, "ok"), lint->match == 0 ? EXIT_WRONG : EXIT_RIGHT);
}

static enum exit_code of_dmarc_lint(const struct reply *reply)
{
    const struct reply_dmarc_lint *lint = &reply->as.dmarc_lint;

    return lint->record.usable ? EXIT_RIGHT : of_verdict(lint->verdict, NULL);
}

static enum exit_code of_dmarc_discover(const struct reply *reply)
{
    return reply->as.dmarc_walk.temperror ? EXIT_UNSURE : EXIT_RIGHT;
}

static enum exit_code of_dmarc_reports(const struct reply *reply)
{
    const struct reply_dmarc_reports *reports = &reply->as.dmarc_reports;

    for (size_t i = 0; i < reports->count; i++) {
        if (text_equal(reports->items[i].consent, "temperror")) {
            return EXIT_UNSURE;
        }
    }
    return EXIT_RIGHT;
}

static enum exit_code of_import(const struct reply *reply)
{
    const struct reply_import *import = &reply->as.import;

    for (size_t i = 0; i < import->count; i++) {
        if (text_equal(import->rows[i].result, "blocked") ||
            text_equal(import->rows[i].result, "invalid")) {
            return EXIT_REFUSED;
        }
    }
    return EXIT_RIGHT;
}

typedef enum exit_code exit_fn(const struct reply *reply);

/* Payloads that can be other than right. */
// clang-format off
static exit_fn *const of_payload[REPLY_KIND_COUNT] = {
    [REPLY_CHECK]          = of_check,
    [REPLY_SPF_EVAL]       = of_spf_eval,
    [REPLY_SPF_LINT]       = of_spf_lint,
    [REPLY_DKIM_LINT]      = of_dkim_lint,
    [REPLY_DMARC_LINT]     = of_dmarc_lint,
    [REPLY_DMARC_DISCOVER] = of_dmarc_discover,
    [REPLY_DMARC_REPORTS]  = of_dmarc_reports,
    [REPLY_IMPORT]         = of_import,
};
// clang-format on

enum exit_code exit_of_reply(const struct reply *reply)
{
    if (reply->status) {
        return exit_of_status(reply->status);
    }
    return of_payload[reply->kind] ? of_payload[reply->kind](reply) : EXIT_RIGHT;
}
