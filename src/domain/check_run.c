// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/text.h"
#include "domain/caches.h"
#include "domain/decide.h"
#include "domain/provider.h"
#include "domain/requirement.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

static bool is_known(const char *text)
{
    return text && *text;
}

/* What can be looked at: without a token, or a selector, there is nothing to look for. */
static unsigned lookable(const struct check_wanted *wanted)
{
    unsigned set = wanted->only ? wanted->only : RECORD_ALL;

    if (!is_known(wanted->token)) {
        set &= ~(1u << RECORD_TOKEN);
    }
    if (!is_known(wanted->selector)) {
        set &= ~(1u << RECORD_DKIM);
    }
    return set;
}

static void result_begin(const struct check_wanted *wanted, struct check_result *out)
{
    name_copy(&out->domain, &wanted->domain);
    out->only = lookable(wanted);
    for (int i = 0; i < RECORD_COUNT; i++) {
        enum record record = (enum record)i;

        if (!(out->only & 1u << i)) {
            continue;
        }
        if (!record_name(record, &wanted->domain, wanted->selector, &out->records[i].name)) {
            out->only &= ~(1u << i); /* no such name can exist */
        }
    }
}

/* Everywhere the domain does not exist, "missing" says nothing more. */
static void tell_existence(struct check *check)
{
    static const enum code codes[] = {CODE_TOKEN_MISSING, CODE_SPF_MISSING, CODE_DKIM_MISSING,
                                      CODE_DMARC_MISSING};
    struct checkup *checkup = &check->checkup;
    struct check_result *out = checkup->out;

    if (!check->apex_known || !check->apex_missing) {
        return;
    }
    finding_add(&out->findings, CODE_DNS_NXDOMAIN_DOMAIN, AREA_DNS, &out->domain);
    for (size_t i = 0; i < COUNT(codes) && checkup->source->count == 0; i++) {
        finding_list_remove(&out->findings, codes[i], code_area(codes[i]));
    }
}

static void tell_all_ok(struct check_result *out)
{
    if (out->only == 0 || check_overall(out) != CHECK_PASS) {
        return;
    }
    for (size_t i = 0; i < out->findings.count; i++) {
        if (out->findings.items[i].severity >= SEVERITY_WARN) {
            return;
        }
    }
    finding_add(&out->findings, CODE_ALL_OK, AREA_ALL, &out->domain);
}

/* The host to type for the name a finding concerns, if it stands in the zone. */
static void host_add(struct finding *finding, const char *zone)
{
    size_t n;

    if (text_equal(finding->name, zone)) {
        finding_word_bytes(finding, "host", "@", 1);
    } else if (finding->name && (n = name_text_above(finding->name, zone)) > 0) {
        finding_word_bytes(finding, "host", finding->name, n);
    }
}

/* The words every sentence may use: the domain, and the host. */
static void words_add(struct check_result *out)
{
    char domain[NAME_TEXT] __attribute__((uninitialized)); /* kilobytes for two short names */
    char zone[NAME_TEXT] __attribute__((uninitialized));
    size_t n;

    name_text(&out->domain, domain);
    n = strlen(domain);
    if (out->zone.length > 0) {
        name_text(&out->zone, zone);
    }
    for (size_t i = 0; i < out->findings.count; i++) {
        finding_word_bytes(&out->findings.items[i], "domain", domain, n);
        host_add(&out->findings.items[i], out->zone.length > 0 ? zone : domain);
    }
}

static void provider_add(struct check_result *out, const char *id)
{
    for (size_t i = 0; i < COUNT(out->providers); i++) {
        if (text_equal(out->providers[i], id)) {
            return;
        }
        if (!*out->providers[i]) {
            text_copy(out->providers[i], sizeof out->providers[i], id);
            return;
        }
    }
}

static void providers_find(const struct checkup *checkup)
{
    const struct provider_book *book = checkup->wanted->providers;
    const struct source *source = checkup->source;

    for (size_t i = 0; book && i < source->ns_count; i++) {
        const struct provider *found[2];
        size_t n = provider_match(book, &source->ns[i], &source->zone, found, COUNT(found));

        for (size_t j = 0; j < n; j++) {
            provider_add(checkup->out, found[j]->id);
        }
    }
}

static void expectations_add(const struct check_wanted *wanted, struct check_result *out)
{
    for (int record = 0; record < RECORD_COUNT; record++) {
        if (out->only & 1u << record) {
            out->records[record].expected = judge_expected(wanted, (enum record)record);
        }
    }
}

static void result_finish(struct check *check)
{
    struct check_result *out = check->checkup.out;

    check->checkup.source = &check->source;
    decide_accept(check);
    expectations_add(check->checkup.wanted, out);
    tell_existence(check);
    tell_all_ok(out);
    providers_find(&check->checkup);
    caches_finish(out);
    words_add(out);
    finding_list_sort(&out->findings);
    out->questions = (uint32_t)book_count(check->checkup.book);
}

/* The records for which the source must be asked; those not known yet are not among them. */
static unsigned decide_quick(struct check *check)
{
    static const struct source nowhere;
    struct checkup *checkup = &check->checkup;
    unsigned open = 0;

    checkup->source = &nowhere; /* also where an earlier round has found it */
    for (int i = 0; i < RECORD_COUNT; i++) {
        if (!(checkup->out->only & 1u << i) || check->matters[i].ruling.given) {
            continue;
        }
        if (!checkup_is_brief(checkup, (enum record)i) ||
            (!decide_at_resolver(check, (enum record)i) && check->matters[i].opinion.known)) {
            open |= 1u << i;
        }
    }
    return open;
}

static void decide_open(struct check *check, unsigned open)
{
    struct checkup *checkup = &check->checkup;

    checkup->source = &check->source;
    if (!source_find(checkup, &check->source)) {
        return;
    }
    check->servers_judged = check->servers_judged || judge_servers(checkup);
    for (int i = 0; i < RECORD_COUNT; i++) {
        if (open & 1u << i) {
            decide_at_source(check, (enum record)i);
        }
    }
}

/* Also after the ruling, which does not wait for them. */
static void look_at_caches(struct check *check)
{
    check->checkup.source = &check->source;
    for (int i = 0; i < RECORD_COUNT; i++) {
        if (check->matters[i].shown) {
            caches_look(&check->checkup, (enum record)i);
        }
    }
}

struct check *check_new(struct book *book, const struct check_wanted *wanted,
                        struct check_result *out)
{
    struct check *check = mem_resize(NULL, 1, sizeof *check);

    memset(check, 0, offsetof(struct check, source));
    source_init(&check->source);
    check->checkup = (struct checkup){.book = book, .wanted = wanted, .out = out};
    result_begin(wanted, out);
    return check;
}

bool check_go_on(struct check *check)
{
    unsigned open;

    check->checkup.waiting = false;
    open = decide_quick(check);
    if (open) {
        decide_open(check, open);
    }
    look_at_caches(check);
    if (!check->checkup.waiting) {
        result_finish(check);
    }
    return !check->checkup.waiting;
}

void check_free(struct check *check)
{
    if (check) {
        decide_clear(check);
        free(check);
    }
}

bool check_run(struct book *book, const struct check_wanted *wanted, struct check_result *out)
{
    struct check *check;
    bool complete;

    *out = (struct check_result){0};
    check = check_new(book, wanted, out);
    complete = check_go_on(check);
    if (!complete) {
        check_result_clear(out);
    }
    check_free(check);
    return complete;
}
