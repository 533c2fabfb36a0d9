// SPDX-License-Identifier: MIT
#include "mail/dkim_key.h"

#include "base/encode.h"
#include "base/memory.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* A copied key suffers a handful of slips of the pen, or loses or doubles one run of characters (a
 * line). Two keys of different making share their head and tail of some 50 characters and agree in
 * one of 64 characters elsewhere. */
enum { EDITS_MOST = 24, KEY_CHARS_MOST = 16384, RUN_SHARE = 4 };

static void text_read_key(const char *text, struct dkim_key *out)
{
    struct buffer der = {0};

    memset(out, 0, sizeof *out);
    if (decode_base64(&der, text, strlen(text), NULL)) {
        dkim_key_read(der.length == 32 ? "ed25519" : "rsa", (const uint8_t *)der.bytes, der.length,
                      out);
    }
    buffer_clear(&der);
}

static size_t common_head(const char *a, const char *b)
{
    size_t n = 0;

    while (a[n] != '\0' && a[n] == b[n]) {
        n++;
    }
    return n;
}

/* How many characters at the end are the same, `most` at most. */
static size_t common_tail(const char *a, size_t a_length, const char *b, size_t b_length,
                          size_t most)
{
    size_t n = 0;

    while (n < most && a[a_length - 1 - n] == b[b_length - 1 - n]) {
        n++;
    }
    return n;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* One row of Levenshtein's table, inside the band of EDITS_MOST; returns its least value. */
static size_t distance_row(char a, const char *b, size_t b_length, size_t i, const size_t *above,
                           size_t *row)
{
    size_t from = i > EDITS_MOST ? i - EDITS_MOST : 1;
    size_t to = least(b_length, i + EDITS_MOST);
    size_t best = SIZE_MAX;

    row[from - 1] = from == 1 ? i : EDITS_MOST + 1;
    for (size_t j = from; j <= to; j++) {
        size_t changed = above[j - 1] + (a == b[j - 1] ? 0 : 1);

        row[j] = least(changed, least(above[j], row[j - 1]) + 1);
        best = least(best, row[j]);
    }
    if (to < b_length) {
        row[to + 1] = EDITS_MOST + 1;
    }
    return best;
}

/* True when a becomes b by at most EDITS_MOST characters added, dropped or changed. */
static bool few_edits(const char *a, size_t a_length, const char *b, size_t b_length)
{
    size_t *above = mem_array(b_length + 2, sizeof *above);
    size_t *row = mem_array(b_length + 2, sizeof *row);
    bool few = true;

    for (size_t j = 0; j <= b_length; j++) {
        above[j] = least(j, EDITS_MOST + 1);
    }
    for (size_t i = 1; few && i <= a_length; i++) {
        size_t *spare = above;

        few = distance_row(a[i - 1], b, b_length, i, above, row) <= EDITS_MOST;
        above = row;
        row = spare;
    }
    few = few && above[b_length] <= EDITS_MOST;
    free(above);
    free(row);
    return few;
}

/* One run of characters lost or doubled: everything else is head and tail. */
static bool one_run_differs(size_t head, size_t tail, size_t published, size_t ours)
{
    return head + tail >= least(published, ours) && head + tail > ours / RUN_SHARE;
}

static bool is_edited(const char *published, const char *ours, size_t head)
{
    size_t n = strlen(published), m = strlen(ours);
    size_t tail = common_tail(published, n, ours, m, least(n, m) - head);

    if (text_equal_nocase(published, ours) || one_run_differs(head, tail, n, m)) {
        return true;
    }
    if (n > m + EDITS_MOST || m > n + EDITS_MOST) {
        return false;
    }
    return few_edits(published + head, n - head - tail, ours + head, m - head - tail);
}

enum dkim_relation dkim_key_relation(const char *published, const char *ours, size_t *at)
{
    struct dkim_key theirs, mine;
    size_t head = common_head(published, ours);

    *at = head;
    text_read_key(published, &theirs);
    text_read_key(ours, &mine);
    if (dkim_key_equal(&theirs, &mine)) {
        return DKIM_SAME;
    }
    if (head == 0 && strlen(published) == 0) {
        return DKIM_OTHER;
    }
    if (published[head] == '\0') {
        return DKIM_TRUNCATED;
    }
    if (strlen(published) > KEY_CHARS_MOST || strlen(ours) > KEY_CHARS_MOST) {
        return DKIM_OTHER;
    }
    return is_edited(published, ours, head) ? DKIM_EDITED : DKIM_OTHER;
}
