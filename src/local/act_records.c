// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/text.h"
#include "local/asking.h"
#include "local/find.h"
#include "local/handler.h"
#include "local/keyed.h"

/* The name servers' hosts, as many as providers there can be. */
static void match_providers(const struct task *task, const struct answers *servers,
                            const struct name *zone, struct reply_records *out)
{
    size_t known = 0;

    for (size_t i = 0; i < servers->count && known < COUNT(out->providers); i++) {
        const struct provider *found[COUNT(out->providers)];
        struct name host;
        size_t n = 0;

        if (rr_name(&servers->records[i], &host)) {
            n = provider_match(task->local->options.providers, &host, zone, found, COUNT(found));
        }
        for (size_t j = 0; j < n && known < COUNT(out->providers); j++) {
            if (known == 0 || !text_equal(out->providers[0], found[j]->id)) {
                text_copy(out->providers[known++], sizeof out->providers[0], found[j]->id);
            }
        }
    }
}

/* The zone that really holds the domain, by its SOA, and who hosts it. Both are asked of names that
 * exist. */
static bool find_zone(struct task *task, struct book *book, const struct name *domain,
                      struct name *zone, struct reply_records *out)
{
    struct question question = {.name = *domain, .type = RR_SOA, .kept = true};
    const struct answers *soa = book_ask(book, &question);
    const struct answers *servers;

    zone->length = 0;
    if (!soa) {
        return false;
    }
    if (!soa->has_soa || soa->alias_count > 0 || !name_is_within(domain, &soa->soa_owner)) {
        return true;
    }
    *zone = soa->soa_owner;
    question = (struct question){.name = *zone, .type = RR_NS, .kept = true};
    servers = book_ask(book, &question);
    if (servers && servers->outcome == OUTCOME_FOUND) {
        match_providers(task, servers, zone, out);
    }
    return servers != NULL;
}

static bool records_step(struct task *task, struct book *book)
{
    struct reply_records *out = &task->reply.as.records;
    const struct domain *domain = task->work;
    struct name name;
    struct name zone;
    char text[NAME_TEXT];

    if (!name_parse(domain->name, &name)) {
        return true;
    }
    task->reply.kind = REPLY_RECORDS;
    if (!find_zone(task, book, &name, &zone, out)) {
        return false;
    }
    if (zone.length > 0) {
        name_text(&zone, text);
        text_copy(out->zone, sizeof out->zone, text);
    }
    out->domain = domain_dup(domain);
    requirement_list_make(domain, zone.length > 0 ? &zone : NULL, &out->list);
    return true;
}

static void domain_clear(void *work)
{
    domain_free(work);
}

static void records_now(struct task *task)
{
    struct domain *domain = NULL;
    struct fault fault = {0};

    if (find_domain(task, store_reader(task->local->store), &domain, &fault)) {
        task_fail(task, &fault);
        return;
    }
    task->work = domain;
    task->work_clear = domain_clear;
    task_inquire(task, records_step, NULL);
}

void read_records(struct task *task)
{
    task_with_key(task, records_now);
}
