// SPDX-License-Identifier: MIT
#include "ui/screen/list_message.h"

#include "base/text.h"
#include "base/words.h"
#include "domain/lifecycle.h"

#include <string.h>

enum { GAP = 2, MORE_CELLS = 4 }; /* ", .." */

static int cells_of(const struct buffer *text)
{
    return (int)text_cells(buffer_text(text));
}

static void add_sentence(const struct domain *domain, struct buffer *out)
{
    const struct finding *worst = domain->findings.count > 0 ? &domain->findings.items[0] : NULL;
    struct buffer sentence = {0};

    if (worst && worst->severity > SEVERITY_INFO) {
        finding_message(worst, &sentence);
        if (!strstr(buffer_text(&sentence), domain->name)) {
            buffer_printf(out, "%s  ", domain->name);
        }
        buffer_add_text(out, buffer_text(&sentence));
    }
    buffer_clear(&sentence);
}

/* Whether two names begin with the same label, of n bytes. */
static bool has_label(const char *name, const char *label, size_t n)
{
    return strncmp(name, label, n) == 0 && (name[n] == '.' || name[n] == '\0');
}

/* The first label says enough, unless another marked one has the same: sorted, it is the one
 * before or behind. */
static void add_name(const struct marks *marks, size_t at, struct buffer *out)
{
    const char *name = marks->names[at];
    size_t n = strcspn(name, ".");
    bool before = at > 0 && has_label(marks->names[at - 1], name, n);
    bool behind = at + 1 < marks->count && has_label(marks->names[at + 1], name, n);

    buffer_add(out, name, before || behind ? strlen(name) : n);
}

/* As many names as have room; false: not a single one has. */
static bool add_names(const struct marks *marks, int room, struct buffer *out)
{
    for (size_t i = 0; i < marks->count; i++) {
        struct buffer name = {0};
        int rest = i + 1 < marks->count ? MORE_CELLS : 0;

        buffer_add_text(&name, i > 0 ? ", " : "");
        add_name(marks, i, &name);
        if (cells_of(out) + cells_of(&name) + rest > room) {
            buffer_clear(&name);
            buffer_add_text(out, ", ..");
            return i > 0;
        }
        buffer_add_text(out, buffer_text(&name));
        buffer_clear(&name);
    }
    return true;
}

static void add_marks(const struct marks *marks, int room, struct buffer *out)
{
    struct buffer text = {0};

    buffer_printf(&text, _("%zu marked"), marks->count);
    buffer_add_text(&text, ": ");
    if (add_names(marks, room - (out->length > 0 ? cells_of(out) + GAP : 0), &text)) {
        buffer_printf(out, "%s%s", out->length > 0 ? "  " : "", buffer_text(&text));
    }
    buffer_clear(&text);
}

/* Something of ours is not right, and it can be mended. */
static bool is_broken(const struct domain *domain)
{
    for (int record = 0; record < RECORD_COUNT; record++) {
        enum state state = record_state(domain, (enum record)record);

        if (domain->role == ROLE_OWNER && (state == STATE_FAILED || state == STATE_LOST)) {
            return true;
        }
    }
    return false;
}

static void add_keys(int room, struct buffer *out)
{
    const char *keys = _("(Enter why, p how to fix)");

    if (cells_of(out) + 1 + (int)text_cells(keys) <= room) {
        buffer_printf(out, " %s", keys);
    }
}

void list_message(const struct domain *domain, const struct marks *marks, int room,
                  struct buffer *out)
{
    add_sentence(domain, out);
    if (marks && marks->count > 0) {
        add_marks(marks, room, out);
    } else if (out->length > 0 && is_broken(domain)) {
        add_keys(room, out);
    }
}
