// SPDX-License-Identifier: MIT
#pragma once
/*
 * The whole diagnosis of one domain, pure over a book: gone on with until it is not waiting. Source
 * first: name servers of the zone, the record at each of them, near misses there, and only then the
 * verifying resolver. One judge a file (judge_token.c, judge_spf.c, judge_dkim.c, judge_dmarc.c);
 * DNS troubles are judged once for all (judge_dns.c).
 */
#include "dns/book.h"
#include "domain/domain.h"

struct provider_book;

enum check_status { CHECK_PASS, CHECK_FAIL, CHECK_TEMP };
enum check_depth {
    CHECK_QUICK, /* three questions to the resolver; the source only for what is not pass */
    CHECK_SOURCE /* every authoritative server too; a record the source lacks is not asked of the
                    resolver */
};

/* What to look for. NULL or empty: that part is not known and not compared. */
struct check_wanted {
    const char *token;             /* "ncp-verify=..." */
    const char *const *old_tokens; /* earlier tokens of this registration, newest first */
    size_t old_token_count;
    const char *include; /* "email.ncloud.com" */
    const char *spf;     /* the value we ask people to publish */
    const char *selector;
    const char *const *other_selectors; /* where else our key may have been put */
    size_t other_selector_count;
    const char *dkim;     /* our key: base64 SubjectPublicKeyInfo, or 32 raw bytes for Ed25519 */
    const char *old_dkim; /* a key this domain had in an earlier registration; NULL */
    unsigned dkim_bits;   /* 2048 */
    const char *bounce;   /* envelope domain of the service */
    const struct provider_book *providers; /* to recognise who hosts the zone; NULL: do not */
    unsigned only;                         /* set of 1u << RECORD_*; 0: all four */
    enum check_depth depth;
    unsigned verified; /* set of records verified before: asked of the resolver alone while right */
    const struct address *caches; /* public resolvers that are asked what they remember, of records
                                     no server of the source lacks; it decides nothing */
    size_t cache_count;           /* 0: nobody is */
    int64_t now_ms;
    struct name domain;
};

/* One authoritative server as the source view saw it. */
struct check_server {
    char ns[256]; /* its name */
    struct address address;
    enum outcome outcome[RECORD_COUNT]; /* of each record's question */
    bool has[RECORD_COUNT];             /* the right record stands there */
    uint32_t serial;                    /* SOA serial, 0: not seen */
};

/* What a public resolver remembered. */
struct check_cache {
    struct address address;             /* as wanted */
    enum outcome outcome[RECORD_COUNT]; /* of each record's question; OUTCOME_NONE: not asked */
    bool has[RECORD_COUNT];             /* the right record */
    uint32_t left[RECORD_COUNT];        /* seconds until it forgets what it told, right or not */
};

/* The same in a word. */
enum memory {
    MEMORY_NONE,    /* not asked */
    MEMORY_RIGHT,   /* it has the record */
    MEMORY_OLD,     /* it has something else */
    MEMORY_ABSENT,  /* it has heard that there is nothing */
    MEMORY_UNKNOWN, /* silence, refusal, SERVFAIL: nobody can tell */
};

/* How one record looked, for the diagnosis and waiting screens. */
struct check_record {
    enum check_status status;
    bool source_asked, source_has_all, source_has_some;
    enum outcome resolver;   /* OUTCOME_NONE: not asked, on purpose */
    uint32_t cached_seconds; /* until the resolver forgets its old answer; 0: nothing cached */
    char *expected, *seen;   /* values, safe text; NULL: none */
    struct name *found_at;   /* where it was found instead; NULL: nowhere */
    bool found_whole;        /* the value there is `expected`, to the letter */
    uint32_t places;         /* near misses that were looked at */
    struct name name;        /* where it must stand */
};

struct check_result {
    unsigned only; /* which records were looked at */
    struct finding_list findings;
    char *fix;             /* the SPF record to publish; NULL when there is nothing to fix */
    size_t lookups, voids; /* of the SPF record */
    enum policy policy;
    bool policy_inherited;
    struct check_server *servers;
    size_t server_count;
    struct check_cache *caches; /* those of the wanted ones that were asked, in their order */
    size_t cache_count;
    char providers[2][32]; /* ids of who hosts the DNS (domain/provider.h); "" */
    uint32_t negative_ttl; /* of the zone: min(SOA TTL, MINIMUM) */
    uint32_t questions;    /* asked in all */
    int64_t took_ms;
    struct name domain;
    struct name zone; /* the zone cut; length 0: not known */
    struct check_record records[RECORD_COUNT];
};

/* A check under way: what one round has found out for good, the next does not look at again. The
 * answers alone make the result, not the rounds in which they came. All three are borrowed; out is
 * empty, fills while the check goes on, and is the caller's to clear (check_result_clear). */
struct check;
struct check *check_new(struct book *book, const struct check_wanted *wanted,
                        struct check_result *out);
/* One round. False: the book is waiting. True: the check is over, and out whole. */
bool check_go_on(struct check *check) MUST_USE;
void check_free(struct check *check);
/* The same in one round that knows of none before it; out is written from scratch, and empty where
 * the book is waiting. */
bool check_run(struct book *book, const struct check_wanted *wanted,
               struct check_result *out) MUST_USE;
void check_result_clear(struct check_result *result);
struct check_result *check_result_dup(const struct check_result *result);
/* The worst of the records looked at: any fail, else any temp, else pass. */
enum check_status check_overall(const struct check_result *result);
enum memory check_memory(const struct check_cache *cache, enum record record);
const char *check_status_word(enum check_status status); /* "pass" */
