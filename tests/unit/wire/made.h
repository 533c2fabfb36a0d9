// SPDX-License-Identifier: MIT
#pragma once
/* One reply of every kind that HTTP carries, with something in each of its members. */
#include "base/memory.h"
#include "tests/unit/wire/expect.h"
#include "wire/answer.h"

#include <jansson.h>

enum { NOW = 1790917331 };
static const int64_t now_ms = NOW * INT64_C(1000) + 123;

static void add_finding(struct finding_list *list)
{
    struct name name;
    struct address server;
    struct finding *finding;

    assert_true(name_parse("shop.example.shop.example", &name));
    assert_true(address_parse("192.0.2.53", &server));
    finding = finding_add(list, CODE_HOST_DOUBLED, AREA_DKIM, &name);
    finding_expect(finding, "v=DKIM1", "v=DKIM1; \033");
    finding_server(finding, &server);
    finding->ttl = 600;
    finding_word(finding, "zone", "shop.example");
    finding_word(finding, "host", "%s", "ncpcompubkr._domainkey");
    finding_word_name(finding, "nowhere", NULL);
    finding_add(list, CODE_SPF_MULTIPLE, AREA_SPF, NULL)->severity = SEVERITY_INFO;
}

static struct domain *shop(void)
{
    struct domain *domain = domain_new();

    strcpy(domain->name, "xn--wgv71a119e.example");
    strcpy(domain->selector, "ncpcompubkr");
    domain->revision = 41;
    domain->region = REGION_SG;
    domain->environment = ENVIRONMENT_FINANCIAL;
    domain->registered_at = now_ms;
    domain->checked_at = now_ms + 1;
    domain->next_check_at = now_ms + 2;
    domain->token = mem_text("ncp-verify=abc");
    domain->spf = mem_text("v=spf1 include:email.ncloud.com ~all");
    domain->dkim = mem_text("MIIBIjANBgkq/+==");
    for (int record = 0; record < RECORD_COUNT; record++) {
        domain->records[record] = (struct record_status){
            (enum verdict)(record + 1), (enum power)(record % 3), now_ms + record, record, now_ms};
    }
    domain->policy = POLICY_QUARANTINE;
    domain->shares = mem_array(1, sizeof(struct share));
    domain->share_count = 1;
    strcpy(domain->shares[0].project_key, "b7720d1c-1111-4222-8333-444455556666");
    strcpy(domain->shares[0].label, "crm-team");
    domain->shares[0].registered_at = now_ms;
    add_finding(&domain->findings);
    return domain;
}

static void make_server(struct check_result *check)
{
    check->servers = mem_array(1, sizeof(struct check_server));
    check->server_count = 1;
    strcpy(check->servers[0].ns, "ns1.example");
    assert_true(address_parse_port("[2001:db8::1]:53", &check->servers[0].address));
    check->servers[0].outcome[RECORD_SPF] = OUTCOME_NXDOMAIN;
    check->servers[0].has[RECORD_DKIM] = true;
    check->servers[0].serial = 2026100201;
}

static void make_caches(struct check_result *check)
{
    check->caches = mem_array(2, sizeof(struct check_cache));
    check->cache_count = 2;
    assert_true(address_parse_port("127.0.0.11:5301", &check->caches[0].address));
    assert_true(address_parse("2001:db8::11", &check->caches[1].address));
    check->caches[0].outcome[RECORD_TOKEN] = OUTCOME_FOUND;
    check->caches[0].has[RECORD_TOKEN] = true;
    check->caches[0].left[RECORD_TOKEN] = 232;
    check->caches[0].outcome[RECORD_DMARC] = OUTCOME_NXDOMAIN;
    check->caches[0].left[RECORD_DMARC] = 134;
    check->caches[1].outcome[RECORD_DMARC] = OUTCOME_TIMEOUT;
}

static struct check_result *checked(void)
{
    struct check_result *check = mem_new(sizeof *check);

