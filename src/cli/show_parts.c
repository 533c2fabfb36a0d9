// SPDX-License-Identifier: MIT
#include "cli/show_parts.h"

#include "base/clock.h"
#include "base/words.h"

struct look {
    const char *mark, *ascii, *word;
    enum tone tone;
};

// clang-format off
static const struct look states[] = {
    [STATE_UNVERIFIED] = {"-", "-", N_("new"), TONE_DIM},
    [STATE_WAITING]    = {"◌", "~", N_("wait"), TONE_WAIT},
    [STATE_VERIFIED]   = {"✓", "+", N_("ok"), TONE_GOOD},
    [STATE_IN_USE]     = {"✓", "+", N_("use"), TONE_GOOD},
    [STATE_STOPPED]    = {"=", "=", N_("stop"), TONE_DIM},
    [STATE_FAILED]     = {"✗", "x", N_("FAIL"), TONE_BAD},
    [STATE_LOST]       = {"!", "!", N_("LOST"), TONE_BAD},
};
static const struct look statuses[] = {
    [CHECK_PASS] = {"✓", "+", N_("ok"), TONE_GOOD},
    [CHECK_FAIL] = {"✗", "x", N_("FAIL"), TONE_BAD},
    [CHECK_TEMP] = {"◌", "~", N_("wait"), TONE_WAIT},
};
static const char *const labels[] = {
    [RECORD_TOKEN] = N_("Token"), [RECORD_SPF] = N_("SPF"), [RECORD_DKIM] = N_("DKIM"),
    [RECORD_DMARC] = N_("DMARC"),
};
static const enum tone severities[] = {
    [SEVERITY_OK] = TONE_GOOD, [SEVERITY_INFO] = TONE_DIM, [SEVERITY_WARN] = TONE_WAIT,
    [SEVERITY_TEMP] = TONE_WAIT, [SEVERITY_ERROR] = TONE_BAD,
};
// clang-format on
_Static_assert(COUNT(states) == STATE_COUNT, "every state has its look");
_Static_assert(COUNT(labels) == RECORD_COUNT, "every record has its label");
_Static_assert(COUNT(severities) == SEVERITY_COUNT, "every severity has its tone");

static void look_write(const struct output *output, const struct look *look, struct buffer *out)
{
    if (output->form == FORM_PLAIN) {
        buffer_add_text(out, _(look->word));
    } else {
        buffer_printf(out, "%s %s", output->ascii ? look->ascii : look->mark, _(look->word));
    }
}

void show_mark(const struct output *output, enum state state, struct buffer *out)
{
    look_write(output, &states[state], out);
}

enum tone show_state_tone(enum state state)
{
    return states[state].tone;
}

void show_status_mark(const struct output *output, enum check_status status, struct buffer *out)
{
    look_write(output, &statuses[status], out);
}

enum tone show_status_tone(enum check_status status)
{
    return statuses[status].tone;
}

const char *show_record_label(enum record record)
{
    return _(labels[record]);
}

static void finding_show(struct sheet *sheet, const struct finding *finding)
{
    struct buffer message = {0}, advice = {0};

    finding_message(finding, &message);
    finding_advice(finding, &advice);
    sheet_line(sheet, _("Finding"), severities[finding->severity], code_word(finding->code));
    sheet_prose(sheet, _("  Means"), buffer_text(&message));
    sheet_line(sheet, _("  At"), TONE_PLAIN, finding->name);
    sheet_line(sheet, _("  Expected"), TONE_PLAIN, finding->expected);
    sheet_line(sheet, _("  Found"), TONE_PLAIN, finding->found);
    sheet_line(sheet, _("  Server"), TONE_PLAIN, finding->server);
    sheet_prose(sheet, _("  Advice"), buffer_text(&advice));
    buffer_clear(&message);
    buffer_clear(&advice);
}

void show_findings(struct sheet *sheet, const struct finding_list *findings)
{
    for (size_t i = 0; i < findings->count; i++) {
        finding_show(sheet, &findings->items[i]);
    }
}

void show_time(struct sheet *sheet, const char *label, int64_t ms)
{
    char text[CLOCK_TEXT];

    if (ms) {
        clock_local(ms, text);
        sheet_line(sheet, label, TONE_PLAIN, text);
    }
}
