// SPDX-License-Identifier: MIT
#include "engine/command.h"

#include "base/status.h"
#include "base/text.h"
#include "base/words.h"

#include <string.h>

enum {
    OPTION = ARGUMENT_OPTION,
    PLACE = ARGUMENT_POSITIONAL | ARGUMENT_REQUIRED,
    PLACES = PLACE | ARGUMENT_MANY,
    MAYBE = ARGUMENT_POSITIONAL,
    NEEDED = ARGUMENT_REQUIRED,
    HERE = ARGUMENT_HERE,
    INSTEAD = ARGUMENT_HERE | ARGUMENT_INSTEAD,
    INNER = ARGUMENT_INNER
};

#define RECORDS "token|spf|dkim|dmarc"
#define SORTS "name|state|registered|checked|-name|-state|-registered|-checked"
// clang-format off
#define NOTHING {{.name = NULL}}
#define ONE_DOMAIN {"domain", ARGUMENT_DOMAIN, PLACE, "DOMAIN", N_("the domain")}
#define ANY_NAME {"domain", ARGUMENT_DOMAIN, PLACE, "DOMAIN", N_("any domain name")}
#define ONE_JOB {"id", ARGUMENT_TEXT, PLACE, "ID", N_("the job")}
#define CACHES {"caches", ARGUMENT_FLAG, OPTION, NULL, N_("also say what public resolvers still remember; it decides nothing")}
#define SWITCHED {"record", ARGUMENT_CHOICE, PLACE, "spf|dkim", N_("which record")}

