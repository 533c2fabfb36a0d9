// SPDX-License-Identifier: MIT
#include "ui/screen/list_message.h"

#include "base/text.h"
#include "base/words.h"
#include "domain/lifecycle.h"

#include <string.h>

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

void list_message(const struct domain *domain, int room, struct buffer *out)
{
    add_sentence(domain, out);
    if (out->length > 0 && is_broken(domain)) {
        add_keys(room, out);
    }
}
