// SPDX-License-Identifier: MIT
#pragma once
/* Inside the fake engine: a few domains in memory, judged by whether the stage published them. What
 * the mouths' own tests lean on must keep the same contract as the real engines. */
#include "tests/contract/stage.h"

enum { FAKE_DOMAINS = 16, FAKE_LOG = 64, FAKE_WATCHERS = 8, FAKE_KEPT = 8 };

struct fake_domain {
    struct domain *domain; /* NULL: free */
    char owner[64];
};

struct fake_line {
    char project[64], domain[64], action[16];
};

struct fake {
    struct engine base;
    struct stage *stage;
    uint64_t tickets;
    struct fake_task *tasks;
    struct fake_domain domains[FAKE_DOMAINS];
    struct fake_line log[FAKE_LOG];
    size_t log_count;
    struct {
        event_fn *seen;
        void *arg;
    } watchers[FAKE_WATCHERS];
    struct {
        char key[80], token[80];
        enum verb verb;
    } kept[FAKE_KEPT];
    size_t kept_count;
    int64_t sequence, made;
};

struct fake_task {
    struct fake *fake; /* NULL: taken back */
    struct fake_task *next;
    uint64_t ticket;
    struct request request;
    reply_fn *done;
    void *arg;
};

/* Fills the reply. */
void fake_answer(struct fake *fake, const struct request *request, struct reply *reply);
void fake_tell(struct fake *fake, enum event_kind kind, const char *project, const char *domain);
/* "owner" -> its Project Key; 36 characters. */
void fake_project_key(const char *project, char out[37]);

/* One request being answered. */
struct asked {
    struct fake *fake;
    const struct request *request;
    struct reply *reply;
    const char *name; /* the domain in question, lower case, no dot at its end */
    struct fake_domain *row;
};
typedef void answer_fn(struct asked *asked);

void fake_refuse(struct asked *asked, enum status status, const char *code);
bool fake_is_mine(const struct asked *asked, const struct fake_domain *row);
bool fake_is_shared_with_me(const struct asked *asked, const struct fake_domain *row);
/* The domain that is asked about, if the project may know of it. */
struct fake_domain *fake_row_find(struct asked *asked);
/* As the acting project sees it; the caller's. */
struct domain *fake_seen_by(const struct asked *asked, const struct fake_domain *row);
void fake_token_make(struct fake *fake, char out[80]);

answer_fn fake_show, fake_register, fake_records, fake_verify, fake_switch, fake_token, fake_delete,
    fake_share, fake_shares;
