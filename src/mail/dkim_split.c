// SPDX-License-Identifier: MIT
#include "mail/dkim_slip.h"

#include "mail/dkim.h"
#include "mail/dkim_tag.h"

#include <string.h>

enum { SPLIT_MOST = 4 };

bool dkim_slip_blank_plus(const char *bytes, size_t n, const char *ours)
{
    struct dkim_tags tags;
    struct dkim_tag tag = {0};
    bool blank = false;

    dkim_tags_start(&tags, bytes, n, DKIM_BLANKS);
    do {
        if (!dkim_tags_next(&tags, &tag)) {
            return false;
        }
    } while (!dkim_tag_is(&tag, "p"));
    if (tag.value_length != strlen(ours)) {
        return false;
    }
    for (size_t i = 0; i < tag.value_length; i++) {
        bool lost = tag.value[i] == ' ' && ours[i] == '+';

        if (!lost && tag.value[i] != ours[i]) {
            return false;
        }
        blank |= lost;
    }
    return blank;
}

/* Joins the RRs in the order of the permutation with this number (the factorial number system). */
static void join_in_order(const struct answers *answers, size_t number, struct buffer *out)
{
    size_t left[SPLIT_MOST] = {0, 1, 2, 3};

    for (size_t n = answers->count; n > 0; n--) {
        size_t pick = number % n;

        number /= n;
        rr_txt_join(&answers->records[left[pick]], out);
        memmove(&left[pick], &left[pick + 1], (n - pick - 1) * sizeof left[0]);
    }
}

static bool is_usable(const char *bytes, size_t n)
{
    struct dkim_record record;
    bool usable;

    dkim_parse(bytes, n, &record);
    usable = record.reason == DKIM_REASON_NONE;
    dkim_record_clear(&record);
    return usable;
}

static bool one_is_usable(const struct answers *answers)
{
    struct buffer text = {0};
    bool usable = false;

    for (size_t i = 0; i < answers->count && !usable; i++) {
        buffer_reset(&text);
        rr_txt_join(&answers->records[i], &text);
        usable = is_usable(buffer_text(&text), text.length);
    }
    buffer_clear(&text);
    return usable;
}

bool dkim_slip_split(const struct answers *answers, struct buffer *joined)
{
    static const size_t orders[SPLIT_MOST + 1] = {0, 0, 2, 6, 24};
    struct buffer text = {0};
    bool found = false;

    if (answers->count < 2 || answers->count > SPLIT_MOST || one_is_usable(answers)) {
        return false;
    }
    for (size_t i = 0; i < orders[answers->count] && !found; i++) {
        buffer_reset(&text);
        join_in_order(answers, i, &text);
        found = is_usable(buffer_text(&text), text.length);
    }
    if (found && joined) {
        buffer_add(joined, text.bytes, text.length);
    }
    buffer_clear(&text);
    return found;
}
