// SPDX-License-Identifier: MIT
/*
 * store FOLDER COUNT: makes a store of COUNT domains in FOLDER unless there is one, and times what
 * the console and the API ask of it. Every figure is the median of many runs at random places.
 */
#include "store/store.h"
#include "base/memory.h"
#include "base/random.h"
#include "base/text.h"
#include "domain/lifecycle.h"
#include "store/domains.h"
#include "store/list.h"
#include "store/projects.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { BATCH = 5000, RUNS = 101, PAGE = 50 };

struct bench {
    struct store *store;
    int64_t project;
    long count;
};

static double now_ms(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static void must(enum status status, const struct fault *fault)
{
    if (status) {
        fprintf(stderr, "%s: %s\n", status_name(status), fault->message);
        exit(1);
    }
}

static void name_of(long i, char out[256])
{
    static const char *const words[] = {"shop", "mail", "news", "billing", "alpha", "kilo"};

    snprintf(out, 256, "%s%07ld.example%ld.test", words[i % 6], i * 7919 % 10000000, i % 97);
}

/* Most are well, some wait, few are failed or lost. */
static void state_of(long i, struct domain *domain)
{
    bool proven = i % 10 != 0;

    for (int record = 0; record < RECORD_COUNT; record++) {
        struct record_status *status = &domain->records[record];

        status->verdict = record == RECORD_TOKEN ? (proven ? VERDICT_VERIFIED : VERDICT_WAITING)
                          : proven               ? VERDICT_VERIFIED
                                                 : VERDICT_NEW;
    }
    domain->records[RECORD_SPF].power = proven ? POWER_ON : POWER_NEVER;
    domain->records[RECORD_DKIM].power = proven ? POWER_ON : POWER_NEVER;
    if (i % 1000 == 7) {
        domain->records[RECORD_DKIM].verdict = VERDICT_FAILED;
        finding_add(&domain->findings, CODE_HOST_DOUBLED, AREA_DKIM, NULL);
    }
    if (i % 100000 == 11) {
        domain->records[RECORD_SPF].verdict = VERDICT_LOST;
    }
    domain->policy = POLICY_NONE;
    finding_add(&domain->findings, CODE_DMARC_POLICY_NONE, AREA_DMARC, NULL);
    domain->checked_at = 1760000000000 + i * 37 % 100000000;
}

static void one_add(struct bench *bench, long i)
{
    static char key[393];
    struct provider_ids providers = {{"gabia"}};
    struct domain *domain = domain_new();
    struct fault fault = {0};

    memset(key, 'A', sizeof key - 1);
    name_of(i, domain->name);
    domain->token = mem_text("ncp-verify=aaaaaaaaaaaaaaaaaaaaaaaaaa");
    domain->dkim = mem_text(key);
    text_copy(domain->selector, sizeof domain->selector, "ncpcompubkr");
    domain->registered_at = 1750000000000 + i * 1000;
    must(domains_add(store_writer(bench->store), bench->project, domain, &fault), &fault);
    state_of(i, domain);
    must(domains_save(store_writer(bench->store), bench->project, domain, &providers, &fault),
         &fault);
    domain_free(domain);
}

static void fill(struct bench *bench)
{
    struct project project = {.name = "default", .created_at = 1};
    struct fault fault = {0};
    double start = now_ms();

    random_uuid(project.key);
    must(store_begin(bench->store, &fault), &fault);
    must(projects_add(store_writer(bench->store), &project, &bench->project, &fault), &fault);
    for (long i = 0; i < bench->count; i++) {
        one_add(bench, i);
        if (i % BATCH == BATCH - 1) {
            must(store_commit(bench->store, &fault), &fault);
            must(store_begin(bench->store, &fault), &fault);
        }
    }
    must(store_commit(bench->store, &fault), &fault);
    printf("%-44s %10.0f domains/s\n", "add and save",
           (double)bench->count * 1e3 / (now_ms() - start));
}

typedef void run_fn(struct bench *bench, const void *arg);

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static void time_it(struct bench *bench, const char *what, run_fn *run, const void *arg)
{
    static double times[RUNS];

    for (int i = 0; i < RUNS; i++) {
        double start = now_ms();

        run(bench, arg);
        times[i] = now_ms() - start;
    }
    qsort(times, RUNS, sizeof *times, compare);
    printf("%-44s %10.3f ms  p99 %8.3f ms\n", what, times[RUNS / 2], times[RUNS * 99 / 100]);
}

static void run_get(struct bench *bench, const void *arg)
{
    struct domain *domain = NULL;
    struct fault fault = {0};
    char name[256];

    (void)arg;
    name_of(random_below((uint32_t)bench->count), name);
    must(domains_find(store_reader(bench->store), bench->project, name, &domain, &fault), &fault);
    domain_free(domain);
}

struct page {
    const char *filter, *sort;
    bool anywhere;
};

static void run_page(struct bench *bench, const void *arg)
{
    const struct page *page = arg;
    struct list_query query = {.project = bench->project, .limit = PAGE};
    struct cursor after = {0};
    struct reply_domains found;
    struct fault fault = {0};

    must(filter_parse(page->filter, &query.filter, &fault), &fault);
    if (!list_order_parse(page->sort, &query.order)) {
        exit(2);
    }
    query.budget_ms = 2000;
    if (page->anywhere) {
        name_of(random_below((uint32_t)bench->count), after.name);
        after.key =
            query.order.sort == LIST_BY_STATE ? 8 : 1750000000000 + random_below(1000000) * 1000;
        query.after = &after;
    }
    if (list_page(store_reader(bench->store), &query, &found, &fault) != STATUS_BUSY) {
        must(fault.status, &fault); /* over its budget: the time it took counts */
    }
    for (size_t i = 0; i < found.count; i++) {
        domain_free(found.items[i]);
    }
    free(found.items);
}

static const struct page pages[] = {
    {"", "name", false},
    {"", "name", true},
    {"", "state", false},
    {"", "state", true},
    {"", "registered", true},
    {"", "-checked", true},
    {"", "-name", false},
    {"attention", "state", false},
    {"attention", "name", true},
    {"waiting", "state", false},
    {"waiting", "name", false},
    {"lost", "name", false},
    {"lost", "state", false},
    {"stop", "name", false},
    {"in-use", "state", false},
    {"state:failed", "name", false},
    {"state:failed", "registered", false},
    {"shop", "name", false},
    {"shop", "state", false},
    {"0000123", "name", false},
    {"nosuchname", "name", false},
    {"nosuchname", "state", false},
    {"*.example42.test", "name", false},
    {"fail:host-doubled", "name", false},
    {"fail:host-doubled", "state", false},
    {"ns:gabia", "name", false},
    {"ns:cafe24", "name", false},
    {"role:guest", "name", false},
};

int main(int argc, char **argv)
{
    struct store_options options = {argc > 1 ? argv[1] : "", "bench", 0};
    struct bench bench = {.count = argc > 2 ? atol(argv[2]) : 0};
    struct project_row row;
    struct fault fault = {0};
    char what[64];

    if (argc != 3 || bench.count < 100) {
        fprintf(stderr, "usage: store FOLDER COUNT\n");
        return 2;
    }
    must(store_open(&options, &bench.store, &fault), &fault);
    if (projects_find(store_reader(bench.store), "default", &row, NULL) == STATUS_OK) {
        bench.project = row.id;
    } else {
        fill(&bench);
    }
    time_it(&bench, "get", run_get, NULL);
    for (size_t i = 0; i < COUNT(pages); i++) {
        snprintf(what, sizeof what, "page of %d, %s%s: %s", PAGE, pages[i].sort,
                 pages[i].anywhere ? ", anywhere" : "", pages[i].filter);
        time_it(&bench, what, run_page, &pages[i]);
    }
    store_close(bench.store);
    return 0;
}