    assert_true(name_parse("shop.example", &check->domain));
    check->only = 1u << RECORD_TOKEN | 1u << RECORD_DMARC;
    check->records[RECORD_DMARC] = (struct check_record){.status = CHECK_TEMP,
                                                         .source_asked = true,
                                                         .source_has_some = true,
                                                         .resolver = OUTCOME_NODATA,
                                                         .cached_seconds = 7,
                                                         .found_whole = true,
                                                         .places = 12,
                                                         .expected = mem_text("v=DMARC1"),
                                                         .seen = mem_text("v=DMARC2")};
    assert_true(name_parse("_dmarc.shop.example", &check->records[RECORD_DMARC].name));
    check->records[RECORD_DMARC].found_at = mem_new(sizeof(struct name));
    assert_true(name_parse("dmarc.shop.example", check->records[RECORD_DMARC].found_at));
    check->fix = mem_text("v=spf1 ~all");
    check->lookups = 3;
    check->voids = 1;
    check->policy = POLICY_REJECT;
    check->policy_inherited = true;
    assert_true(name_parse("example", &check->zone));
    make_server(check);
    make_caches(check);
    strcpy(check->providers[1], "gabia");
    check->negative_ttl = 600;
    check->questions = 19;
    check->took_ms = 812;
    add_finding(&check->findings);
    return check;
}

static void make_domain(struct reply *reply)
{
    reply->as.domain = shop();
}

static void make_guest(struct reply *reply)
{
    struct domain *domain = reply->as.domain = shop();

    domain->role = ROLE_GUEST;
    free(domain->token);
    free(domain->dkim);
    free(domain->shares);
    domain->token = domain->dkim = NULL;
    domain->shares = NULL;
    domain->share_count = 0;
}

static void make_domains(struct reply *reply)
{
    struct reply_domains *domains = &reply->as.domains;

    domains->items = mem_array(2, sizeof(struct domain *));
    domains->items[0] = shop();
    domains->items[1] = shop();
    domains->count = 2;
    strcpy(domains->next, "5:shop.example");
    domains->counts = (struct domain_counts){9, 8, 7, 6, 5};
}

static void make_token(struct reply *reply)
{
    strcpy(reply->as.token, "ncp-verify=0123456789abcdef");
}

static void make_check(struct reply *reply)
{
    reply->as.check = checked();
}

static void make_records(struct reply *reply)
{
    struct name zone;

    assert_true(name_parse("example", &zone));
    reply->as.records.domain = shop();
    requirement_list_make(reply->as.records.domain, &zone, &reply->as.records.list);
    strcpy(reply->as.records.zone, "example");
    strcpy(reply->as.records.providers[0], "gabia");
    strcpy(reply->as.records.providers[1], "cafe24");
}

static void make_shares(struct reply *reply)
{
    struct domain *domain = shop();

    reply->as.shares.items = domain->shares;
    reply->as.shares.count = domain->share_count;
    domain->shares = NULL;
    domain->share_count = 0;
    domain_free(domain);
}

static void make_log(struct reply *reply)
{
    struct reply_log *log = &reply->as.log;

    log->rows = mem_array(2, sizeof(struct log_row));
    log->count = 2;
    log->rows[0] = (struct log_row){17, now_ms, "jo", "shop.example", "verify", NULL};
    log->rows[0].detail = mem_text("{\"codes\":[\"host-doubled\"],\"seen\":\"\\\"x\\\"\"}");
    log->rows[1] = (struct log_row){16, now_ms, "auto", "", "project-create", NULL};
    strcpy(log->next, "16");
}

static void make_project(struct reply *reply)
{
    struct project *project = &reply->as.project;

    strcpy(project->name, "crm");
    strcpy(project->key, "b7720d1c-1111-4222-8333-444455556666");
    project->created_at = now_ms;
}

static void make_projects(struct reply *reply)
{
    struct reply one = {0};

    make_project(&one);
    reply->as.projects.items = mem_dup(&one.as.project, sizeof one.as.project);
    reply->as.projects.count = 1;
}

static void make_credentials(struct reply *reply)
{
    struct credential *items = mem_array(2, sizeof *items);

    strcpy(items[0].access_key, "VK1");
    items[0].read_only = true;
    items[0].created_at = now_ms;
    strcpy(items[1].access_key, "VK2");
    reply->as.credentials.items = items;
    reply->as.credentials.count = 2;
}

static void make_new_credential(struct reply *reply)
{
    struct credential *item = mem_array(1, sizeof *item);

    strcpy(item->access_key, "VK3");
    strcpy(item->secret_key, "c2VjcmV0");
    item->read_only = true;
    item->created_at = now_ms;
    reply->as.credentials.items = item;
    reply->as.credentials.count = 1;
}