static const struct command commands[] = {
    [VERB_NONE] = {.words = NULL},
    [VERB_DOMAINS_LIST] = {"domains list", "GET", "/v1/domains",
        MAY_READ, REPLY_DOMAINS, N_("List your domains and those shared with you"), {
        {"filter", ARGUMENT_TEXT, OPTION, "EXPR",
            N_("words that must all match: state:failed role:guest lost")},
        {"sort", ARGUMENT_CHOICE, OPTION, SORTS, N_("the order; - reverses it")},
        {"limit", ARGUMENT_NUMBER, OPTION, "N", N_("how many at most; all by default, over HTTP 1000 an answer")},
        {"after", ARGUMENT_TEXT, OPTION, "CURSOR", N_("start after this place")}}},
    [VERB_DOMAINS_SHOW] = {"domains show", "GET", "/v1/domains/{domain}",
        MAY_READ, REPLY_DOMAIN, N_("Show everything about a domain"), {ONE_DOMAIN}},
    [VERB_DOMAINS_REGISTER] = {"domains register", "POST", "/v1/domains",
        MAY_MANAGE, REPLY_DOMAIN, N_("Register domains"), {
        {"domain", ARGUMENT_DOMAIN, PLACES, "DOMAIN", N_("the domain")},
        {"env", ARGUMENT_CHOICE, OPTION, "public|financial|government",
            N_("environment; public by default")},
        {"region", ARGUMENT_CHOICE, OPTION, "kr|jp|sg", N_("region; kr by default")},
        {"token", ARGUMENT_TEXT, OPTION | ARGUMENT_FILLED, "TOKEN",
            N_("the token that `token new` made")},
        {"registered-at", ARGUMENT_TEXT, OPTION | ARGUMENT_FILLED, "DATE",
            N_("when it was registered elsewhere")}}},
    [VERB_DOMAINS_IMPORT] = {"domains import", NULL, NULL,
        MAY_MANAGE, REPLY_IMPORT,
        N_("Register many domains from a text or CSV file; again: only the missing ones"), {
        {"file", ARGUMENT_FILE, PLACE | HERE, "FILE",
            N_("one domain a line, or CSV; - is standard input")},
        {"dry-run", ARGUMENT_FLAG, OPTION, NULL, N_("say what would be done, and do nothing")},
        {"row", ARGUMENT_TEXT, INNER | ARGUMENT_MANY, NULL,
            N_("a line of the file (engine/import.h)")}}},
    [VERB_TOKEN_NEW] = {"token new", "POST", "/v1/tokens",
        MAY_MANAGE, REPLY_TOKEN, N_("Make a token to register a domain with, good for an hour"),
        NOTHING},
    [VERB_DOMAINS_TOKEN] = {"domains token", "POST", "/v1/domains/{domain}/token",
        MAY_MANAGE, REPLY_DOMAIN, N_("Make another token; the old one is void"), {
        ONE_DOMAIN,
        {"new", ARGUMENT_FLAG, NEEDED | HERE, NULL, N_("yes, make another one")}}},
    [VERB_DOMAINS_VERIFY] = {"domains verify", "POST", "/v1/domains/{domain}/verify",
        MAY_MANAGE, REPLY_CHECK, N_("Look at DNS now and keep the outcome"), {
        {"domain", ARGUMENT_DOMAIN, PLACES, "DOMAIN", N_("the domain")},
        {"all", ARGUMENT_FLAG, INSTEAD, NULL, N_("all your own domains")},
        {"only", ARGUMENT_CHOICES, OPTION, RECORDS, N_("only these records")},
        CACHES,
        {"deep", ARGUMENT_FLAG, HERE, NULL,
            N_("with --all: ask every authoritative server, always")},
        {"in-flight", ARGUMENT_NUMBER, HERE, "N",
            N_("with --all: how many at once; up to 1000 by default")},
        {"quick", ARGUMENT_FLAG, INNER, NULL,
            N_("ask the source only for what is not right")},
        {"patience", ARGUMENT_NUMBER, INNER, NULL,
            N_("milliseconds after which the answer is a job")}}},
    [VERB_DOMAINS_USE] = {"domains use", "POST", "/v1/domains/{domain}/{record}/use",
        MAY_MANAGE, REPLY_DOMAIN, N_("Use a verified record"), {ONE_DOMAIN, SWITCHED}},
    [VERB_DOMAINS_STOP] = {"domains stop", "POST", "/v1/domains/{domain}/{record}/stop",
        MAY_MANAGE, REPLY_DOMAIN, N_("Stop using a record; guests follow at once"),
        {ONE_DOMAIN, SWITCHED}},
    [VERB_DOMAINS_DELETE] = {"domains delete", "DELETE", "/v1/domains/{domain}",
        MAY_MANAGE, REPLY_NOTHING, N_("Delete a domain with its keys and shares"), {
        ONE_DOMAIN,
        {"yes", ARGUMENT_FLAG, HERE, NULL, N_("do not ask")}}},
    [VERB_DOMAINS_LOG] = {"domains log", "GET", "/v1/domains/{domain}/log",
        MAY_READ, REPLY_LOG, N_("Show who did what, newest first"), {
        {"domain", ARGUMENT_DOMAIN, MAYBE, "DOMAIN", N_("this domain only")},
        {"limit", ARGUMENT_NUMBER, OPTION, "N", N_("how many at most; 1000 by default")},
        {"after", ARGUMENT_TEXT, OPTION, "CURSOR", N_("start after this place")}}},
    [VERB_DOMAINS_EXPORT_KEY] = {"domains export-key", "POST", "/v1/domains/{domain}/key",
        MAY_OPERATE, REPLY_KEY, N_("Write the private DKIM key as PEM"), {
        ONE_DOMAIN,
        {"out", ARGUMENT_FILE, HERE, "FILE", N_("into this file, readable by you alone")}}},
    [VERB_RECORDS] = {"records", "GET", "/v1/domains/{domain}/records",
        MAY_READ, REPLY_RECORDS, N_("Show what to publish, and where"), {
        ONE_DOMAIN,
        {"only", ARGUMENT_CHOICES, HERE, RECORDS, N_("only these records")},
        {"missing", ARGUMENT_FLAG, HERE, NULL, N_("only what is not verified yet")},
        {"format", ARGUMENT_CHOICE, HERE, "one-line|strings|bind|nslookup|provider|json",
            N_("how to write them")}}},
    [VERB_SHARES_LIST] = {"shares list", "GET", "/v1/domains/{domain}/shares",
        MAY_READ, REPLY_SHARES, N_("List the projects a domain is shared with"), {ONE_DOMAIN}},
    [VERB_SHARES_ADD] = {"shares add", "POST", "/v1/domains/{domain}/shares",
        MAY_MANAGE, REPLY_DOMAIN, N_("Share a domain with another project"), {
        ONE_DOMAIN,
        {"project-key", ARGUMENT_TEXT, PLACE, "PROJECT-KEY",
            N_("the other project's Project Key")},
        {"label", ARGUMENT_TEXT, OPTION, "TEXT", N_("your own words for that project")}}},
    [VERB_SHARES_LABEL] = {"shares label", "POST",
        "/v1/domains/{domain}/shares/{project_key}/label",
        MAY_MANAGE, REPLY_DOMAIN, N_("Change your own words for a project you share with"), {
        ONE_DOMAIN,
        {"project-key", ARGUMENT_TEXT, PLACE, "PROJECT-KEY",
            N_("the other project's Project Key")},
        {"label", ARGUMENT_TEXT, PLACE, "TEXT", N_("the new words; \"\" for none")}}},
    [VERB_SHARES_REMOVE] = {"shares remove", "DELETE", "/v1/domains/{domain}/shares/{project_key}",
        MAY_MANAGE, REPLY_DOMAIN, N_("Stop sharing a domain with a project"), {
        ONE_DOMAIN,
        {"project-key", ARGUMENT_TEXT, PLACE, "PROJECT-KEY",
            N_("the other project's Project Key")}}},
    [VERB_PROJECT_LIST] = {"project list", "GET", "/v1/projects",
        MAY_OPERATE, REPLY_PROJECTS, N_("List the projects of this engine"), NOTHING},
    [VERB_PROJECT_CREATE] = {"project create", "POST", "/v1/projects",
        MAY_OPERATE, REPLY_PROJECT, N_("Create a project"), {
        {"name", ARGUMENT_TEXT, PLACE, "NAME", N_("its name")}}},
    [VERB_PROJECT_KEY] = {"project key", "GET", "/v1/project",
        MAY_READ, REPLY_PROJECT, N_("Show the Project Key, which others need to share with you"),
        NOTHING},
    [VERB_PROJECT_CREDENTIALS] = {"project credentials", "POST", "/v1/credentials",
        MAY_OPERATE, REPLY_CREDENTIALS, N_("List, make or revoke the project's API keys"), {
        {"new", ARGUMENT_FLAG, OPTION, NULL, N_("make a key; its secret is shown this once")},
        {"read", ARGUMENT_FLAG, OPTION, NULL, N_("with --new: a key that may only read")},
        {"revoke", ARGUMENT_TEXT, OPTION | ARGUMENT_FILLED, "ACCESS-KEY",
            N_("this key is refused from now on")}}},
    [VERB_VERIFY_MANY] = {"jobs verify", "POST", "/v1/verifications",
        MAY_MANAGE, REPLY_JOB, N_("Look at many of your domains, as a job that goes on by itself"), {
        {"filter", ARGUMENT_TEXT, OPTION, "EXPR",
            N_("only those that match all of these words; all your own by default")},
        {"only", ARGUMENT_CHOICES, OPTION, RECORDS, N_("only these records")},
        {"deep", ARGUMENT_FLAG, OPTION, NULL, N_("ask every authoritative server, always")}}},
    [VERB_IMPORT] = {"jobs import", "POST", "/v1/imports",
        MAY_MANAGE, REPLY_JOB, N_("Register the domains of a list, as a job that goes on by itself"), {
        {"file", ARGUMENT_FILE, PLACE, "FILE",
            N_("one domain a line, or CSV; - is standard input")},
        {"dry-run", ARGUMENT_FLAG, OPTION, NULL, N_("say what would be done, and do nothing")},
        {"job", ARGUMENT_TEXT, INNER, NULL, N_("the job whose list goes on with these lines")},
        {"more", ARGUMENT_FLAG, INNER, NULL, N_("more lines follow; do not begin")},
        {"sha256", ARGUMENT_TEXT, INNER, NULL, N_("of the whole list, in hexadecimal")}}},
    [VERB_JOB_SHOW] = {"jobs show", "GET", "/v1/jobs/{id}",
        MAY_READ, REPLY_JOB, N_("Show how far a job is, and what came of it"), {
        ONE_JOB,
        {"limit", ARGUMENT_NUMBER, OPTION, "N", N_("how many results at most; 1000 by default")},
        {"after", ARGUMENT_TEXT, OPTION, "CURSOR", N_("start after this place")}}},
    [VERB_JOB_CANCEL] = {"jobs cancel", "POST", "/v1/jobs/{id}/cancel",
        MAY_MANAGE, REPLY_JOB, N_("Stop a job; what it did stays done"), {ONE_JOB}},
    [VERB_BACKUP] = {"backup", "POST", "/v1/backups",
        MAY_OPERATE, REPLY_BACKUP, N_("Write a checked copy of the store, while it is at work"), {
        {"file", ARGUMENT_TEXT, PLACE, "FILE", N_("the copy; nothing may be there yet")}}},
    [VERB_RESTORE] = {"restore", NULL, NULL,
        MAY_LOOK, REPLY_BACKUP, N_("Make a copy the store; one that is there is kept beside it"), {
        {"file", ARGUMENT_TEXT, PLACE, "FILE", N_("what `backup` wrote")},
        {"check", ARGUMENT_FLAG, OPTION, NULL,
            N_("only see whether it is whole and the master key opens it")},
        {"replace", ARGUMENT_FLAG, OPTION, NULL, N_("also when there is a store already")}}},
    [VERB_MASTER_KEY] = {"master-key rotate", "POST", "/v1/master-key",
        MAY_OPERATE, REPLY_ROTATION, N_("Seal every secret anew under another master key"), {
        {"to", ARGUMENT_TEXT, OPTION, "FILE",
            N_("the new key's file; by default one is made beside the store")}}},
    [VERB_CHECK] = {"check", NULL, NULL,
        MAY_LOOK, REPLY_CHECK, N_("Diagnose any domain; nothing is stored"), {
        {"domain", ARGUMENT_DOMAIN, PLACES, "DOMAIN", N_("any domain name")},
        {"file", ARGUMENT_FILE, INSTEAD, "LIST",
            N_("the names in this file, one a line; - is standard input")},
        {"token", ARGUMENT_TEXT, OPTION, "TOKEN", N_("the ownership token to look for")},
        {"spf-include", ARGUMENT_TEXT, OPTION, "NAME", N_("what the SPF record must include")},
        {"selector", ARGUMENT_TEXT, OPTION, "SELECTOR", N_("the DKIM selector")},
        {"dkim-key", ARGUMENT_TEXT, OPTION, "BASE64", N_("the DKIM public key to look for")},
        {"dkim-bits", ARGUMENT_NUMBER, OPTION, "BITS",
            N_("the least size of the DKIM key; 2048 by default")},
        {"only", ARGUMENT_CHOICES, OPTION, RECORDS, N_("only these records")},
        CACHES,
        {"deep", ARGUMENT_FLAG, HERE, NULL,
            N_("with --file: ask every authoritative server, always")},
        {"in-flight", ARGUMENT_NUMBER, HERE, "N",
            N_("with --file: how many at once; up to 200 by default")},
        {"quick", ARGUMENT_FLAG, INNER, NULL,
            N_("ask the source only for what is not right")}}},
    [VERB_SPF_EVAL] = {"spf eval", NULL, NULL,
        MAY_LOOK, REPLY_SPF_EVAL, N_("May this address send for this name? (RFC 7208)"), {
        {"ip", ARGUMENT_TEXT, NEEDED, "ADDRESS", N_("the sending address")},
        {"mail-from", ARGUMENT_TEXT, OPTION, "SENDER",
            N_("the envelope sender; empty: postmaster at HELO")},
        {"helo", ARGUMENT_TEXT, OPTION, "NAME", N_("the HELO name")}}},
    [VERB_SPF_LINT] = {"spf lint", NULL, NULL,
        MAY_LOOK, REPLY_SPF_LINT, N_("Read an SPF record with everything it includes"), {ANY_NAME}},
    [VERB_SPF_MERGE] = {"spf merge", NULL, NULL,
        MAY_LOOK, REPLY_SPF_MERGE, N_("Make one SPF record of what is there and what is needed"), {
        ANY_NAME,
        {"include", ARGUMENT_TEXT, OPTION, "NAME",
            N_("the include to add; the service's own by default")}}},
    [VERB_DKIM_LINT] = {"dkim lint", NULL, NULL,
        MAY_LOOK, REPLY_DKIM_LINT, N_("Read a DKIM key record (RFC 6376)"), {
        ANY_NAME,
        {"selector", ARGUMENT_TEXT, NEEDED, "SELECTOR", N_("the DKIM selector")},
        {"dkim-key", ARGUMENT_TEXT, OPTION, "BASE64", N_("the key it should hold")}}},
    [VERB_DMARC_LINT] = {"dmarc lint", NULL, NULL,
        MAY_LOOK, REPLY_DMARC_LINT, N_("Read the DMARC record at a name (RFC 9989)"), {ANY_NAME}},
    [VERB_DMARC_DISCOVER] = {"dmarc discover", NULL, NULL,
        MAY_LOOK, REPLY_DMARC_DISCOVER, N_("Find the DMARC policy in force for a name"),
        {ANY_NAME}},
    [VERB_DMARC_REPORTS] = {"dmarc reports", NULL, NULL,
        MAY_LOOK, REPLY_DMARC_REPORTS, N_("Do the report addresses accept reports? (RFC 9990)"),
        {ANY_NAME}},
    [VERB_DMARC_BUILD] = {"dmarc build", NULL, NULL,
        MAY_LOOK, REPLY_DMARC_BUILD, N_("Write a DMARC record"), {
        {"p", ARGUMENT_CHOICE, OPTION, "none|quarantine|reject", N_("policy; none by default")},
        {"sp", ARGUMENT_CHOICE, OPTION, "none|quarantine|reject", N_("policy of names below")},
        {"np", ARGUMENT_CHOICE, OPTION, "none|quarantine|reject",
            N_("policy of names that do not exist")},
        {"aspf", ARGUMENT_CHOICE, OPTION, "r|s", N_("SPF alignment, relaxed or strict")},
        {"adkim", ARGUMENT_CHOICE, OPTION, "r|s", N_("DKIM alignment, relaxed or strict")},
        {"t", ARGUMENT_CHOICE, OPTION, "y|n", N_("y: only testing")},
        {"psd", ARGUMENT_CHOICE, OPTION, "y|n|u", N_("is it a public suffix?")},
        {"rua", ARGUMENT_TEXT, OPTION, "ADDRESS,...", N_("where daily reports go")},
        {"ruf", ARGUMENT_TEXT, OPTION, "ADDRESS,...", N_("where failure reports go")},
        {"fo", ARGUMENT_TEXT, OPTION, "OPTIONS", N_("which failures to report: 0, 1, d, s")}}},
    [VERB_AUTHRES] = {"authres", NULL, NULL,
        MAY_LOOK, REPLY_AUTHRES, N_("Read Authentication-Results of a received mail (RFC 8601)"), {
        {"header", ARGUMENT_FILE, OPTION, "FILE",
            N_("one field's body; standard input by default")},
        {"message", ARGUMENT_FILE, OPTION, "FILE", N_("a whole received mail")},
        {"domain", ARGUMENT_DOMAIN, OPTION, "DOMAIN",
            N_("with --message: the domain in question")},
        {"trusted", ARGUMENT_TEXT, OPTION, "ID,...",
            N_("with --message: the receiver's own authserv-ids")}}},
    [VERB_EXPLAIN] = {"explain", NULL, NULL,
        MAY_LOOK, REPLY_EXPLAIN, N_("Say what a finding's code means"), {
        {"code", ARGUMENT_TEXT, PLACE, "CODE", N_("the code, such as host-doubled")}}},
    [VERB_DOCTOR] = {"doctor", NULL, NULL,
        MAY_LOOK, REPLY_DOCTOR, N_("Say what works here, and what to do about the rest"), NOTHING},
};
// clang-format on
_Static_assert(COUNT(commands) == VERB_COUNT, "every verb is described");

