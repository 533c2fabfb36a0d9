// SPDX-License-Identifier: MIT
#pragma once
/*
 * THE table: one row a verb gives the command-line words, the HTTP route, the permission (checked
 * in the engine, for every mouth), the arguments with their kinds, the kind of reply, the help, the
 * manual and the completion. The command line and the server parse arguments by this table alone;
 * no other place knows a verb's words.
 */
#include <stdbool.h>
#include <stddef.h>

enum verb {
    VERB_NONE,
    VERB_DOMAINS_LIST,
    VERB_DOMAINS_SHOW,
    VERB_DOMAINS_REGISTER,
    VERB_DOMAINS_IMPORT,
    VERB_TOKEN_NEW,
    VERB_DOMAINS_TOKEN,
    VERB_DOMAINS_VERIFY,
    VERB_DOMAINS_USE,
    VERB_DOMAINS_STOP,
    VERB_DOMAINS_DELETE,
    VERB_DOMAINS_LOG,
    VERB_DOMAINS_EXPORT_KEY,
    VERB_RECORDS,
    VERB_SHARES_LIST,
    VERB_SHARES_ADD,
    VERB_SHARES_LABEL,
    VERB_SHARES_REMOVE,
    VERB_PROJECT_LIST,
    VERB_PROJECT_CREATE,
    VERB_PROJECT_KEY,
    VERB_PROJECT_CREDENTIALS,
    VERB_VERIFY_MANY,
    VERB_IMPORT,
    VERB_JOB_SHOW,
    VERB_JOB_CANCEL,
    VERB_BACKUP,
    VERB_RESTORE,
    VERB_MASTER_KEY,
    VERB_CHECK,
    VERB_SPF_EVAL,
    VERB_SPF_LINT,
    VERB_SPF_MERGE,
    VERB_DKIM_LINT,
    VERB_DMARC_LINT,
    VERB_DMARC_DISCOVER,
    VERB_DMARC_REPORTS,
    VERB_DMARC_BUILD,
    VERB_AUTHRES,
    VERB_EXPLAIN,
    VERB_DOCTOR,
    VERB_COUNT
};

enum permission {
    MAY_LOOK,   /* needs no project: check, lint, build, explain */
    MAY_READ,   /* a read key */
    MAY_MANAGE, /* a manage key */
    MAY_OPERATE /* on the engine's own machine only: a request with a proof is refused */
};

/* FILE: a path or "-" in the user's hand; what is sent is the file's content, unless the argument
 * is ARGUMENT_HERE. */
enum argument_kind {
    ARGUMENT_TEXT,
    ARGUMENT_DOMAIN,
    ARGUMENT_FLAG,
    ARGUMENT_CHOICE,
    ARGUMENT_CHOICES,
    ARGUMENT_NUMBER,
    ARGUMENT_FILE
};
enum argument_use {
    ARGUMENT_OPTION = 0,
    ARGUMENT_POSITIONAL = 1,
    ARGUMENT_REQUIRED = 2,
    ARGUMENT_MANY = 4, /* may be repeated; the command line submits one request a value when it is a
                          positional domain */
    ARGUMENT_HERE = 8, /* understood by the command line alone, never sent: --format, --yes */
    ARGUMENT_INNER = 16,   /* set by a mouth, never typed: neither an option nor a positional */
    ARGUMENT_INSTEAD = 32, /* when given, the required positional may be absent: --all, --file */
    ARGUMENT_FILLED = 64   /* the command line refuses it empty, as an unset variable leaves it */
};

struct argument {
    const char
        *name; /* "env": --env, or the positional's name; "_" for "-" in JSON and in routes */
    enum argument_kind kind;
    unsigned use;
    const char *choices; /* "public|financial|government"; for the other kinds: how the help calls
                            the value */
    const char *help;    /* msgid */
};

enum reply_kind {
    REPLY_NOTHING,
    REPLY_DOMAIN,
    REPLY_DOMAINS,
    REPLY_TOKEN,
    REPLY_CHECK,
    REPLY_RECORDS,
    REPLY_SHARES,
    REPLY_LOG,
    REPLY_PROJECT,
    REPLY_PROJECTS,
    REPLY_CREDENTIALS,
    REPLY_KEY,
    REPLY_SPF_EVAL,
    REPLY_SPF_LINT,
    REPLY_SPF_MERGE,
    REPLY_DKIM_LINT,
    REPLY_DMARC_LINT,
    REPLY_DMARC_DISCOVER,
    REPLY_DMARC_REPORTS,
    REPLY_DMARC_BUILD,
    REPLY_AUTHRES,
    REPLY_AUTHRES_MESSAGE,
    REPLY_EXPLAIN,
    REPLY_DOCTOR,
    REPLY_IMPORT,
    REPLY_JOB,
    REPLY_BACKUP,
    REPLY_ROTATION,
    REPLY_SPELT,
    REPLY_KIND_COUNT
};

enum { COMMAND_ARGUMENTS = 16 };

struct command {
    const char *words;  /* "domains verify" */
    const char *method; /* "POST"; NULL: not offered over HTTP */
    const char *route; /* "/v1/domains/{domain}/verify"; without an optional {domain} its "/domains"
                          goes too */
    enum permission permission;
    enum reply_kind reply;
    const char *help;                             /* msgid: one line */
    struct argument arguments[COMMAND_ARGUMENTS]; /* ends at name == NULL */
};

const struct command *command_at(enum verb verb); /* never NULL for a real verb */
/* The verb whose words begin argv; *used becomes how many words matched. VERB_NONE: none. */
enum verb command_find(int argc, char *const *argv, int *used);
const struct argument *command_argument(enum verb verb, const char *name); /* NULL: none */
/* Whether value is allowed for a CHOICE or CHOICES (comma list) argument. */
bool argument_allows(const struct argument *argument, const char *value);
