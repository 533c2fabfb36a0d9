// SPDX-License-Identifier: MIT
#include "local/wanted.h"

#include "base/memory.h"
#include "base/text.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

struct wanted *wanted_new(struct local *local)
{
    struct wanted *wanted = spares_take(&local->wanted_spent, sizeof *wanted);

    wanted->local = local;
    wanted->result = spares_take(&local->results_spent, sizeof *wanted->result);
    return wanted;
}

/* What only counts where something else is there stays as it was. */
static void wanted_reset(struct wanted *wanted)
{
    memset(&wanted->check, 0, offsetof(struct check_wanted, domain));
    name_reset(&wanted->check.domain);
    wanted->judged.domain = NULL;
    wanted->old_tokens = NULL;
    wanted->under_way = NULL;
    wanted->spf = NULL;
    wanted->result = NULL;
}

void wanted_free(void *arg)
{
    struct wanted *wanted = arg;
    struct local *local = wanted->local;

    for (size_t i = 0; i < wanted->check.old_token_count; i++) {
        free(wanted->old_tokens[i]);
    }
    free(wanted->old_tokens);
    free(wanted->spf);
    domain_free(wanted->judged.domain);
    check_free(wanted->under_way);
    if (wanted->result) {
        check_result_clear(wanted->result);
        spares_give(&local->results_spent, wanted->result);
    }
    wanted_reset(wanted);
    spares_give(&local->wanted_spent, wanted);
}

bool wanted_check(struct wanted *wanted, struct book *book)
{
    if (!wanted->under_way) {
        wanted->under_way = check_new(book, &wanted->check, wanted->result);
    }
    return check_go_on(wanted->under_way);
}

void wanted_checked(struct wanted *wanted)
{
    check_free(wanted->under_way);
    wanted->under_way = NULL;
}

void wanted_reply(struct wanted *wanted, struct reply *reply)
{
    reply->kind = REPLY_CHECK;
    reply->as.check = wanted->result;
    wanted->result = NULL;
}

static unsigned record_bit(const char *text, size_t n)
{
    char word[16] = "";
    enum record record;

    if (n < sizeof word) {
        memcpy(word, text, n);
    }
    return record_from_word(word, &record) ? 1u << record : 0;
}

unsigned wanted_only(const struct request *request)
{
    unsigned only = 0;
    const char *value;

    for (size_t i = 0; (value = request_get_nth(request, "only", i)); i++) {
        while (*value) {
            size_t n = strcspn(value, ",");

            only |= record_bit(value, n);
            value += n + (value[n] == ',');
        }
    }
    return only;
}

void wanted_from_profile(const struct task *task, struct wanted *wanted)
{
    const struct profile *profile = task->local->options.profile;

    wanted->check.include = profile->include;
    wanted->check.spf = task->local->standard.spf;
    wanted->check.dkim_bits = profile->dkim_bits;
    wanted->check.bounce = profile->bounce[0] ? profile->bounce : NULL;
    wanted->check.providers = task->local->options.providers;
    wanted->check.now_ms = task_now(task);
}

void wanted_caches(const struct task *task, struct wanted *wanted)
{
    if (request_has(&task->request, "caches")) {
        wanted->caches = task->local->options.caches;
        wanted->check.caches = wanted->caches.servers;
        wanted->check.cache_count = wanted->caches.count;
    }
}

void wanted_other_selectors(const struct task *task, struct wanted *wanted)
{
    const struct standard *standard = &task->local->standard;

    for (size_t i = 0; i < standard->selector_count; i++) {
        if (!text_equal(standard->selectors[i], wanted->check.selector)) {
            wanted->selectors[wanted->check.other_selector_count++] = standard->selectors[i];
        }
    }
    wanted->check.other_selectors = wanted->selectors;
}
