// SPDX-License-Identifier: MIT
#pragma once
/*
 * Verifications under way: a queue of names, a few of them asked at a time, and how it went. Names
 * are given one by one or taken page by page from the list, so that a million of them are never in
 * memory.
 */
#include "ui/desk.h"

enum { VERIFY_SLOTS = 8 };

struct verify;
/* One domain was looked at; reply is borrowed. Name and reply are NULL when a run from the list has
 * come to its end. */
typedef void verify_fn(void *arg, const char *name, struct reply *reply);

struct verify_wish {
    char *name;
    char only[8]; /* "dkim": that record alone; "" : all */
    bool caches;  /* what public resolvers remember is looked at, too */
};

struct verify_slot {
    struct verify *verify;
    struct ask ask;
    char name[256];
};

struct verify {
    struct desk *desk;
    verify_fn *seen;
    void *arg;
    struct verify_slot slots[VERIFY_SLOTS];
    struct verify_wish *queue; /* still to ask, from `next` on */
    size_t count, capacity, next;
    bool from_list; /* more names will come */
    char filter[300], after[320];
    struct ask page;
    size_t total, done, passed, failed, unsure; /* of the run; reset when a new one begins */
};

void verify_init(struct verify *verify, struct desk *desk, verify_fn *seen, void *arg);
void verify_clear(struct verify *verify);
/* only: NULL or a record's word. caches: for who waits and sees them. */
void verify_one(struct verify *verify, const char *name, const char *only, bool caches);
/* Every domain of ours that the filter lets through. */
void verify_list(struct verify *verify, const char *filter);
void verify_stop(struct verify *verify);
bool verify_is_running(const struct verify *verify);
bool verify_has(const struct verify *verify, const char *name); /* being asked or waiting */
