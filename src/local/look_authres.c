// SPDX-License-Identifier: MIT
#include "base/array.h"
#include "base/text.h"
#include "base/words.h"
#include "local/asking.h"
#include "local/handler.h"
#include "mail/dmarc_walk.h"

#include <stdlib.h>
#include <string.h>

enum { TRUSTED_MOST = 32 };

/* "mx.example, mx2.example" cut in place. */
static size_t split_ids(char *text, const char *ids[TRUSTED_MOST])
{
    size_t count = 0;

    while (*text && count < TRUSTED_MOST) {
        size_t n = strcspn(text, ",");
        char *next = text + n + (text[n] == ',');

        text[n] = '\0';
        text = text_trim(text);
        if (*text) {
            ids[count++] = text;
        }
        text = next;
    }
    return count;
}

struct flagged {
    bool seen;
    enum code code;
};

static bool is_bad(const char *result)
{
    return *result && !text_equal(result, "pass");
}

/* Where DMARC passes and SPF does not explain it, the receiver knows an alignment that the DNS does
 * not show us. */
static bool signs_for_others(const struct authres_reading *reading)
{
    bool by_spf = text_equal(reading->spf, "pass") && reading->spf_aligned;
    bool aligned = text_equal(reading->dmarc, "pass") && !by_spf;

    for (size_t i = 0; i < reading->signature_count && !aligned; i++) {
        aligned =
            reading->signatures[i].aligned && text_equal(reading->signatures[i].result, "pass");
    }
    return text_equal(reading->dkim, "pass") && !text_equal(reading->dkim_for_domain, "pass") &&
           !aligned;
}

/* What the reading says, as findings, with the words their sentences need. */
static void flag_reading(const struct authres_reading *reading, const struct name *domain,
                         struct finding_list *out)
{
    const struct flagged flags[] = {
        {reading->none, CODE_AR_NONE},
        {reading->untrusted, CODE_AR_UNTRUSTED},
        {reading->below_received, CODE_AR_BELOW_RECEIVED},
        {reading->arc_only, CODE_AR_ARC_ONLY},
        {reading->malformed, CODE_AR_MALFORMED},
        {signs_for_others(reading), CODE_AR_DKIM_OTHER_DOMAIN},
        {text_equal(reading->spf, "pass") && !reading->spf_aligned, CODE_AR_SPF_UNALIGNED},
        {is_bad(reading->spf), CODE_AR_SPF_FAIL},
        {is_bad(reading->dkim), CODE_AR_DKIM_FAIL},
        {text_equal(reading->dmarc, "fail"), CODE_AR_DMARC_FAIL},
    };
    char text[NAME_TEXT];

    name_text(domain, text);
    for (size_t i = 0; i < COUNT(flags); i++) {
        struct finding *finding;
        bool dkim = flags[i].code == CODE_AR_DKIM_FAIL;

        if (!flags[i].seen) {
            continue;
        }
        finding = finding_add(out, flags[i].code, AREA_MAIL, domain);
        finding_word(finding, "domain", "%s", text);
        finding_word(finding, "d", "%s", reading->dkim_domain);
        finding_word(finding, "id", "%s", reading->untrusted_id);
        finding_word(finding, "mailfrom", "%s", reading->spf_domain);
        finding_word(finding, "result", "%s", dkim ? reading->dkim : reading->spf);
        finding_word(finding, "reason", "%s", reading->reason);
        finding_word(finding, "policy", "%s", reading->policy);
    }
}

/* Alignment is by organization, which the tree walk tells (RFC 9989 4.10). */
static bool message_step(struct task *task, struct book *book)
{
    const char *message = request_get(&task->request, "message");
    struct reply_authres_message *out = &task->reply.as.authres_message;
    const char *trusted = request_get(&task->request, "trusted");
    const char *ids[TRUSTED_MOST];
    struct name domain;
    struct name organization;
    char *copy;
    size_t n;

    if (name_from_user(request_get(&task->request, "domain"), &domain, NULL)) {
        return true;
    }
    if (!dmarc_organization(book, &domain, &organization)) {
        return false;
    }
    task->reply.kind = REPLY_AUTHRES_MESSAGE;
    copy = mem_text(trusted ? trusted : "");
    n = split_ids(copy, ids);
    out->reading = mem_new(sizeof *out->reading);
    authres_read(message, strlen(message), &domain, &organization, ids, n, out->reading);
    flag_reading(out->reading, &domain, &out->flags);
    free(copy);
    return true;
}

static void read_header(struct task *task)
{
    const char *header = request_get(&task->request, "header");
    struct fault fault = {0};

    if (!header) {
        fault_set(&fault, STATUS_INVALID, "usage", _("either --header or --message"));
        task_fail(task, &fault);
        return;
    }
    task->reply.kind = REPLY_AUTHRES;
    if (authres_parse(header, strlen(header), &task->reply.as.authres, &fault)) {
        task_fail(task, &fault);
        return;
    }
    task_answer(task);
}

void look_authres_message(struct task *task)
{
    struct fault fault = {0};
    struct name name;
    char text[256];

    if (!request_has(&task->request, "message")) {
        read_header(task);
    } else if (!request_has(&task->request, "domain")) {
        fault_set(&fault, STATUS_INVALID, "usage", _("--message wants --domain"));
        task_fail(task, &fault);
    } else if (task_name(task, &name, text, &fault)) {
        task_fail(task, &fault);
    } else {
        task_inquire(task, message_step, NULL);
    }
}
