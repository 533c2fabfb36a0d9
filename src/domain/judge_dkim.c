// SPDX-License-Identifier: MIT
#include "domain/judge.h"

#include "base/text.h"
#include "domain/lint.h"

static const char *known(const char *text)
{
    return text && *text ? text : NULL;
}

bool judge_dkim(struct checkup *checkup, const struct view *view, struct judged *out)
{
    const struct check_wanted *wanted = checkup->wanted;
    const struct name *name = &checkup->out->records[RECORD_DKIM].name;
    struct lint_dkim dkim = {
        .key = known(wanted->dkim),
        .old_key = known(wanted->old_dkim),
        .bits = wanted->dkim_bits,
        .alias = view->alias,
    };

    lint_dkim(name, view->answers, &dkim, &out->findings);
    out->judgement = dkim.right ? JUDGEMENT_RIGHT : JUDGEMENT_WRONG;
    out->absent = dkim.foreign || (view->answers->count == 0 && !view->alias);
    for (size_t i = 0; i < out->findings.count; i++) {
        finding_word(&out->findings.items[i], "sel", "%s", wanted->selector);
    }
    if (view->answers->count > 0) {
        judged_see_first(out, view->answers);
    }
    return true;
}
