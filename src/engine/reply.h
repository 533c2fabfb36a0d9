// SPDX-License-Identifier: MIT
#pragma once
/*
 * What an engine answers: a status with its fault, or a payload whose kind the command table
 * promises. Owned by the engine during the callback; reply_take() moves the payload out.
 */
#include "base/buffer.h"
#include "domain/check.h"
#include "domain/domain.h"
#include "domain/requirement.h"
#include "engine/command.h"
#include "engine/job.h"
#include "mail/authres.h"
#include "mail/dkim.h"
#include "mail/dmarc.h"
#include "mail/dmarc_walk.h"
#include "mail/spf_eval.h"
#include "mail/spf_lint.h"

struct domain_counts {
    int64_t all, attention, waiting, in_use, shared_in;
};

struct reply_domains {
    struct domain **items;
    size_t count;
    char next[320]; /* cursor of the next page, "" at the end */
    struct domain_counts counts;
};

struct log_row {
    int64_t id, at;
    char who[64], domain[256], action[40]; /* "register", "verify", "use", ... */
    char *detail;                          /* one line of JSON text: what was seen */
};

struct project {
    char name[64], key[37];
    int64_t created_at;
};

struct credential {
    char access_key[64];
    char secret_key[96]; /* only in the answer that made it; wiped by reply_clear() */
    bool read_only;
    int64_t created_at;
};

struct reply_records {
    struct domain *domain;
    struct requirement_list list;
    char zone[256];        /* the zone cut, "" when not known */
    char providers[2][32]; /* ids of who hosts the DNS (domain/provider.h); "" */
};

struct reply_log {
    struct log_row *rows;
    size_t count;
    char next[40];
};
struct reply_projects {
    struct project *items;
    size_t count;
};
struct reply_spf_merge {
    char **records;
    size_t record_count;
    char *merged;
    size_t lookups_before, lookups, voids;
    struct finding_list flags;
};
struct reply_spf_lint {
    struct spf_lint lint;
    struct finding_list flags;
};
struct reply_dkim_lint {
    const char *verdict;
    enum dkim_reason reason;
    char k[32];
    unsigned bits;
    int match; /* -1: not asked */
    struct finding_list flags;
};
struct reply_dmarc_lint {
    const char *verdict;
    bool clean;
    struct dmarc_record record;
    struct finding_list flags;
};
struct reply_dmarc_reports {
    struct {
        char *uri;
        const char *consent;
    } * items;
    size_t count;
};
struct reply_authres_message {
    struct authres_reading *reading;
    struct finding_list flags;
};
struct reply_explain {
    enum code code;
};
struct doctor_line {
    char what[40];
    bool well;
    char *text, *advice;
};
struct reply_doctor {
    struct doctor_line *lines;
    size_t count;
};
struct import_row {
    size_t line;
    char *written;
    char name[256];
    char result[24]; /* new, here, twice, blocked, invalid */
    char *message;
};
struct reply_import {
    struct import_row *rows;
    size_t count;
};

/* A copy of the store that was opened and found whole. */
struct reply_backup {
    char *file;
    int64_t bytes, domains, projects;
    int schema;
    bool restored; /* it is the store now */
};
/* What was sealed anew, and where the key is now. */
struct reply_rotation {
    char *master_key;
    int64_t keys, credentials;
};
/* An answer that was given before, as it was then. */
struct reply_spelt {
    char *text;
    enum reply_kind kind; /* of what it spells */
    int64_t revision;     /* of the domain it shows; 0: none */
};

struct reply {
    enum status status;
    struct fault fault;   /* set when status is not STATUS_OK */
    enum reply_kind kind; /* REPLY_NOTHING with a fault */
    bool created;         /* 201 */
    bool accepted;        /* 202: a job goes on with it */
    union {
        struct domain *domain; /* REPLY_DOMAIN */
        struct reply_domains domains;
        char token[80];
        struct check_result *check;
        struct reply_records records;
        struct {
            struct share *items;
            size_t count;
        } shares;
        struct reply_log log;
        struct project project;
        struct reply_projects projects;
        struct {
            struct credential *items;
            size_t count;
        } credentials; /* one with its secret when just made */
        char *key;     /* REPLY_KEY: PEM; wiped by reply_clear() */
        struct spf_evaluation spf_eval;
        struct reply_spf_lint spf_lint;
        struct reply_spf_merge spf_merge;
        struct reply_dkim_lint dkim_lint;
        struct reply_dmarc_lint dmarc_lint;
        struct dmarc_walk dmarc_walk; /* REPLY_DMARC_DISCOVER */
        struct reply_dmarc_reports dmarc_reports;
        char *text; /* REPLY_DMARC_BUILD */
        struct authres *authres;
        struct reply_authres_message authres_message;
        struct reply_explain explain;
        struct reply_doctor doctor;
        struct reply_import import;
        struct reply_job job;
        struct reply_backup backup;
        struct reply_rotation rotation;
        struct reply_spelt spelt;
    } as;
};

void reply_init(struct reply *reply);
void reply_clear(struct reply *reply);
/* Moves everything out of from, which becomes empty. */
void reply_take(struct reply *to, struct reply *from);
/* A reply that is a fault; returns it so that `done(arg, reply_fail(&reply, ...))` reads well. */
struct reply *reply_fail(struct reply *reply, const struct fault *fault);
