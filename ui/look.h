// SPDX-License-Identifier: MIT
#pragma once
/*
 * The last look at the DNS of the open domain, from the source outwards; nothing is stored by it.
 * Who hosts the zone, where a record was found instead and what is still cached all come from here.
 */
#include "domain/profile.h"
#include "ui/desk.h"

/* A look has ended, well or not. */
typedef void look_fn(void *arg);

struct look {
    struct desk *desk;
    const struct profile *profile;
    char name[256];              /* of the domain looked at or being looked at */
    struct check_result *result; /* NULL: not yet, or it failed */
    struct fault fault;
    int64_t at; /* when the result came */
    const struct clock *clock;
    unsigned tries;
    bool caches;    /* what public resolvers remember is looked at, too */
    look_fn *ended; /* who wants to know; NULL: nobody */
    void *arg;
    struct ask ask;
};

void look_init(struct look *look, struct desk *desk, const struct profile *profile,
               const struct clock *clock);
void look_clear(struct look *look);
/* Looks unless there is a result for this domain already, or one under way. */
void look_at(struct look *look, const struct domain *domain);
void look_again(struct look *look, const struct domain *domain);
/* A verification saw the same: result is copied. */
void look_note(struct look *look, const char *name, const struct check_result *result);
/* The result for this domain; NULL: none yet. */
const struct check_result *look_seen(const struct look *look, const char *name);
bool look_is_open(const struct look *look);
