// SPDX-License-Identifier: MIT
#include "base/text.h"
#include "base/words.h"
#include "engine/limits.h"
#include "server/inside.h"

#include <string.h>

static enum MHD_Result field_seen(void *arg, enum MHD_ValueKind kind, const char *name,
                                  const char *value)
{
    (void)kind;
    heads_add(arg, name, value ? value : "");
    return MHD_YES;
}

static enum status find_route(struct visit *visit, struct fault *fault)
{
    enum status status = route_find(visit->method, visit->target, &visit->routed, fault);

    if (status) {
        return status;
    }
    if (visit->routed.route == ROUTE_METHOD) {
        return fault_set(fault, STATUS_INVALID, "no-such-method",
                         _("%s is not understood here, only %s"), visit->method,
                         visit->routed.allowed);
    }
    return visit->routed.route == ROUTE_NONE
               ? fault_set(fault, STATUS_MISSING, "no-such-route", _("there is nothing here"))
               : STATUS_OK;
}

/* By the Unix socket comes the user of this machine, as any project. */
static enum status be_local(struct visit *visit, struct fault *fault)
{
    const char *project = visit->heads.values[HEAD_PROJECT];
    struct request *request = &visit->routed.request;

    if (project && !text_copy(request->project, sizeof request->project, project)) {
        return fault_set(fault, STATUS_INVALID, "usage", _("the name of a project is too long"));
    }
    text_copy(request->actor, sizeof request->actor, visit->httpd->server->peer);
    request->read_only = text_equal(visit->heads.values[HEAD_READ_ONLY], "1");
    return STATUS_OK;
}

static enum status be_proved(struct visit *visit, struct fault *fault)
{
    const struct request *request = &visit->routed.request;

    if (request->verb != VERB_NONE && command_at(request->verb)->permission == MAY_OPERATE) {
        return fault_set(fault, STATUS_REFUSED, "operator-only",
                         _("this is done on the engine's own machine only"));
    }
    visit->is_proved = true;
    return proof_read(&visit->heads, visit->method, visit->target, &visit->proof, fault);
}

static enum status read_conditions(struct visit *visit, struct fault *fault)
{
    struct request *request = &visit->routed.request;
    const char *key = visit->heads.values[HEAD_IDEMPOTENCY];

    text_copy(request->language, sizeof request->language, visit->language);
    if (key && text_equal(visit->method, "POST") &&
        (*key == '\0' || !text_copy(request->idempotency, sizeof request->idempotency, key))) {
        return fault_set(fault, STATUS_INVALID, "bad-request",
                         _("Idempotency-Key has 1 to %zu characters"),
                         sizeof request->idempotency - 1);
    }
    return text_equal(visit->method, "GET")
               ? STATUS_OK
               : heads_revision(&visit->heads, &request->revision, fault);
}

/* "application/json; charset=utf-8" is application/json. */
static bool is_type(const char *value, const char *type)
{
    size_t n = strlen(type);

    return value && text_starts_nocase(value, type) && strchr("; \t", value[n]) != NULL;
}

static enum status expect_body(struct visit *visit, struct fault *fault)
{
    const char *type = visit->heads.values[HEAD_TYPE];
    enum verb verb = visit->routed.request.verb;
    bool is_file = verb != VERB_NONE && route_file(verb) != NULL;
    bool is_right = is_file ? is_type(type, "text/csv") || is_type(type, "text/plain")
                            : is_type(type, "application/json");

    visit->body_most = is_file ? LIMIT_IMPORT : LIMIT_BODY;
    visit->list = is_file ? visit_list_new() : NULL;
    if (!heads_have_body(&visit->heads)) {
        return STATUS_OK;
    }
    if (!text_equal(visit->method, "POST")) {
        return fault_set(fault, STATUS_INVALID, "bad-request", _("no body belongs here"));
    }
    if (!is_right) {
        return fault_set(fault, STATUS_INVALID, "wrong-type", _("the body must be %s"),
                         is_file ? "text/csv" : "application/json");
    }
    return heads_length(&visit->heads) > (int64_t)visit->body_most
               ? fault_set(fault, STATUS_INVALID, "large-body",
                           _("a body has at most %zu bytes here"), visit->body_most)
               : STATUS_OK;
}

/* That it lives is for everybody. */
static bool answer_health(struct visit *visit)
{
    if (visit->routed.route != ROUTE_HEALTH) {
        return false;
    }
    answer_plain(&visit->answer);
    buffer_add_text(&visit->answer.body, "ok\n");
    visit->state = VISIT_READY;
    return true;
}

enum status visit_read_head(struct visit *visit, const char *method, struct fault *fault)
{
    enum status status;

    visit->method = method;
    MHD_get_connection_values(visit->connection, MHD_HEADER_KIND, field_seen, &visit->heads);
    heads_language(&visit->heads, visit->language);
    if (visit->language[0]) {
        words_use(visit->language); /* visit_step() puts it back */
    }
    status = heads_check(&visit->heads, method, visit->target, fault);
    status = status ? status : find_route(visit, fault);
    if (status || answer_health(visit)) {
        return status;
    }
    status = visit->httpd->is_local ? be_local(visit, fault) : be_proved(visit, fault);
    status = status ? status : read_conditions(visit, fault);
    return status ? status : expect_body(visit, fault);
}
