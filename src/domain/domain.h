// SPDX-License-Identifier: MIT
#pragma once
/*
 * A registered domain as every mouth shows it: who holds it, its four records with their states,
 * its guests, and what was last seen. Plain owned memory; times are milliseconds since 1970, 0:
 * never. The rules of states are domain/lifecycle.h.
 */
#include "domain/finding.h"
#include "domain/share.h"

#include <stdbool.h>
#include <stdint.h>

enum record { RECORD_TOKEN, RECORD_SPF, RECORD_DKIM, RECORD_DMARC, RECORD_COUNT };
enum { RECORD_ALL = (1u << RECORD_COUNT) - 1 }; /* as a set of 1u << RECORD_* */
enum state {
    STATE_UNVERIFIED,
    STATE_WAITING,
    STATE_VERIFIED,
    STATE_IN_USE,
    STATE_STOPPED,
    STATE_FAILED,
    STATE_LOST,
    STATE_COUNT
};
enum environment {
    ENVIRONMENT_PUBLIC,
    ENVIRONMENT_FINANCIAL,
    ENVIRONMENT_GOVERNMENT,
    ENVIRONMENT_COUNT
};
enum region { REGION_KR, REGION_JP, REGION_SG, REGION_COUNT, REGION_ANY = REGION_COUNT };
enum role { ROLE_OWNER, ROLE_GUEST };
/* What was last learnt from DNS; with the switch it makes the state. */
enum verdict {
    VERDICT_NEW,
    VERDICT_WAITING,
    VERDICT_VERIFIED,
    VERDICT_FAILED,
    VERDICT_LOST,
    VERDICT_COUNT
};
enum power { POWER_NEVER, POWER_ON, POWER_OFF };
enum policy { POLICY_UNKNOWN, POLICY_NONE, POLICY_QUARANTINE, POLICY_REJECT };

struct record_status {
    enum verdict verdict;
    enum power power; /* spf and dkim only */
    int64_t verified_at;
    int misses;        /* definitive misses in a row since it was right */
    int64_t missed_at; /* of the last one that counted; while waiting: since when */
};

struct domain {
    int64_t id;       /* of this engine; 0 when it came over the wire */
    int64_t revision; /* grows with every change: ETag */
    char name[256];   /* A-labels */
    enum role role;
    enum environment environment;
    enum region region;
    int64_t registered_at;
    char *token; /* NULL for guests */
    char *spf;   /* the SPF value to publish */
    char selector[64];
    char *dkim; /* base64 SubjectPublicKeyInfo of our key; NULL while it is being made */
    struct record_status records[RECORD_COUNT];
    enum policy policy;   /* last seen DMARC policy */
    struct share *shares; /* empty for guests */
    size_t share_count;
    int64_t checked_at, next_check_at;
    struct finding_list findings;
};

struct domain *domain_new(void);
void domain_free(struct domain *domain);
struct domain *domain_dup(const struct domain *domain);

const char *record_word(enum record record); /* "token", "spf", "dkim", "dmarc" */
bool record_from_word(const char *word, enum record *out);
const char *state_word(enum state state); /* "in-use" */
bool state_from_word(const char *word, enum state *out);
const char *environment_word(enum environment environment);
bool environment_from_word(const char *word, enum environment *out);
const char *region_word(enum region region);
bool region_from_word(const char *word, enum region *out);
