// SPDX-License-Identifier: MIT
#include "base/text.h"
#include "domain/lifecycle.h"
#include "ui/app.h"
#include "ui/screen/dmarc.h"

#include <string.h>

enum { DAY_MS = 86400000 };

static size_t chosen(const struct dmarc_screen *dmarc, int part)
{
    return dmarc->form.parts[part].chosen;
}

bool dmarc_result(const struct dmarc_screen *dmarc, struct buffer *out, struct fault *fault)
{
    static const char alignments[] = {'r', 's'};
    const struct dmarc_choice choice = {
        .p = (enum dmarc_policy)(chosen(dmarc, dmarc->p) + 1),
        .sp = (enum dmarc_policy)chosen(dmarc, dmarc->sp), /* the first choice leaves it out */
        .aspf = alignments[chosen(dmarc, dmarc->aspf)],
        .adkim = alignments[chosen(dmarc, dmarc->adkim)],
        .rua = dmarc->address.text.length > 0 ? field_text(&dmarc->address) : NULL,
    };

    return dmarc_build(&choice, out, fault) == STATUS_OK;
}

static unsigned days_since(const struct dmarc_screen *dmarc)
{
    int64_t now = app_now(dmarc->base.app);

    return dmarc->since > 0 && now > dmarc->since ? (unsigned)((now - dmarc->since) / DAY_MS) : 0;
}

void dmarc_standing(const struct dmarc_screen *dmarc, struct dmarc_rung *out)
{
    const struct domain *domain = dmarc->base.app->subject.domain;
    const struct dmarc_footing footing = {
        .record = dmarc->published,
        .days = days_since(dmarc),
        .spf_verified = record_is_verified(domain, RECORD_SPF),
        .spf_in_use = record_state(domain, RECORD_SPF) == STATE_IN_USE,
        .dkim_verified = record_is_verified(domain, RECORD_DKIM),
        .dkim_in_use = record_state(domain, RECORD_DKIM) == STATE_IN_USE,
        .reports_agreed = dmarc->reports_agreed,
    };

    dmarc_ladder(&footing, out);
}

/* The addresses without "mailto:", which comes back when the record is built. */
static void fill_addresses(struct dmarc_screen *dmarc, const struct dmarc_record *record)
{
    struct buffer text = {0};

    for (size_t i = 0; i < record->rua_count; i++) {
        buffer_printf(&text, "%s%s", i > 0 ? "," : "", record->rua[i].text);
    }
    field_set(&dmarc->address, buffer_text(&text));
    buffer_clear(&text);
}

void dmarc_fill(struct dmarc_screen *dmarc, const char *text)
{
    struct form_part *parts = dmarc->form.parts;
    struct dmarc_record record;

    dmarc_parse(text, strlen(text), &record);
    if (record.usable) {
        parts[dmarc->p].chosen = record.p > DMARC_POLICY_UNSET ? record.p - 1 : 0;
        parts[dmarc->sp].chosen = record.present[DMARC_SP] ? (size_t)record.sp : 0;
        parts[dmarc->aspf].chosen = record.aspf == 's';
        parts[dmarc->adkim].chosen = record.adkim == 's';
        fill_addresses(dmarc, &record);
    }
    dmarc_record_clear(&record);
}

int64_t dmarc_since(const struct log_row *rows, size_t count, bool none)
{
    int64_t since = 0;

    for (size_t i = 0; i < count; i++) {
        const char *detail = rows[i].detail ? rows[i].detail : "";
        bool saw = text_equal(rows[i].action, "verify") && strstr(detail, "\"dmarc\":");

        if (saw && (!strstr(detail, "\"dmarc\":\"pass\"") ||
                    (strstr(detail, code_word(CODE_DMARC_POLICY_NONE)) != NULL) != none)) {
            break;
        }
        since = saw ? rows[i].at : since;
    }
    return since;
}
