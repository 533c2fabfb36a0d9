// SPDX-License-Identifier: MIT
#include "base/words.h"
#include "remote/inside.h"

#include <jansson.h>

/* What a status of HTTP means here; the server reads it the other way round. 5xx that is not here
 * is trouble of the other side. */
// clang-format off
static const struct { int http; enum status status; } statuses[] = {
    {400, STATUS_INVALID},
    {401, STATUS_REFUSED},
    {403, STATUS_REFUSED},
    {404, STATUS_MISSING},
    {405, STATUS_INVALID},
    {409, STATUS_REFUSED},
    {412, STATUS_REFUSED},
    {413, STATUS_INVALID},
    {415, STATUS_INVALID},
    {429, STATUS_BUSY},
    {431, STATUS_INVALID},
    {503, STATUS_UNSURE},
};
// clang-format on

static enum status status_of(int http)
{
    for (size_t i = 0; i < COUNT(statuses); i++) {
        if (statuses[i].http == http) {
            return statuses[i].status;
        }
    }
    return http >= 500 && http < 600 ? STATUS_INTERNAL : STATUS_UNSURE;
}

/* The other side says why, unless it is another other side. */
static void refusal_read(const struct remote *remote, const struct http_answer *answer,
                         const json_t *json, struct fault *fault)
{
    enum status status = status_of(answer->code);

    if (answer->code >= 400 && json && wire_fault_read(json, status, fault)) {
        return;
    }
    if (answer->code >= 300 && answer->code < 400) {
        fault_set(fault, STATUS_UNSURE, "bad-answer",
                  _("%s sends us elsewhere, which is not followed: is this the API's address?"),
                  remote->host);
        return;
    }
    fault_set(fault, status, "bad-answer", _("%s answers %d and does not say why"), remote->host,
              answer->code);
}

/* NULL: no JSON; fault says so. */
static json_t *parse(const struct remote *remote, const struct http_answer *answer,
                     struct fault *fault)
{
    struct fault trouble = {0};
    json_t *json = NULL;

    if (wire_parse(answer->body, answer->length, REMOTE_VALUES, &json, &trouble)) {
        fault_set(fault, STATUS_UNSURE, "bad-answer", _("what %s answers is not vouch's JSON: %s"),
                  remote->host, trouble.message);
        return NULL;
    }
    return json;
}

static enum status payload_read(const struct remote *remote, const struct http_answer *answer,
                                enum reply_kind expected, struct reply *reply, struct fault *fault)
{
    enum reply_kind kind = answer->code == 202 ? REPLY_JOB : expected;
    json_t *json = parse(remote, answer, fault);
    struct fault trouble = {0};
    enum status status = STATUS_UNSURE;

    if (json) {
        status = wire_answer_read(kind, json, reply, &trouble);
        json_decref(json);
    }
    if (trouble.status) {
        fault_set(fault, STATUS_UNSURE, "bad-answer", _("what %s answers is not vouch's JSON: %s"),
                  remote->host, trouble.message);
    }
    return status;
}

bool answer_read(const struct remote *remote, const struct http_answer *answer,
                 enum reply_kind expected, struct reply *reply)
{
    struct fault fault = answer->fault, unread = {0};
    bool is_well = answer->code >= 200 && answer->code <= 202;

    reply_init(reply);
    if (is_well && payload_read(remote, answer, expected, reply, &fault) == STATUS_OK) {
        reply->created = answer->code == 201;
        reply->accepted = answer->code == 202;
        return true;
    }
    if (answer->code != 0 && !is_well) {
        json_t *json = parse(remote, answer, &unread);

        refusal_read(remote, answer, json, &fault);
        json_decref(json);
    }
    reply_fail(reply, &fault);
    return false;
}
