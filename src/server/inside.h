// SPDX-License-Identifier: MIT
#pragma once
/* Inside the server: what its parts know of each other. Nobody else includes this. */
#include "server/answer.h"
#include "server/door.h"
#include "server/events.h"
#include "server/farewell.h"
#include "server/heads.h"
#include "server/metrics.h"
#include "server/route.h"
#include "server/server.h"
#include "server/signed.h"

#include <microhttpd.h>

/* One connection. It lies idle until a head has come, then it is busy until the answer is read. */
struct guest {
    struct guest *next, *previous; /* in its row, the longest there first */
    struct httpd *httpd;
    struct visit *visit; /* NULL: none at the moment */
    int fd;
    int64_t since; /* when it came into its row, monotonic */
    bool is_busy, is_leaving;
    bool is_cut_short; /* answered before its request was read: no more comes after it */
};

struct guest_row {
    struct guest *first, *last;
};

/* libmicrohttpd on the loop, behind one door. */
struct httpd {
    struct server *server;
    bool is_local;     /* the Unix socket: the peer is known, nothing is signed */
    struct door *door; /* NULL: nobody comes in any more, and who is inside is asked to leave */
    struct MHD_Daemon *daemon;
    struct loop_watch *watch; /* its epoll */
    struct loop_timer *timer; /* what it says itself that it waits for */
    struct loop_timer *reaper;
    struct guest_row idle, busy;
    size_t guests;
};

enum { SERVER_HTTPDS = 3 }; /* TCP and two Unix sockets */

struct server {
    struct loop *loop;
    struct engine *engine;
    const struct clock *clock;
    struct httpd *httpds[SERVER_HTTPDS];
    size_t httpd_count;
    struct httpd *outgoing;   /* speaks TLS with files of before; NULL: none */
    struct loop_timer *sweep; /* frees it once its last guest has left */
    struct events *events;
    struct farewell *farewell;
    struct metrics metrics;
    char url[ADDRESS_TEXT + 16];
    char peer[64]; /* how the activity log calls who comes by the Unix socket */
    struct loop_timer *drain;
    loop_fn *drained; /* NULL: nobody waits for it */
    void *drained_arg;
    bool draining;
};

/* Where a request is on its way. */
enum visit_state {
    VISIT_HEAD,        /* its head has come */
    VISIT_KNOCKING,    /* the engine says whether it may come in */
    VISIT_LET_IN,      /* it may */
    VISIT_TURNED_AWAY, /* it may not */
    VISIT_BODY,        /* its body comes, or is not there */
    VISIT_ASKING,      /* the engine answers, or events are waited for */
    VISIT_READY,       /* there is an answer */
    VISIT_OVER,        /* it was handed over */
    VISIT_STATE_COUNT
};

struct visit {
    struct httpd *httpd;
    struct guest *guest;
    struct MHD_Connection *connection;
    enum visit_state state;
    bool is_suspended;
    int64_t began;
    char *target;       /* as it was sent: what is signed */
    const char *method; /* borrowed from the library */
    struct heads heads;
    struct routed routed;
    struct proof proof;
    bool is_proved; /* over TCP */
    char language[4];
    struct buffer body;
    size_t body_most, received;
    bool body_is_large;
    struct list *list; /* a body that goes on in pieces; NULL: it does not */
    uint64_t ticket;   /* what the engine has of it; 0: nothing */
    struct follower *follower;
    struct answer answer;
};

/* httpd.c */
enum status httpd_tcp(struct server *server, const struct address *address, const char *cert,
                      const char *key, struct httpd **out, struct fault *fault) MUST_USE;
enum status httpd_unix(struct server *server, const char *path, struct httpd **out,
                       struct fault *fault) MUST_USE;
/* Another one that speaks TLS with these files, behind the same door; the old one, which has none
 * then, answers who is inside. On failure nothing changes. */
enum status httpd_renew(struct httpd *old, const char *cert, const char *key, struct httpd **out,
                        struct fault *fault) MUST_USE;
/* What was resumed goes on in the next turn of the loop. */
void httpd_turn_soon(struct httpd *httpd);
void httpd_free(struct httpd *httpd); /* NULL allowed */
/* No new guests; those that wait for nothing are shown out. */
void httpd_close_door(struct httpd *httpd);

/* guests.c */
struct guest *guest_new(struct httpd *httpd, int fd);
void guest_free(struct guest *guest);
void guest_is_busy(struct guest *guest, bool busy);
/* Ends its connection from our side; libmicrohttpd notices. */
void guest_show_out(struct guest *guest);
/* Whether there is room for one more; the longest idle one makes it. */
bool guests_make_room(struct httpd *httpd);
void guests_reap(void *arg); /* an httpd */
void guests_show_out_idle(struct httpd *httpd);

/* visit.c: the callbacks of libmicrohttpd; the first argument is the httpd, *context the visit */
void *visit_begin(void *arg, const char *target, struct MHD_Connection *connection);
enum MHD_Result visit_step(void *httpd, struct MHD_Connection *connection, const char *url,
                           const char *method, const char *version, const char *bytes, size_t *size,
                           void **context);
void visit_end(void *httpd, struct MHD_Connection *connection, void **context,
               enum MHD_RequestTerminationCode how);
/* It waits for nothing any more. */
void visit_abandon(struct visit *visit);
/* Sleeps until there is an answer. */
void visit_suspend(struct visit *visit);
void visit_resume(struct visit *visit);
/* In the language of the request. */
void visit_fail(struct visit *visit, const struct fault *fault);

/* visit_ask.c: what a visit asks of the engine */
void visit_knock(struct visit *visit);
void visit_ask(struct visit *visit);
void visit_follow(struct visit *visit);
void visit_figures(struct visit *visit);

/* visit_list.c: a list of many lines, which goes to the engine as it comes */
struct list *visit_list_new(void);
void visit_list_add(struct visit *visit, const char *bytes, size_t n);
/* Whether so many lines are there that they go first; then it waits for the engine. */
bool visit_list_moves_on(struct visit *visit);
/* All of it came: the request becomes that for the rest. */
enum status visit_list_end(struct visit *visit, struct fault *fault) MUST_USE;
/* The engine has the whole list, or an answer from before. */
void visit_list_answered(struct visit *visit, const struct reply *reply);
/* What the engine has of it is not worked on. Nothing when there is no list. */
void visit_list_free(struct visit *visit);

/* visit_head.c */
/* Everything that the head alone decides: an answer, or who asks for what and how much body may
 * come. */
enum status visit_read_head(struct visit *visit, const char *method, struct fault *fault) MUST_USE;

/* server.c */
void server_guest_left(struct server *server);
