// SPDX-License-Identifier: MIT
#pragma once
/*
 * The engine on this machine: rules, store, keys, verification rounds, the schedule. One process
 * holds a store; a second one waits up to five seconds and is then told who has it (code
 * "store-held").
 */
#include "base/clock.h"
#include "domain/profile.h"
#include "domain/provider.h"
#include "engine/engine.h"
#include "loop/loop.h"
#include "net/resolver.h"

struct store;

enum { LOCAL_NEAR_MS = 15, LOCAL_CACHES = 6 };

/* Public resolvers that are asked what they remember, for those who want to see that. */
struct local_caches {
    struct address servers[LOCAL_CACHES]; /* port 0 is 53 */
    size_t count;
};

/* Who is told when a record is lost, or verified now. NULL: not so. */
struct local_hooks {
    const char *command;     /* words, no shell: gets JSON on its standard input */
    const char *url;         /* gets it by POST, signed; wants secret_file */
    const char *secret_file; /* the owner's alone */
    const char *ca_file;     /* PEM: who may sign the url's certificate; NULL: the system's */
};

/* Appends the answer as the mouths with such keys give it: one JSON object. */
typedef void spell_fn(const struct reply *reply, struct buffer *out);

struct local_options {
    struct loop *loop;
    struct resolver *resolver; /* taken */
    const struct clock *clock;
    const struct profile *profile;
    const struct provider_book *providers;
    const char *folder;  /* NULL: no store; only MAY_LOOK verbs work */
    struct store *store; /* of that folder, open already; taken, also on failure; NULL: opens it */
    bool no_wait;        /* a store that is held is refused at once, not after STORE_WAIT_MS */
    const char *home;    /* where a store would be: what `restore` makes; NULL: nowhere */
    int near_ms;   /* of a turn, for a list; what takes longer a worker reads; 0: LOCAL_NEAR_MS */
    bool schedule; /* re-check by itself: console and server, not one command */
    const char *master_key_file; /* NULL: systemd credential, VOUCH_MASTER_KEY_FILE, or one made
                                    beside the store */
    struct local_hooks hooks;
    struct local_caches caches;
    spell_fn *spell; /* how an answer is written down, for those that are given twice
                        (Idempotency-Key);             NULL: such keys are not heeded */
};

/* Whether these can be used: code "usage", or what is wrong with a file. */
enum status local_hooks_check(const struct local_hooks *hooks, struct fault *fault) MUST_USE;

/* Others are told from now on; on failure nothing changes. engine: of local_engine_new(). */
enum status local_hooks_set(struct engine *engine, const struct local_hooks *hooks,
                            struct fault *fault) MUST_USE;

/* Other public resolvers from now on. */
void local_caches_set(struct engine *engine, const struct local_caches *caches);

enum status local_engine_new(const struct local_options *options, struct engine **out,
                             struct fault *fault) MUST_USE;
