// SPDX-License-Identifier: MIT
#pragma once
/* What is wrong with the name servers themselves, whatever the records say. Inside the floor only.
 */
#include "domain/judge.h"

/* One record as every server shows it. */
struct sight {
    struct view views[SOURCE_SERVERS];
    size_t leader[SOURCE_SERVERS];        /* the first server that shows the same */
    struct judged judged[SOURCE_SERVERS]; /* of leaders whose view is definite */
};

/* out is empty. False: waiting. Always clear it. */
bool sight_take(struct checkup *checkup, enum record record, struct sight *out);
void sight_clear(struct sight *sight);

/* Asks every server for the zone itself: dns-lame, dns-refused-address, dns-timeout, serials.
 * Writes the servers into the result. False: waiting. */
bool judge_servers(struct checkup *checkup);
/* dns-ns-disagree, when two servers show different records at a name. */
void judge_agreement(struct checkup *checkup, enum record record, const struct sight *sight);
