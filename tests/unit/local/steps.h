// SPDX-License-Identifier: MIT
#pragma once
/* What an engine does, one thing after another, for tests in which each of them goes wrong: from a
 * store with shop.example and a guest project. */
#include "engine/command.h"
#include "tests/unit/local/fixture.h"

enum { WORDS_MOST = 8 };

struct step {
    enum verb verb;
    const char *words[WORDS_MOST]; /* name, value, ...; "KEY": the guest's Project Key */
    bool reads;
    bool dear; /* makes a key each time: not every operation is tried in every manner */
};

// clang-format off
static const struct step steps[] = {
    {VERB_DOMAINS_VERIFY,   {"domain", "shop.example"}, false, false},
    {VERB_DOMAINS_USE,      {"domain", "shop.example", "record", "spf"}, false, false},
    {VERB_SHARES_ADD,       {"domain", "shop.example", "project-key", "KEY"}, false, false},
    {VERB_DOMAINS_LIST,     {NULL}, true, false},
    {VERB_DOMAINS_SHOW,     {"domain", "shop.example"}, true, false},
    {VERB_DOMAINS_LOG,      {NULL}, true, false},
    {VERB_RECORDS,          {"domain", "shop.example"}, true, false},
    {VERB_SHARES_LIST,      {"domain", "shop.example"}, true, false},
    {VERB_PROJECT_LIST,     {NULL}, true, false},
    {VERB_DOMAINS_STOP,     {"domain", "shop.example", "record", "spf"}, false, false},
    {VERB_SHARES_LABEL,     {"domain", "shop.example", "project-key", "KEY", "label", "crm"}, false, false},
    {VERB_SHARES_REMOVE,    {"domain", "shop.example", "project-key", "KEY"}, false, false},
    {VERB_DOMAINS_EXPORT_KEY, {"domain", "shop.example"}, false, false},
    {VERB_TOKEN_NEW,        {NULL}, false, false},
    {VERB_PROJECT_CREATE,   {"name", "another"}, false, false},
    {VERB_PROJECT_CREDENTIALS, {"new", ""}, false, false},
    {VERB_DOMAINS_IMPORT,   {"row", "1\ttwo.example\t\t\t"}, false, false},
    {VERB_DOMAINS_DELETE,   {"domain", "shop.example"}, false, false},
    {VERB_DOMAINS_REGISTER, {"domain", "shop.example"}, false, true},
    {VERB_DOMAINS_TOKEN,    {"domain", "shop.example"}, false, false},
};
// clang-format on

static const char *step_word(const char *text, const char *key)
{
    return strcmp(text, "KEY") == 0 ? key : text;
}

UNUSED static enum status take(struct fixture *fixture, const struct step *step, const char *key)
{
    struct request request;

    request_init(&request, step->verb);
    text_copy(request.actor, sizeof request.actor, "tester");
    for (size_t i = 0; i + 1 < WORDS_MOST && step->words[i]; i += 2) {
        request_set(&request, step->words[i], step_word(step->words[i + 1], key));
    }
    reply_clear(&fixture->reply);
    fixture->answered = false;
    engine_submit(fixture->engine, &request, answered, fixture);
    request_clear(&request);
    while (!fixture->answered && loop_turn(fixture->loop, true)) {
    }
    assert_true(fixture->answered);
    return fixture->reply.status;
}