static void make_key(struct reply *reply)
{
    reply->as.key = mem_text("-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n");
}

static void make_import(struct reply *reply)
{
    struct import_row *rows = mem_array(2, sizeof *rows);

    rows[0] = (struct import_row){1, mem_text("Shop.Example"), "shop.example", "new", NULL};
    rows[1] = (struct import_row){7, mem_text("nobody"), "", "invalid", mem_text("no name")};
    reply->as.import = (struct reply_import){rows, 2};
}

static void make_import_job(struct reply *reply)
{
    struct reply_job *job = &reply->as.job;

    *job = (struct reply_job){.kind = JOB_IMPORT,
                              .state = JOB_DONE,
                              .total = 1,
                              .done = 1,
                              .created_at = now_ms,
                              .ended_at = now_ms + 5};
    strcpy(job->id, "b7720d1c-1111-4222-8333-444455556666");
    job->results = mem_array(1, sizeof *job->results);
    job->count = 1;
    job->results[0].line = 1;
    job->results[0].written = mem_text("Shop.Example");
    strcpy(job->results[0].name, "shop.example");
    strcpy(job->results[0].result, "new");
}

static void make_verify_job(struct reply *reply)
{
    struct reply_job *job = &reply->as.job;

    *job = (struct reply_job){
        .kind = JOB_VERIFY, .state = JOB_RUNNING, .total = 3, .done = 2, .created_at = now_ms};
    strcpy(job->id, "b7720d1c-1111-4222-8333-444455556666");
    job->results = mem_array(2, sizeof *job->results);
    job->count = 2;
    strcpy(job->results[0].name, "shop.example");
    strcpy(job->results[0].result, "fail");
    job->results[0].codes = mem_text("spf-missing host-doubled");
    job->results[0].looked = 1u << RECORD_SPF;
    job->results[0].status[RECORD_SPF] = CHECK_FAIL;
    job->results[0].check = mem_text("{\"domain\":\"shop.example\"}");
    strcpy(job->results[1].name, "gone.example");
    strcpy(job->results[1].result, "error");
    strcpy(job->results[1].code, "no-domain");
    job->results[1].message = mem_text("there is no such domain");
    strcpy(job->next, "2");
}

static void make_backup(struct reply *reply)
{
    reply->as.backup = (struct reply_backup){mem_text("/tmp/x"), 4096, 7, 2, 3, false};
}

static void make_rotation(struct reply *reply)
{
    reply->as.rotation = (struct reply_rotation){mem_text("/tmp/key"), 5, 6};
}

static void make_nothing(struct reply *reply)
{
    (void)reply;
}

struct way {
    enum reply_kind kind;
    void (*make)(struct reply *reply);
};

// clang-format off
static const struct way ways[] = {
    {REPLY_NOTHING, make_nothing}, {REPLY_DOMAIN, make_domain}, {REPLY_DOMAIN, make_guest},
    {REPLY_DOMAINS, make_domains}, {REPLY_TOKEN, make_token}, {REPLY_CHECK, make_check},
    {REPLY_RECORDS, make_records}, {REPLY_SHARES, make_shares}, {REPLY_LOG, make_log},
    {REPLY_PROJECT, make_project}, {REPLY_PROJECTS, make_projects},
    {REPLY_CREDENTIALS, make_credentials}, {REPLY_CREDENTIALS, make_new_credential},
    {REPLY_KEY, make_key}, {REPLY_IMPORT, make_import}, {REPLY_JOB, make_import_job},
    {REPLY_JOB, make_verify_job}, {REPLY_BACKUP, make_backup}, {REPLY_ROTATION, make_rotation},
};
// clang-format on

static struct reply made(const struct way *way)
{
    struct reply reply = reply_of(way->kind);

    way->make(&reply);
    return reply;
}

__attribute__((unused)) static char *spelt(const struct reply *reply)
{
    json_t *json = wire_answer_more(reply);
    char *text = json_dumps(json, JSON_COMPACT);

    json_decref(json);
    return text;
}

__attribute__((unused)) static json_t *parsed(const char *text)
{
    struct fault fault = {0};
    json_t *json = NULL;

    if (wire_parse(text, strlen(text), 10000, &json, &fault)) {
        fail_msg("%s: %s", fault.message, text);
    }
    return json;
}
