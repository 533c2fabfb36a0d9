// SPDX-License-Identifier: MIT
#pragma once
/*
 * The source: the zone that holds a domain and its authoritative servers, found through the
 * resolver by questions about names that exist, so that no remembered "no" is planted at the very
 * names people are about to create.
 */
#include "base/address.h"
#include "dns/name.h"

struct checkup;

enum { SOURCE_SERVERS = 12, SOURCE_NS = 8 };

struct source_server {
    struct name ns;
    struct address address;
};

/* Its arrays are there when something is in them: most checks never look for the source. */
struct source {
    bool known;   /* all below is; until then it is what the search holds */
    bool climbed; /* the zone above was asked: `cut` is known */
    bool listed;  /* every server of the zone is below */
    struct source_server *servers;
    size_t count;
    struct name *stray; /* name servers without an address */
    size_t stray_count;
    struct name *ns; /* all of them, sorted */
    size_t ns_count;
    struct name zone; /* length 0: not found */
    struct name cut;  /* where the domain's own begins */
};

/* False: waiting; what is known by then is kept for the next round. No zone, or no servers, is an
 * answer too. */
bool source_find(struct checkup *checkup, struct source *source);
void source_init(struct source *source); /* empty */
void source_clear(struct source *source);
