// SPDX-License-Identifier: MIT
#pragma once
/*
 * Work on many domains that goes on by itself: a list being registered, many domains being looked
 * at. It is kept where it works, so a restart goes on where it stood; each item is done once. What
 * came of an item is one result.
 */
#include "domain/check.h"

#include <stdint.h>

enum job_kind { JOB_VERIFY, JOB_IMPORT, JOB_KIND_COUNT };
enum job_state {
    JOB_RECEIVING, /* its list is still coming in: nothing is done yet */
    JOB_QUEUED,
    JOB_RUNNING,
    JOB_DONE,
    JOB_CANCELLED,
    JOB_STATE_COUNT
};
enum { JOB_ID = 37, JOB_RESULT_WORD = 24, JOB_PAGE = 1000 };

struct job_result {
    int64_t line;  /* of the list, from 1 */
    char *written; /* an import: the domain as it stood there; NULL otherwise */
    char name[256];
    char result[JOB_RESULT_WORD]; /* import: new, here, twice, blocked, invalid;
                                     verify: pass, fail, temp, error */
    char code[40];                /* of the fault; "" : none */
    char *message;                /* of the fault; NULL: none */
    char *codes;                  /* of the findings, a blank between; NULL: not looked at */
    char *check;                  /* the check as JSON, when the job has one domain; else NULL */
    unsigned looked;              /* set of 1u << RECORD_*: which statuses there are */
    enum check_status status[RECORD_COUNT];
};

struct reply_job {
    char id[JOB_ID];
    enum job_kind kind;
    enum job_state state;
    int64_t total, done; /* items known so far, and how many of them are done */
    int64_t created_at, ended_at;
    struct job_result *results; /* a page of those that are done */
    size_t count;
    char next[24]; /* cursor of the next page, "" at the end */
};

const char *job_kind_word(enum job_kind kind);    /* "verify", "import" */
const char *job_state_word(enum job_state state); /* "queued", "running", ... */
bool job_is_over(enum job_state state);
void job_result_clear(struct job_result *result);
