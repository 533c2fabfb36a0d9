// SPDX-License-Identifier: MIT
#include "domain/checkup.h"

const struct answers *checkup_ask(struct checkup *checkup, const struct question *question)
{
    const struct answers *answers = book_ask(checkup->book, question);

    checkup->waiting = checkup->waiting || !answers;
    return answers;
}

static const struct answers *ask_resolver(struct checkup *checkup, const struct name *name,
                                          uint16_t type)
{
    const struct answers *answers = book_ask_resolver(checkup->book, name, type);

    checkup->waiting = checkup->waiting || !answers;
    return answers;
}

const struct answers *checkup_ask_infrastructure(struct checkup *checkup, const struct name *name,
                                                 uint16_t type)
{
    struct question question = {.name = *name, .type = type, .kept = true};
    const struct answers *answers = checkup_ask(checkup, &question);

    if (!answers || (answers->outcome != OUTCOME_SERVFAIL && answers->outcome != OUTCOME_BOGUS)) {
        return answers;
    }
    question.cd = true;
    return checkup_ask(checkup, &question);
}

/* SERVFAIL that goes away without validation is DNSSEC's. */
static bool resolver_outcome(struct checkup *checkup, const struct name *name, uint16_t type,
                             const struct answers *answers, enum outcome *out)
{
    const struct answers *unchecked;

    *out = answers->outcome;
    if (answers->outcome != OUTCOME_SERVFAIL) {
        return true;
    }
    unchecked = checkup_ask(checkup, &(struct question){.name = *name, .type = type, .cd = true});
    if (unchecked && answers_is_definite(unchecked)) {
        *out = OUTCOME_BOGUS;
    }
    return unchecked != NULL;
}

static bool view_resolver(struct checkup *checkup, const struct name *name, uint16_t type,
                          struct view *out)
{
    out->answers = ask_resolver(checkup, name, type);
    if (!out->answers) {
        return false;
    }
    out->alias = answers_alias(out->answers);
    return resolver_outcome(checkup, name, type, out->answers, &out->outcome);
}

/* A CNAME that leads out of what the server knows is followed by the resolver: its target exists or
 * not whatever becomes of our record, so no "no" of ours is planted. */
static bool view_server(struct checkup *checkup, const struct address *server,
                        const struct name *name, uint16_t type, struct view *out)
{
    /* Authoritative servers do not care about CD; a validating forwarder in front of one does. */
    struct question question = {.name = *name, .type = type, .cd = true, .server = *server};
    const struct answers *answers = checkup_ask(checkup, &question);
    const struct name *alias;

    if (!answers) {
        return false;
    }
    out->answers = answers;
    out->outcome = answers->outcome;
    alias = answers_alias(answers);
    if (!alias) {
        return true;
    }
    if (answers->outcome != OUTCOME_FOUND && answers->outcome != OUTCOME_LOOP &&
        !view_resolver(checkup, alias, type, out)) {
        return false;
    }
    out->alias = out->alias ? out->alias : alias;
    return true;
}

bool checkup_view(struct checkup *checkup, const struct address *server, const struct name *name,
                  uint16_t type, struct view *out)
{
    *out = (struct view){0};
    return server ? view_server(checkup, server, name, type, out)
                  : view_resolver(checkup, name, type, out);
}

bool view_is_definite(const struct view *view)
{
    return view->outcome == OUTCOME_FOUND || view->outcome == OUTCOME_NODATA ||
           view->outcome == OUTCOME_NXDOMAIN;
}

bool checkup_is_brief(const struct checkup *checkup, enum record record)
{
    return checkup->wanted->depth == CHECK_QUICK || (checkup->wanted->verified & 1u << record);
}

enum area record_area(enum record record)
{
    return (enum area)(AREA_TOKEN + (int)record);
}
