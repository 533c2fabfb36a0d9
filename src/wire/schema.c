// SPDX-License-Identifier: MIT
#include "wire/schema.h"

#include "base/status.h"
#include "base/text.h"

enum {
    MAY_BE_NULL = MEMBER_NULLABLE,
    MANY = MEMBER_LIST,
    MAY_LACK = MEMBER_OPTIONAL,
};

#define STATUS_WORDS "pass|fail|temp"
#define POLICY_WORDS "none|quarantine|reject"
// clang-format off
#define STATE {"state", MEMBER_TERM, 0, "state", "what is known and done about the record"}
#define VALUE {"value", MEMBER_TEXT, MAY_BE_NULL, NULL, "what to publish; null while it is being made, and for guests"}
#define VERIFIED {"verified_at", MEMBER_TIME, MAY_BE_NULL, NULL, "when it was seen for the first time"}
#define HOST {"host", MEMBER_TEXT, 0, NULL, "what a provider's form calls the host"}
#define NAME {"name", MEMBER_TEXT, 0, NULL, "the whole name"}
#define IN_USE {"in_use", MEMBER_FLAG, 0, NULL, "the switch"}
#define MORE {"more", MEMBER_ANY, MAY_LACK, NULL, "only for x-vouch-more: what vouch's own client draws with; may change at any time"}

