// SPDX-License-Identifier: MIT
#pragma once
/* The remote engine as its own files see it: remote.c (the engine), trip.c (one request there and
 * back), sign.c (heads), answer.c (what HTTP says, as a reply), job.c (answers that are jobs),
 * import.c (a list as a job), follow.c (events). */
#include "base/buffer.h"
#include "net/http.h"
#include "remote/remote.h"
#include "wire/answer.h"
#include "wire/call.h"

#include <sys/queue.h>

enum {
    REMOTE_TRIPS = 12, /* on their way at once; the others wait here */
    REMOTE_WATCHERS = 8,
    REMOTE_TRIES = 3,
    REMOTE_PATIENCE_MS = 120000, /* with "too many at once" */
    REMOTE_VALUES = 4 << 20      /* in one answer */
};

TAILQ_HEAD(trip_list, trip);

struct watcher {
    event_fn *seen; /* NULL: free */
    void *arg;
};

struct remote {
    struct engine base;
    struct loop *loop;
    const struct clock *clock;
    struct http *http;
    char *url, *host; /* "http://localhost" over a socket */
    bool is_socket;
    char access_key[64];
    struct buffer secret;
    char project[64];
    uint64_t tickets;
    struct trip_list trips;
    size_t flying;
    int64_t paused_until; /* monotonic: too many at once */
    struct watcher watchers[REMOTE_WATCHERS];
    struct follow *follow;
};

/* One request, until its answer is told. */
struct trip {
    TAILQ_ENTRY(trip) link;
    struct remote *remote;
    uint64_t ticket;
    struct request request;
    reply_fn *done;
    void *arg;
    struct call call;         /* what is sent; made once, signed each time */
    enum reply_kind expected; /* of an answer other than 202 */
    struct http_call *flight; /* while it is on its way */
    struct loop_timer *timer; /* what comes next: `next` */
    void (*next)(struct trip *trip);
    bool waits; /* for one of REMOTE_TRIPS */
    int tries;
    int64_t began_ms; /* monotonic */
    struct reply reply;
    struct import_trip *import; /* VERB_DOMAINS_IMPORT; NULL: another */
    char job[JOB_ID];           /* that is waited for; "": none */
};

struct trip *trip_new(struct remote *remote, const struct request *request, reply_fn *done,
                      void *arg);
void trip_free(struct trip *trip); /* nobody is told */
void trip_later(struct trip *trip, int64_t after_ms, void (*next)(struct trip *trip));
/* Sends trip->call, when it is its turn. */
void trip_go(struct trip *trip);
/* Tells trip->reply, next turn. */
void trip_over(struct trip *trip);
void trip_fail(struct trip *trip, const struct fault *fault);
/* Another verb's request in the same name, as the next call. */
void trip_turn_to(struct trip *trip, const struct request *request);

/* The head of a request: its fields, and the texts they borrow. */
enum { HEAD_FIELDS = 16 };
struct sent_head {
    struct http_header fields[HEAD_FIELDS];
    size_t count;
    char timestamp[24], hash[72], nonce[40], signature[48], revision[24];
};
/* request: in whose name and language. */
void head_make(struct remote *remote, const struct request *request, const struct call *call,
               struct sent_head *out);

/* The reply that an HTTP answer means; a 202 is a REPLY_JOB. False: it is a fault, in reply. */
bool answer_read(const struct remote *remote, const struct http_answer *answer,
                 enum reply_kind expected, struct reply *reply);

/* trip->reply is a job that stands for the answer: asks until it is over. */
void job_wait(struct trip *trip);
/* The next answer about that job came. */
void job_heard(struct trip *trip);

void import_begin(struct trip *trip);
/* trip->reply is the job; it is over. */
void import_heard(struct trip *trip);
void import_free(struct import_trip *import); /* NULL allowed */

struct follow *follow_new(struct remote *remote);
void follow_free(struct follow *follow); /* NULL allowed */