const struct command *command_at(enum verb verb)
{
    return &commands[verb];
}

/* How many of argv's words spell `words`; 0 when they do not. */
static int words_match(const char *words, int argc, char *const *argv)
{
    for (int i = 0; i < argc; i++) {
        size_t length = strcspn(words, " ");

        if (strlen(argv[i]) != length || memcmp(argv[i], words, length) != 0) {
            return 0;
        }
        words += length;
        if (*words == '\0') {
            return i + 1;
        }
        words++;
    }
    return 0;
}

enum verb command_find(int argc, char *const *argv, int *used)
{
    for (int verb = VERB_NONE + 1; verb < VERB_COUNT; verb++) {
        *used = words_match(commands[verb].words, argc, argv);
        if (*used > 0) {
            return (enum verb)verb;
        }
    }
    *used = 0;
    return VERB_NONE;
}

const struct argument *command_argument(enum verb verb, const char *name)
{
    const struct argument *argument = commands[verb].arguments;

    for (size_t i = 0; i < COMMAND_ARGUMENTS && argument[i].name; i++) {
        if (text_equal(argument[i].name, name)) {
            return &argument[i];
        }
    }
    return NULL;
}

/* Whether the word of n bytes is one of choices. */
static bool choice_has(const char *choices, const char *word, size_t n)
{
    while (*choices) {
        size_t length = strcspn(choices, "|");

        if (length == n && memcmp(choices, word, n) == 0) {
            return true;
        }
        choices += length + (choices[length] == '|');
    }
    return false;
}

bool argument_allows(const struct argument *argument, const char *value)
{
    if (argument->kind == ARGUMENT_CHOICE) {
        return choice_has(argument->choices, value, strlen(value));
    }
    if (argument->kind != ARGUMENT_CHOICES) {
        return true;
    }
    for (;;) {
        size_t length = strcspn(value, ",");

        if (!choice_has(argument->choices, value, length)) {
            return false;
        }
        if (value[length] == '\0') {
            return true;
        }
        value += length + 1;
    }
}
