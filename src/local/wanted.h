// SPDX-License-Identifier: MIT
#pragma once
/* What a check looks for, with the memory that its borrowed texts need: those of the request and of
 * the profile stay as long as the task. Inside this floor only. */
#include "local/task.h"
#include "store/judged.h"

struct wanted {
    struct check_wanted check;
    struct judged judged; /* the registered one; its domain NULL: any name, nothing stored */
    char **old_tokens;
    struct check *under_way;     /* NULL until the first round */
    char *spf;                   /* NULL: the profile's is wanted */
    struct check_result *result; /* empty until it is known; NULL: given away */
    struct local *local;
    /* Of these there is what `check` says. */
    const char *selectors[PROFILE_SELECTORS + 1];
    struct local_caches caches; /* as they were when the check began */
};

struct wanted *wanted_new(struct local *local);
void wanted_free(void *arg);
/* One round of the check, always over the same book; false while that is waiting. */
bool wanted_check(struct wanted *wanted, struct book *book) MUST_USE;
/* It is over: only its result is needed from now on. */
void wanted_checked(struct wanted *wanted);
/* The result becomes the reply. */
void wanted_reply(struct wanted *wanted, struct reply *reply);
/* The set of records in `--only`; 0: all. */
unsigned wanted_only(const struct request *request);
/* What the profile says: include, SPF value, bits, bounce, providers, the time. */
void wanted_from_profile(const struct task *task, struct wanted *wanted);
/* `--caches`: the public resolvers, too. */
void wanted_caches(const struct task *task, struct wanted *wanted);
/* Every selector of the profile but the wanted one: where a key may have been put by mistake. */
void wanted_other_selectors(const struct task *task, struct wanted *wanted);
