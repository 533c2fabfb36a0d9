// SPDX-License-Identifier: MIT
#include "domain/check.h"

#include "base/memory.h"
#include "base/text.h"
#include "domain/decide.h"
#include "domain/provider.h"
#include "domain/requirement.h"

#include <stdlib.h>
#include <string.h>

const char *check_status_word(enum check_status status)
{
    static const char *const words[] = {
        [CHECK_PASS] = "pass", [CHECK_FAIL] = "fail", [CHECK_TEMP] = "temp"};

    return words[status];
}

enum check_status check_overall(const struct check_result *result)
{
    enum check_status worst = CHECK_PASS;

    for (int record = 0; record < RECORD_COUNT; record++) {
        enum check_status status = result->records[record].status;

        if (!(result->only & 1u << record) || status == CHECK_PASS) {
            continue;
        }
        if (status == CHECK_FAIL) {
            return CHECK_FAIL;
        }
        worst = CHECK_TEMP;
    }
    return worst;
}

void check_result_clear(struct check_result *result)
{
    for (int record = 0; record < RECORD_COUNT; record++) {
        free(result->records[record].expected);
        free(result->records[record].seen);
    }
    finding_list_clear(&result->findings);
    free(result->fix);
    free(result->servers);
    *result = (struct check_result){0};
}

struct check_result *check_result_dup(const struct check_result *result)
{
    struct check_result *copy = mem_dup(result, sizeof *result);

    for (int record = 0; record < RECORD_COUNT; record++) {
        copy->records[record].expected = mem_text(result->records[record].expected);
        copy->records[record].seen = mem_text(result->records[record].seen);
    }
    copy->findings = (struct finding_list){0};
    finding_list_copy(&copy->findings, &result->findings);
    copy->fix = mem_text(result->fix);
    copy->servers = result->server_count
                        ? mem_dup(result->servers, result->server_count * sizeof *result->servers)
                        : NULL;
    return copy;
}

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
    *out = (struct check_result){.domain = wanted->domain, .only = lookable(wanted)};
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
static void tell_existence(struct decision *decision)
{
    static const enum code codes[] = {CODE_TOKEN_MISSING, CODE_SPF_MISSING, CODE_DKIM_MISSING,
                                      CODE_DMARC_MISSING};
    struct checkup *checkup = &decision->checkup;
    struct check_result *out = checkup->out;

    if (!decision->apex_known || !decision->apex_missing) {
        return;
    }
    finding_add(&out->findings, CODE_DNS_NXDOMAIN_DOMAIN, AREA_DNS, &out->domain);
    for (size_t i = 0; i < COUNT(codes) && checkup->source.count == 0; i++) {
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

/* The words every sentence may use: the domain, and the host to type for the name concerned. */
static void words_add(struct check_result *out)
{
    const struct name *zone = out->zone.length ? &out->zone : &out->domain;
    char domain[NAME_TEXT], host[NAME_TEXT];
    struct name name;

    name_text(&out->domain, domain);
    for (size_t i = 0; i < out->findings.count; i++) {
        struct finding *finding = &out->findings.items[i];

        finding_word_bytes(finding, "domain", domain, strlen(domain));
        if (finding->name && name_parse(finding->name, &name) && name_relative(&name, zone, host)) {
            finding_word_bytes(finding, "host", host, strlen(host));
        }
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
    const struct source *source = &checkup->source;

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

static void result_finish(struct decision *decision)
{
    struct check_result *out = decision->checkup.out;

    expectations_add(decision->checkup.wanted, out);
    tell_existence(decision);
    tell_all_ok(out);
    providers_find(&decision->checkup);
    words_add(out);
    finding_list_sort(&out->findings);
    out->questions = (uint32_t)book_count(decision->checkup.book);
}

static void settle(const struct check_wanted *wanted, int record)
{
    if (wanted->settled) {
        *wanted->settled |= 1u << record;
    }
}

/* The records for which the source must be asked; those not known yet are not among them. */
static unsigned decide_quick(struct decision *decision, unsigned skip)
{
    struct checkup *checkup = &decision->checkup;
    unsigned open = 0;

    for (int i = 0; i < RECORD_COUNT; i++) {
        if (!(checkup->out->only & ~skip & 1u << i)) {
            continue;
        }
        if (!checkup_is_brief(checkup, (enum record)i)) {
            open |= 1u << i;
        } else if (decide_at_resolver(decision, (enum record)i)) {
            settle(checkup->wanted, i);
        } else if (decision->opinions[i].known) {
            open |= 1u << i;
        }
    }
    return open;
}

static void decide_open(struct decision *decision, unsigned open)
{
    struct checkup *checkup = &decision->checkup;

    if (!source_find(checkup)) {
        return;
    }
    judge_servers(checkup);
    for (int i = 0; i < RECORD_COUNT; i++) {
        if (open & 1u << i) {
            decide_at_source(decision, (enum record)i);
        }
    }
}

/* False: the book is waiting. skip: records that need not be looked at to know that. */
static bool run_without(unsigned skip, struct book *book, const struct check_wanted *wanted,
                        struct check_result *out)
{
    struct decision decision = {.checkup = {.book = book, .wanted = wanted, .out = out}};
    unsigned open;

    result_begin(wanted, out);
    open = decide_quick(&decision, skip);
    if (open) {
        decide_open(&decision, open);
    }
    if (decision.checkup.waiting) {
        check_result_clear(out);
    } else {
        result_finish(&decision);
    }
    decision_clear(&decision);
    return !decision.checkup.waiting;
}

bool check_run(struct book *book, const struct check_wanted *wanted, struct check_result *out)
{
    unsigned skip = wanted->settled ? *wanted->settled : 0;

    if (skip != 0) {
        if (!run_without(skip, book, wanted, out)) {
            return false;
        }
        check_result_clear(out);
    }
    return run_without(0, book, wanted, out);
}
