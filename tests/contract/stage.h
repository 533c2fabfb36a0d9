// SPDX-License-Identifier: MIT
#pragma once
/*
 * What the contract of engines is played on: an engine of some flavour (local, a fake, remote over
 * a server), seats from which it is asked, and a small DNS. The plays of suite.c see nothing else,
 * so that they cannot know which flavour they are in.
 */
#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
#include "dns/zone.h"
#include "domain/profile.h"
#include "domain/provider.h"
#include "engine/cursor.h"
#include "engine/engine.h"
#include "loop/loop.h"
#include "net/resolver.h"
#include "tests/support/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Two projects; the reader is of the owner's, with a key that may only read. */
enum seat { SEAT_OWNER, SEAT_GUEST, SEAT_READER, SEAT_COUNT };
enum { STAGE_DOMAINS = 8 };

struct stage;
struct flavour {
    const char *name;
    void (*open)(struct stage *stage); /* sets stage->seats */
    void (*shut)(struct stage *stage); /* closes them */
};

struct stage {
    const struct flavour *flavour;
    struct folder folder;
    struct loop *loop;
    struct clock clock;
    struct profile profile;
    struct provider_book *providers;
    struct zone *zone; /* what DNS says; stage_publish() replaces it */
    char published[STAGE_DOMAINS][64];
    size_t published_count;
    /* Which engine a seat asks, and what its requests carry. */
    struct {
        struct engine *engine;
        char project[64];
        bool read_only;
    } seats[SEAT_COUNT];
    void *own; /* of the flavour */
    /* Of the last stage_ask(). */
    struct reply reply;
    bool answered;
    const char *idempotency; /* of the next stage_ask()s */
    int64_t revision;
};

extern const struct flavour flavour_local, flavour_fake, flavour_plain, flavour_tls, flavour_unix;

struct stage *stage_open(const struct flavour *flavour);
void stage_close(struct stage *stage);

/* A request as the seat sends it. */
void stage_request(const struct stage *stage, enum seat seat, enum verb verb, struct request *out);
/* Words: name, value, name, value, NULL. Runs the loop until the answer is there. */
enum status stage_ask(struct stage *stage, enum seat seat, enum verb verb, ...);
/* Runs the loop until a count is more than nothing, or gives up. */
void stage_wait_for(struct stage *stage, const int *count);
/* Runs the loop for so long. */
void stage_wait(struct stage *stage, int64_t ms);
/* The domain, as the last answer shows it, gets everything it needs in DNS. */
void stage_publish(struct stage *stage);
/* A resolver over whatever the stage's DNS says at the time. */
struct resolver *stage_resolver(struct stage *stage);

#define DONE(call)                                                                                 \
    do {                                                                                           \
        if ((call) != STATUS_OK) {                                                                 \
            fail_msg("%s: %s", stage->reply.fault.code, stage->reply.fault.message);               \
        }                                                                                          \
    } while (0)
#define REFUSED(call, as, word)                                                                    \
    do {                                                                                           \
        assert_int_equal(call, as);                                                                \
        assert_string_equal(stage->reply.fault.code, word);                                        \
        assert_true(strlen(stage->reply.fault.message) > 10);                                      \
    } while (0)

/* The plays. */
extern const struct CMUnitTest suite_manners[], suite_domains[], suite_projects[];
extern const size_t suite_manners_count, suite_domains_count, suite_projects_count;
