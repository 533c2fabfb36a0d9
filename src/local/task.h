// SPDX-License-Identifier: MIT
#pragma once
/*
 * One request on its way through the local engine, from submit to its one answer. A task is read
 * (answered from the store's reader), written (in a transaction with others, answered when that is
 * on the disk), or started (something is awaited first: DNS, a key). Inside this floor only.
 */
#include "engine/engine.h"
#include "local/inside.h"
#include "store/projects.h"

#include <sys/queue.h>

struct task;
struct book;
struct inquiry;
struct dkim_pair;

/* Fills task->reply. db: the reader, or the writer inside the task's own savepoint. */
typedef enum status task_db_fn(struct task *task, struct db *db, struct fault *fault);
/* Begins something that ends in task_answer(), task_fail() or task_write(). */
typedef void task_start_fn(struct task *task);
typedef void task_clear_fn(void *work);

enum { TASK_EVENTS = 64 };

struct task {
    TAILQ_ENTRY(task) link;
    LIST_ENTRY(task) known; /* all of them, for cancel and close */
    bool queued;            /* its turn has not come (local/table.h) */
    bool heavy;             /* its change is long: a worker makes it, alone in its transaction */
    bool apart;             /* its change needs nothing that the loop changes meanwhile: a worker
                               makes it, with others, where it is sure */
    bool far;               /* it is read by the reader (local/reader.h) */
    bool away;              /* a worker is at its change, or its read */
    bool orphan;            /* the engine closed meanwhile: whoever has it frees it */
    struct local *local;
    uint64_t ticket;
    struct request request;
    reply_fn *done; /* NULL: nobody waits: cancelled, or our own */
    void *arg;
    struct project_row project;
    task_db_fn *change;      /* what the next transaction is to do */
    struct inquiry *inquiry; /* while DNS is asked (local/asking.h) */
    bool (*asking)(struct task *task, struct book *book);
    task_start_fn *asked;
    int64_t asking_since;
    void *work; /* the handler's own, freed by work_clear */
    task_clear_fn *work_clear;
    struct dkim_pair *pair; /* a key made for this task; NULL: none */
    task_start_fn *paired;  /* what to do when it is there */
    task_start_fn *then;    /* and after that (local/keyed.h) */
    bool sure;              /* its change refuses before it writes, or never: no savepoint for it */
    task_db_fn *along;      /* stands or falls with the change, or with its refusal; NULL: nothing.
                               STATUS_CANCELLED undoes the change */
    void *along_arg;
    struct task *child;          /* does something for it; not told when it is gone */
    struct task *parent;         /* whom it does that for */
    struct loop_timer *patience; /* until its answer is a job (local/patience.h); NULL: no end */
    bool repeated;               /* its request came before (local/repeat.h) */
    bool wants_pair;             /* the change found that it needs one */
    struct event *events;        /* of its change, told when that is on the disk */
    size_t event_count, event_capacity;
    struct reply reply; /* last: it is emptied by itself */
};

TAILQ_HEAD(task_queue, task);
LIST_HEAD(task_list, task);

/* From now on words are those of the task's asker; returns what words_use() goes back to. */
const char *task_speak(const struct task *task) MUST_USE;
struct task *task_new(struct local *local, const struct request *request, reply_fn *done,
                      void *arg);
void task_free(struct task *task);

/* Ends the task with what is in task->reply, of the kind the command table promises. */
void task_answer(struct task *task);
void task_fail(struct task *task, const struct fault *fault);
/* Joins the next transaction; change fills the reply, and is answered when it is on the disk. */
void task_write(struct task *task, task_db_fn *change);
/* A task of ours in the name of the same project and actor, whose reply comes to done(task, ...);
 * its verb is none. */
struct task *task_delegate(struct task *task, reply_fn *done);
/* Makes a key pair on a worker, then calls paired() with task->pair set. */
void task_make_pair(struct task *task, task_start_fn *paired);
/* The domain argument, normalised; text NULL: it is not wanted. */
enum status task_name(const struct task *task, struct name *name, char text[256],
                      struct fault *fault) MUST_USE;
/* An event for each project that sees the domain, told after the commit. */
enum status task_tell(struct task *task, struct db *db, const struct domain *domain,
                      enum event_kind kind, struct fault *fault) MUST_USE;
void task_tell_project(struct task *task, const char *project, const char *domain,
                       enum event_kind kind);
/* An event about a job, for the task's project. */
void task_tell_job(struct task *task, const char *job);
/* A row of the activity log. detail: one line of JSON, NULL: {}. */
enum status task_log(struct task *task, struct db *db, const char *domain, const char *action,
                     const char *detail, struct fault *fault) MUST_USE;
/* The same of a row that says all but when, for which project, and who. */
struct journal_entry;
enum status task_log_row(struct task *task, struct db *db, struct journal_entry *row,
                         struct fault *fault) MUST_USE;
int64_t task_now(const struct task *task);
