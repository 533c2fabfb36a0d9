// SPDX-License-Identifier: MIT
#pragma once
/*
 * The sending service that domains are onboarded for: what must be published, under which selector,
 * and which names are nobody's to register. Text (base/ini.h); the shipped one is compiled in and
 * read by the same parser as a user's own.
 */
#include "base/fault.h"
#include "dns/name.h"
#include "domain/domain.h"

enum { PROFILE_SELECTORS = 16, PROFILE_BLOCKED = 64 };

struct profile {
    char name[64];              /* "NAVER Cloud Outbound Mailer" */
    char title[160], page[160]; /* menu path as shown on row 2; where to read more */
    char token_prefix[40];      /* "ncp-verify" */
    char include[256];          /* "email.ncloud.com" */
    char bounce[256];           /* envelope domain of the service's own mail, "" when unknown */
    unsigned dkim_bits;         /* 2048 */
    struct {
        enum environment environment;
        enum region region; /* REGION_ANY: every region of the environment */
        char selector[64];
    } selectors[PROFILE_SELECTORS];
    size_t selector_count;
    char legacy_selector[64]; /* for domains registered on or before legacy_until; "" when there is
                                 none */
    int legacy_until;         /* 20241107: a calendar date as written */
    struct name blocked[PROFILE_BLOCKED];
    size_t blocked_count;
};

/* The compiled-in profile. */
enum status profile_shipped(struct profile *out, struct fault *fault) MUST_USE;
enum status profile_read(const char *source, const char *bytes, size_t n, struct profile *out,
                         struct fault *fault) MUST_USE;
enum status profile_read_file(const char *path, struct profile *out, struct fault *fault) MUST_USE;

/* The selector for a domain; registered_date as clock_written_date() gives it. NULL: the
 * environment has no such region. */
const char *profile_selector(const struct profile *profile, enum environment environment,
                             enum region region, int registered_date);
/* On a label boundary: the name itself or anything below it. NULL: free; else the blocked name. */
const struct name *profile_blocks(const struct profile *profile, const struct name *name);
/* "v=spf1 include:email.ncloud.com ~all" */
void profile_spf(const struct profile *profile, struct buffer *out);
void profile_spf_of(const char *include, struct buffer *out); /* the same of another service's */
/* <prefix>=<26 characters of base32> from 16 random bytes. */
void profile_token(const struct profile *profile, const unsigned char random[16],
                   struct buffer *out);
