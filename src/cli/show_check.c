// SPDX-License-Identifier: MIT
#include "base/clock.h"
#include "base/text.h"
#include "base/words.h"
#include "cli/show_parts.h"

#include <stdio.h>

static bool was_looked_at(const struct check_result *check, int record)
{
    return check->only & 1u << record;
}

static void domain_text(const struct check_result *check, char out[NAME_TEXT])
{
    name_text(&check->domain, out);
}

/* What a public resolver remembers of a record, and for how long. */
static void cache_show(struct sheet *sheet, const struct check_cache *cache, enum record record)
{
    const char *label = show_record_label(record);
    char address[ADDRESS_TEXT], left[CLOCK_TEXT], text[160];
    enum tone tone = TONE_WAIT;

    address_port_text(&cache->address, address);
    clock_left(cache->left[record], left);
    switch (check_memory(cache, record)) {
    case MEMORY_NONE:
        return;
    case MEMORY_RIGHT:
        snprintf(text, sizeof text, _("%s has it (%s)"), address, label);
        tone = TONE_GOOD;
        break;
    case MEMORY_OLD:
        snprintf(text, sizeof text, _("%s still has an old value (%s), forgets it in %s"), address,
                 label, left);
        break;
    case MEMORY_ABSENT:
        snprintf(text, sizeof text, _("%s still says \"no such record\" (%s), forgets it in %s"),
                 address, label, left);
        break;
    case MEMORY_UNKNOWN:
        snprintf(text, sizeof text, _("%s cannot tell (%s): %s"), address, label,
                 outcome_name(cache->outcome[record]));
        tone = TONE_DIM;
        break;
    }
    sheet_line(sheet, _("Public cache"), tone, text);
}

static void caches_show(struct sheet *sheet, const struct check_result *check)
{
    for (int record = 0; record < RECORD_COUNT; record++) {
        for (size_t i = 0; i < check->cache_count; i++) {
            cache_show(sheet, &check->caches[i], (enum record)record);
        }
    }
}

static void check_in_full(struct show *show, const struct check_result *check)
{
    char domain[NAME_TEXT];

    domain_text(check, domain);
    sheet_line(&show->sheet, _("Domain"), TONE_STRONG, domain);
    for (int record = 0; record < RECORD_COUNT; record++) {
        enum check_status status = check->records[record].status;
        struct buffer mark = {0};

        if (!was_looked_at(check, record)) {
            continue;
        }
        show_status_mark(show->output, status, &mark);
        sheet_line(&show->sheet, show_record_label((enum record)record), show_status_tone(status),
                   buffer_text(&mark));
        buffer_clear(&mark);
    }
    sheet_line(&show->sheet, _("SPF to publish"), TONE_PLAIN, check->fix);
    sheet_number(&show->sheet, _("SPF look-ups"), check->lookups);
    caches_show(&show->sheet, check);
    show_findings(&show->sheet, &check->findings);
}

void show_check_columns(struct sheet *sheet)
{
    if (!sheet->columns) {
        sheet_column(sheet, _("Domain"), 24);
        for (int record = 0; record < RECORD_COUNT; record++) {
            sheet_column(sheet, show_record_label((enum record)record), 6);
        }
        sheet_column(sheet, _("Findings"), 0);
    }
}

static void codes_write(const struct finding_list *findings, struct buffer *out)
{
    for (size_t i = 0; i < findings->count; i++) {
        if (findings->items[i].severity >= SEVERITY_WARN) {
            buffer_printf(out, "%s%s", out->length ? " " : "", code_word(findings->items[i].code));
        }
    }
}

static void check_in_a_row(struct show *show, const struct check_result *check)
{
    struct buffer codes = {0};
    char domain[NAME_TEXT];

    show_check_columns(&show->sheet);
    domain_text(check, domain);
    sheet_cell(&show->sheet, TONE_STRONG, "%s", domain);
    for (int record = 0; record < RECORD_COUNT; record++) {
        enum check_status status = check->records[record].status;
        struct buffer mark = {0};

        if (was_looked_at(check, record)) {
            show_status_mark(show->output, status, &mark);
        }
        sheet_cell(&show->sheet, show_status_tone(status), "%s", buffer_text(&mark));
        buffer_clear(&mark);
    }
    codes_write(&check->findings, &codes);
    sheet_cell(&show->sheet, TONE_PLAIN, "%s", buffer_text(&codes));
    buffer_clear(&codes);
}

void show_reply_check(struct show *show, const struct reply *reply)
{
    if (show->in_rows) {
        check_in_a_row(show, reply->as.check);
    } else {
        check_in_full(show, reply->as.check);
    }
}

void show_fault_cells(struct show *show, const char *written, const struct fault *fault)
{
    show_check_columns(&show->sheet);
    sheet_cell(&show->sheet, TONE_STRONG, "%s", written);
    for (int record = 0; record < RECORD_COUNT; record++) {
        sheet_cell(&show->sheet, TONE_PLAIN, "%s", "");
    }
    sheet_cell(&show->sheet, TONE_BAD, "%s", fault->message);
}
