// SPDX-License-Identifier: MIT
#include "mail/authres_verdict.h"

#include "base/array.h"
#include "base/text.h"

#include <string.h>

enum { DOMAIN_TEXT = 256 };

/* Internationalized mail shows U-labels (RFC 8616); DNS knows A-labels. */
static bool domain_parse(const char *text, struct name *out)
{
    return text_is_ascii(text, strlen(text)) ? name_parse(text, out)
                                             : name_from_user(text, out, NULL) == STATUS_OK;
}

static bool is_within_organization(const struct authres_verdict *verdict, const char *text)
{
    struct name name;

    return domain_parse(text, &name) && name_is_within(&name, verdict->organization);
}

static bool is_domain(const struct authres_verdict *verdict, const char *text)
{
    struct name name;

    return domain_parse(text, &name) && name_equal(&name, verdict->domain);
}

static bool is_pass(const char *result)
{
    return text_equal(result, "pass");
}

void authres_copy_domain(char *to, size_t size, const char *address)
{
    const char *at = strrchr(address, '@');

    text_copy(to, size, at ? at + 1 : address);
    to[strcspn(to, "<> ")] = '\0';
    text_lower(to);
}

/* The first of the properties that names a domain. */
static void property_domain(const struct authres_result *result, const char *const *names, size_t n,
                            char *to, size_t size)
{
    to[0] = '\0';
    for (size_t i = 0; i < n && to[0] == '\0'; i++) {
        const char *value = authres_prop(result, names[i]);

        authres_copy_domain(to, size, value ? value : "");
    }
}

/* A bounce has no sender: its HELO name stands for it (RFC 7208 2.4). Where both identities were
 * checked, DMARC goes by the sender. */
static void read_spf(struct authres_verdict *verdict, const struct authres_result *result)
{
    static const char *const names[] = {"smtp.mailfrom", "smtp.mail", "smtp.helo"};
    struct authres_reading *out = verdict->out;
    bool of_helo = !authres_prop(result, names[0]) && !authres_prop(result, names[1]);

    if (out->spf[0] != '\0' && (of_helo || !verdict->spf_of_helo)) {
        return;
    }
    verdict->spf_of_helo = of_helo && authres_prop(result, names[2]);
    text_copy(out->spf, sizeof out->spf, result->result);
    property_domain(result, names, COUNT(names), out->spf_domain, sizeof out->spf_domain);
    out->spf_aligned = is_within_organization(verdict, out->spf_domain);
}

static bool signs_for_domain(const struct authres_verdict *verdict,
                             const struct authres_result *result)
{
    static const char *const names[] = {"header.d", "header.i"};
    char domain[DOMAIN_TEXT];

    for (size_t i = 0; i < COUNT(names); i++) {
        property_domain(result, &names[i], 1, domain, sizeof domain);
        if (is_domain(verdict, domain)) {
            return true;
        }
    }
    return false;
}

/* The signature that says most: the domain's own, an aligned one, then others, a pass first. */
static int signature_rank(const struct authres_signature *signature, bool own)
{
    int pass = is_pass(signature->result) ? 1 : 0;

    if (!signature->aligned && !own) {
        return 1 + pass;
    }
    return 3 + (own ? 1 : 0) + 2 * pass;
}

static void take_signature(struct authres_reading *out, const struct authres_signature *signature,
                           const struct authres_result *result)
{
    const char *why = result->reason ? result->reason : result->comment;

    text_copy(out->dkim, sizeof out->dkim, signature->result);
    text_copy(out->dkim_domain, sizeof out->dkim_domain, signature->domain);
    text_copy(out->dkim_selector, sizeof out->dkim_selector, signature->selector);
    text_copy(out->reason, sizeof out->reason, why && !is_pass(signature->result) ? why : "");
}

static void read_dkim(struct authres_verdict *verdict, const struct authres_result *result)
{
    static const char *const names[] = {"header.d", "header.i"};
    struct authres_reading *out = verdict->out;
    struct authres_signature signature = {0};
    const char *selector = authres_prop(result, "header.s");
    bool own = signs_for_domain(verdict, result);
    int rank;

    text_copy(signature.result, sizeof signature.result, result->result);
    property_domain(result, names, COUNT(names), signature.domain, sizeof signature.domain);
    text_copy(signature.selector, sizeof signature.selector, selector ? selector : "");
    signature.aligned = is_within_organization(verdict, signature.domain);
    rank = signature_rank(&signature, own);
    if (rank > verdict->rank) {
        verdict->rank = rank;
        take_signature(out, &signature, result);
    }
    if (own && !is_pass(out->dkim_for_domain)) {
        text_copy(out->dkim_for_domain, sizeof out->dkim_for_domain, signature.result);
    }
    if (!text_equal(signature.result, "none")) {
        *ARRAY_ADD(out->signatures, out->signature_count, out->signature_capacity) = signature;
    }
}

/* "(p=NONE sp=NONE dis=NONE)", as Gmail and others write it. */
static void copy_policy(const char *comment, char *to, size_t size)
{
    const char *p = comment;

    while (p && !text_starts_nocase(p, "p=")) {
        p = strpbrk(p, " ;,");
        p = p ? p + 1 : NULL;
    }
    if (p) {
        text_copy(to, size, p + 2);
        to[strcspn(to, " ;,)")] = '\0';
        text_lower(to);
    }
}

static void read_dmarc(struct authres_verdict *verdict, const struct authres_result *result)
{
    static const char *const names[] = {"header.from"};
    struct authres_reading *out = verdict->out;
    const char *policy = authres_prop(result, "policy.published-domain-policy");

    if (out->dmarc[0] != '\0') {
        return;
    }
    text_copy(out->dmarc, sizeof out->dmarc, result->result);
    text_copy(out->policy, sizeof out->policy, policy ? policy : "");
    text_lower(out->policy);
    copy_policy(result->comment, out->policy, sizeof out->policy);
    property_domain(result, names, COUNT(names), out->from_domain, sizeof out->from_domain);
}

void authres_verdict_take(struct authres_verdict *verdict, const struct authres *authres)
{
    // clang-format off
    static const struct {
        const char *method;
        void (*read)(struct authres_verdict *verdict, const struct authres_result *result);
    } methods[] = { { "spf", read_spf }, { "dkim", read_dkim }, { "dmarc", read_dmarc } };
    // clang-format on

    for (size_t i = 0; i < authres->count; i++) {
        for (size_t j = 0; j < COUNT(methods); j++) {
            if (text_equal(authres->results[i].method, methods[j].method)) {
                methods[j].read(verdict, &authres->results[i]);
            }
        }
    }
}
