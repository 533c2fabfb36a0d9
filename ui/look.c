// SPDX-License-Identifier: MIT
#include "ui/look.h"

#include "base/clock.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>

void look_init(struct look *look, struct desk *desk, const struct profile *profile,
               const struct clock *clock)
{
    *look = (struct look){.desk = desk, .profile = profile, .clock = clock};
}

static void drop_result(struct look *look)
{
    if (look->result) {
        check_result_clear(look->result);
        free(look->result);
        look->result = NULL;
    }
}

void look_clear(struct look *look)
{
    ask_cancel(&look->ask);
    drop_result(look);
    look->name[0] = '\0';
    look->tries = 0;
    look->at = 0;
    fault_clear(&look->fault);
}

static void looked(void *arg, struct reply *reply)
{
    struct look *look = arg;

    look->fault = reply->fault;
    look->at = clock_now(look->clock);
    if (reply->status == STATUS_OK) {
        drop_result(look);
        look->result = reply->as.check;
        reply->as.check = NULL;
    }
    if (look->ended) {
        look->ended(look->arg);
    }
}

void look_again(struct look *look, const struct domain *domain)
{
    struct request request;
    char bits[16];

    if (!text_equal(look->name, domain->name)) {
        look_clear(look);
        text_copy(look->name, sizeof look->name, domain->name);
    }
    desk_request(look->desk, &request, VERB_CHECK);
    request_set(&request, "domain", domain->name);
    request_set(&request, "token", domain->token);
    request_set(&request, "spf-include", *look->profile->include ? look->profile->include : NULL);
    request_set(&request, "selector", *domain->selector ? domain->selector : NULL);
    request_set(&request, "dkim-key", domain->dkim);
    snprintf(bits, sizeof bits, "%u", look->profile->dkim_bits);
    request_set(&request, "dkim-bits", look->profile->dkim_bits ? bits : NULL);
    request_set(&request, "caches", look->caches ? "" : NULL);
    look->tries++;
    ask_start(&look->ask, look->desk, &request, looked, look);
}

void look_at(struct look *look, const struct domain *domain)
{
    bool known = text_equal(look->name, domain->name) && (look->result || look_is_open(look));

    if (!known) {
        look_again(look, domain);
        look->tries--; /* nobody asked for this one */
    }
}

void look_note(struct look *look, const char *name, const struct check_result *result)
{
    if (!text_equal(look->name, name)) {
        look_clear(look);
        text_copy(look->name, sizeof look->name, name);
    }
    drop_result(look);
    look->result = check_result_dup(result);
    look->at = clock_now(look->clock);
    look->tries++;
}

const struct check_result *look_seen(const struct look *look, const char *name)
{
    return text_equal(look->name, name) ? look->result : NULL;
}

bool look_is_open(const struct look *look)
{
    return ask_is_open(&look->ask);
}