static const struct schema schemas[] = {
    {"Domain", "a registered domain as it is now", {
        {"domain", MEMBER_DOMAIN, 0, NULL, "its name"},
        {"unicode", MEMBER_TEXT, 0, NULL, "its name as people write it"},
        {"role", MEMBER_WORD, 0, "owner|guest", "a guest may use it and change nothing"},
        {"environment", MEMBER_TERM, 0, "environment", NULL},
        {"region", MEMBER_TERM, 0, "region", NULL},
        {"registered_at", MEMBER_TIME, MAY_BE_NULL, NULL, NULL},
        {"token", MEMBER_OBJECT, 0, "TokenRecord", "proves who holds the name"},
        {"spf", MEMBER_OBJECT, 0, "SpfRecord", NULL},
        {"dkim", MEMBER_OBJECT, 0, "DkimRecord", NULL},
        {"dmarc", MEMBER_OBJECT, 0, "DmarcRecord", NULL},
        {"shares", MEMBER_OBJECT, MANY, "Share", "its guests; empty when asked by one"},
        {"checked_at", MEMBER_TIME, MAY_BE_NULL, NULL, "when DNS was looked at"},
        {"next_check_at", MEMBER_TIME, MAY_BE_NULL, NULL, "when it will be looked at again"},
        {"findings", MEMBER_OBJECT, MANY, "Finding", "what was seen then"},
        MORE}},
    {"TokenRecord", NULL, {STATE, VALUE, VERIFIED, HOST, NAME}},
    {"SpfRecord", NULL, {STATE, VALUE, VERIFIED, IN_USE, HOST, NAME}},
    {"DkimRecord", NULL, {
        STATE,
        {"selector", MEMBER_TEXT, MAY_BE_NULL, NULL, NULL},
        VALUE, VERIFIED, IN_USE, HOST, NAME}},
    {"DmarcRecord", NULL, {
        STATE, VERIFIED,
        {"policy", MEMBER_WORD, MAY_BE_NULL, POLICY_WORDS, "the policy seen last"},
        HOST, NAME}},
    {"Share", NULL, {
        {"project_key", MEMBER_TEXT, 0, NULL, "the guest's Project Key"},
        {"registered_at", MEMBER_TIME, MAY_BE_NULL, NULL, "since when it is shared"},
        {"label", MEMBER_TEXT, MAY_LACK, NULL, "the owner's own words for it, if any"},
        MORE}},
    {"Finding", "something right or wrong, seen in DNS", {
        {"code", MEMBER_TERM, 0, "code", "what it is; never changes, whatever the language"},
        {"area", MEMBER_TERM, 0, "area", NULL},
        {"severity", MEMBER_TERM, 0, "severity", NULL},
        {"name", MEMBER_TEXT, MAY_BE_NULL, NULL, "where"},
        {"expected", MEMBER_TEXT, MAY_BE_NULL, NULL, NULL},
        {"found", MEMBER_TEXT, MAY_BE_NULL, NULL, NULL},
        {"server", MEMBER_TEXT, MAY_BE_NULL, NULL, "the address of the name server that said so"},
        {"ttl", MEMBER_NUMBER, MAY_BE_NULL, NULL, "seconds until it may be gone"},
        {"message", MEMBER_TEXT, 0, NULL, "one sentence in the language asked for"},
        {"advice", MEMBER_TEXT, 0, NULL, "what to do about it"},
        MORE}},
    {"DomainList", NULL, {
        {"domains", MEMBER_OBJECT, MANY, "Domain", NULL},
        {"next", MEMBER_TEXT, MAY_BE_NULL, NULL, "give it as `after` to go on; null at the end"},
        {"counts", MEMBER_OBJECT, 0, "Counts", "of the whole list, unfiltered"},
        MORE}},
    {"Counts", NULL, {
        {"all", MEMBER_NUMBER, 0, NULL, NULL},
        {"attention", MEMBER_NUMBER, 0, NULL, "something failed or is lost"},
        {"waiting", MEMBER_NUMBER, 0, NULL, "something is not seen yet"},
        {"in_use", MEMBER_NUMBER, 0, NULL, NULL},
        {"shared_in", MEMBER_NUMBER, 0, NULL, "other projects' domains"}}},
    {"Token", NULL, {{"token", MEMBER_TEXT, 0, NULL, "publish it as TXT; good for an hour to register with"}}},
    {"Check", "what DNS says about a domain", {
        {"domain", MEMBER_DOMAIN, 0, NULL, NULL},
        {"status", MEMBER_OBJECT, 0, "Status", "of the records that were looked at"},
        {"codes", MEMBER_TERM, MANY, "code", "of the findings, each once"},
        {"findings", MEMBER_OBJECT, MANY, "Finding", NULL},
        {"fix", MEMBER_TEXT, MAY_BE_NULL, NULL, "the SPF record to publish instead"},
        {"lookups", MEMBER_NUMBER, 0, NULL, "DNS lookups that the SPF record costs"},
        {"took_ms", MEMBER_NUMBER, 0, NULL, NULL},
        {"caches", MEMBER_OBJECT, MANY | MAY_LACK, "Cache",
            "what public resolvers remember of records that no server of the source lacks; only when asked for, decides nothing"},
        MORE}},
    {"Cache", "a public resolver and a record", {
        {"resolver", MEMBER_TEXT, 0, NULL, "its address"},
        {"record", MEMBER_TERM, 0, "record", NULL},
        {"outcome", MEMBER_TERM, 0, "outcome", "of the question"},
        {"right", MEMBER_FLAG, 0, NULL, "what it told is the right record"},
        {"ttl", MEMBER_NUMBER, 0, NULL, "seconds until it forgets what it told"}}},
    {"Status", NULL, {
        {"token", MEMBER_WORD, MAY_LACK, STATUS_WORDS, NULL},
        {"spf", MEMBER_WORD, MAY_LACK, STATUS_WORDS, NULL},
        {"dkim", MEMBER_WORD, MAY_LACK, STATUS_WORDS, NULL},
        {"dmarc", MEMBER_WORD, MAY_LACK, STATUS_WORDS, NULL}}},
    {"RecordList", NULL, {{"records", MEMBER_OBJECT, MANY, "Record", NULL}, MORE}},
    {"Record", "a record to publish", {
        {"domain", MEMBER_DOMAIN, 0, NULL, NULL},
        {"record", MEMBER_TERM, 0, "record", NULL},
        {"type", MEMBER_WORD, 0, "TXT", NULL},
        NAME, HOST, VALUE,
        {"zone", MEMBER_TEXT, MAY_BE_NULL, NULL, "where the name's zone begins, when it is known"},
        {"provider", MEMBER_TEXT, MAY_BE_NULL, NULL, "who hosts the zone, when it is known"},
        {"verified", MEMBER_FLAG, 0, NULL, NULL},
        MORE}},
    {"ShareList", NULL, {{"shares", MEMBER_OBJECT, MANY, "Share", NULL}, MORE}},
    {"Log", NULL, {
        {"log", MEMBER_OBJECT, MANY, "LogRow", "newest first"},
        {"next", MEMBER_TEXT, MAY_BE_NULL, NULL, "give it as `after` to go on; null at the end"},
        MORE}},
    {"LogRow", NULL, {
        {"at", MEMBER_TIME, 0, NULL, NULL},
        {"who", MEMBER_TEXT, 0, NULL, "an access key, a user of the engine's machine, or auto"},
        {"domain", MEMBER_DOMAIN, MAY_BE_NULL, NULL, NULL},
        {"action", MEMBER_TEXT, 0, NULL, NULL},
        {"detail", MEMBER_ANY, 0, NULL, "what was seen or changed"},
        MORE}},
    {"Project", NULL, {
        {"project", MEMBER_TEXT, 0, NULL, "its name"},
        {"project_key", MEMBER_TEXT, 0, NULL, "what others need to share with it"},
        MORE}},
    {"ProjectList", NULL, {{"projects", MEMBER_OBJECT, MANY, "ProjectRow", NULL}, MORE}},
    {"ProjectRow", NULL, {
        {"project", MEMBER_TEXT, 0, NULL, NULL},
        {"project_key", MEMBER_TEXT, 0, NULL, NULL},
        {"created_at", MEMBER_TIME, MAY_BE_NULL, NULL, NULL},
        MORE}},
    {"NewCredential", NULL, {
        {"access_key", MEMBER_TEXT, 0, NULL, NULL},
        {"secret_key", MEMBER_TEXT, 0, NULL, "shown this once"},
        MORE}},
    {"CredentialList", NULL, {{"credentials", MEMBER_OBJECT, MANY, "Credential", NULL}, MORE}},
    {"Credential", NULL, {
        {"access_key", MEMBER_TEXT, 0, NULL, NULL},
        {"may", MEMBER_WORD, 0, "read|manage", NULL},
        {"created_at", MEMBER_TIME, MAY_BE_NULL, NULL, NULL},
        MORE}},
    {"Key", NULL, {{"key", MEMBER_TEXT, 0, NULL, "the private DKIM key as PEM"}, MORE}},
    {"Job", "work that goes on by itself, also after a restart", {
        {"job", MEMBER_TEXT, 0, NULL, "its id"},
        {"kind", MEMBER_TERM, 0, "job-kind", NULL},
        {"state", MEMBER_TERM, 0, "job-state", NULL},
        {"total", MEMBER_NUMBER, 0, NULL, "items known so far"},
        {"done", MEMBER_NUMBER, 0, NULL, "how many of them are done"},
        {"created_at", MEMBER_TIME, MAY_BE_NULL, NULL, NULL},
        {"ended_at", MEMBER_TIME, MAY_BE_NULL, NULL, NULL},
        {"results", MEMBER_OBJECT, MANY, "Imported|Verified|Failed", "a page of those that are done"},
        {"next", MEMBER_TEXT, MAY_BE_NULL, NULL, "give it as `after` to go on; null at the end"},
        MORE}},
    {"Imported", NULL, {
        {"line", MEMBER_NUMBER, 0, NULL, "of the list, from 1"},
        {"written", MEMBER_TEXT, MAY_BE_NULL, NULL, "as it stood there"},
        {"domain", MEMBER_DOMAIN, MAY_BE_NULL, NULL, NULL},
        {"result", MEMBER_WORD, 0, "new|here|twice|blocked|invalid", NULL},
        {"message", MEMBER_TEXT, MAY_BE_NULL, NULL, NULL}}},
    {"Verified", NULL, {
        {"domain", MEMBER_DOMAIN, 0, NULL, NULL},
        {"result", MEMBER_WORD, 0, STATUS_WORDS, "the worst of the records"},
        {"status", MEMBER_OBJECT, 0, "Status", NULL},
        {"codes", MEMBER_TERM, MANY, "code", "of the findings, each once"},
        {"check", MEMBER_OBJECT, MAY_LACK, "Check", "the whole answer, when the job has one domain"}}},
    {"Failed", "a domain that could not be looked at, and why", {
        {"domain", MEMBER_DOMAIN, 0, NULL, NULL},
        {"result", MEMBER_WORD, 0, "error", NULL},
        {"code", MEMBER_TEXT, 0, NULL, NULL},
        {"message", MEMBER_TEXT, MAY_BE_NULL, NULL, NULL}}},
    {"Backup", "a copy of the store that was opened and found whole", {
        {"file", MEMBER_TEXT, 0, NULL, NULL},
        {"bytes", MEMBER_NUMBER, 0, NULL, NULL},
        {"schema", MEMBER_NUMBER, 0, NULL, NULL},
        {"projects", MEMBER_NUMBER, 0, NULL, NULL},
        {"domains", MEMBER_NUMBER, 0, NULL, NULL},
        {"restored", MEMBER_FLAG, 0, NULL, "it is the store now"},
        MORE}},
    {"Rotation", "every secret is sealed under another master key", {
        {"master_key", MEMBER_TEXT, 0, NULL, "its file"},
        {"keys", MEMBER_NUMBER, 0, NULL, NULL},
        {"credentials", MEMBER_NUMBER, 0, NULL, NULL},
        MORE}},
    {"Events", NULL, {
        {"events", MEMBER_OBJECT, MANY, "Event", NULL},
        {"next", MEMBER_NUMBER, 0, NULL, "give it as `after` to go on"}}},
    {"Event", "something changed; resync: some were missed, ask anew", {
        {"seq", MEMBER_NUMBER, 0, NULL, NULL},
        {"at", MEMBER_TIME, 0, NULL, NULL},
        {"kind", MEMBER_TERM, 0, "event", NULL},
        {"domain", MEMBER_DOMAIN, MAY_BE_NULL, NULL, NULL},
        {"job", MEMBER_TEXT, MAY_BE_NULL, NULL, "whose state or count changed"},
        MORE}},
    {"Error", NULL, {{"error", MEMBER_OBJECT, 0, "ErrorBody", NULL}}},
    {"ErrorBody", NULL, {
        {"code", MEMBER_TEXT, 0, NULL, "what it is; never changes, whatever the language"},
        {"message", MEMBER_TEXT, 0, NULL, "one sentence in the language asked for"},
        {"detail", MEMBER_TEXTS, 0, NULL, "what it is about, by name"}}},
    {"Nothing", "done, and nothing to say about it", {{.name = NULL}}},
};

static const char *const replies[] = {
    [REPLY_NOTHING] = "Nothing",
    [REPLY_DOMAIN] = "Domain",
    [REPLY_DOMAINS] = "DomainList",
    [REPLY_TOKEN] = "Token",
    [REPLY_CHECK] = "Check",
    [REPLY_RECORDS] = "RecordList",
    [REPLY_SHARES] = "ShareList",
    [REPLY_LOG] = "Log",
    [REPLY_PROJECT] = "Project",
    [REPLY_PROJECTS] = "ProjectList",
    [REPLY_CREDENTIALS] = "NewCredential|CredentialList",
    [REPLY_KEY] = "Key",
    [REPLY_JOB] = "Job",
    [REPLY_BACKUP] = "Backup",
    [REPLY_ROTATION] = "Rotation",
};
// clang-format on

const struct schema *schema_nth(size_t i)
{
    return i < COUNT(schemas) ? &schemas[i] : NULL;
}

const struct schema *schema_find(const char *name)
{
    for (size_t i = 0; i < COUNT(schemas); i++) {
        if (text_equal(schemas[i].name, name)) {
            return &schemas[i];
        }
    }
    return NULL;
}

const char *schema_of_reply(enum reply_kind kind)
{
    return kind < (enum reply_kind)COUNT(replies) ? replies[kind] : NULL;
}
