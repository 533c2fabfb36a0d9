// SPDX-License-Identifier: MIT
#include "base/text.h"
#include "base/words.h"

#include "keys/signature.h"
#include "server/inside.h"
#include "wire/answer.h"
#include "wire/call.h"
#include "wire/wire.h"

#include <jansson.h>
#include <string.h>

/* A body of LIMIT_BODY is made of fewer, or made to cost memory. */
enum { BODY_VALUES = 8192 };

/* What the engine says comes on the loop, in the language that the process has by then. */
static const char *speak(const struct visit *visit)
{
    const char *before = NULL;

    if (visit->language[0]) {
        before = words_language();
        words_use(visit->language);
    }
    return before;
}

/* From now on it comes in the name of the one who knocked, whose body may be read. */
static void knock_answered(void *arg, struct reply *reply)
{
    struct visit *visit = arg;
    struct request *request = &visit->routed.request;
    const char *before = speak(visit);

    visit->ticket = 0;
    if (reply->status) {
        visit_fail(visit, &reply->fault);
        visit->answer.is_last = heads_end_connection(&visit->heads, &reply->fault);
        visit->state = VISIT_TURNED_AWAY;
    } else {
        text_copy(request->project, sizeof request->project, reply->as.project.name);
        if (visit->is_proved) {
            text_copy(request->actor, sizeof request->actor, visit->proof.access_key);
        }
        visit->is_proved = false;
        visit->state = VISIT_LET_IN;
    }
    words_use(before);
    visit_resume(visit);
}

void visit_knock(struct visit *visit)
{
    const struct request *wanted = &visit->routed.request;
    struct request knock;

    request_init(&knock, wanted->verb == VERB_NONE ? VERB_PROJECT_KEY : wanted->verb);
    text_copy(knock.project, sizeof knock.project, wanted->project);
    text_copy(knock.actor, sizeof knock.actor, wanted->actor);
    text_copy(knock.language, sizeof knock.language, visit->language);
    knock.read_only = wanted->read_only;
    knock.knock = true;
    if (visit->is_proved) {
        request_prove(&knock, &visit->proof);
    }
    visit->state = VISIT_KNOCKING;
    visit->ticket = engine_submit(visit->httpd->server->engine, &knock, knock_answered, visit);
    request_clear(&knock);
}

static void answered(void *arg, struct reply *reply)
{
    struct visit *visit = arg;
    const char *before = speak(visit);

    visit->ticket = 0;
    visit_list_answered(visit, reply);
    answer_reply(&visit->answer, reply, text_equal(visit->heads.values[HEAD_MORE], "1"));
    visit->state = VISIT_READY;
    words_use(before);
    visit_resume(visit);
}

static enum status read_json(struct visit *visit, struct fault *fault)
{
    json_t *json = NULL;
    enum status status;

    if (visit->body.length == 0) {
        return STATUS_OK;
    }
    status = wire_parse(visit->body.bytes, visit->body.length, BODY_VALUES, &json, fault);
    if (status == STATUS_OK) {
        status = wire_arguments_read(json, &visit->routed.request, fault);
        json_decref(json);
    }
    return status;
}

/* What is signed without a nonce is signed without its body. */
static enum status check_body(const struct visit *visit, const char *bytes, size_t n,
                              struct fault *fault)
{
    char hash[SIGNATURE_HASH];

    if (visit->proof.nonce[0] == '\0') {
        return STATUS_OK;
    }
    signature_hash(bytes, n, hash);
    return proof_covers(&visit->proof, &visit->heads, hash, fault);
}

static enum status read_body(struct visit *visit, struct fault *fault)
{
    enum status status;

    if (visit->body_is_large) {
        return fault_set(fault, STATUS_INVALID, "large-body",
                         _("a body has at most %zu bytes here"), visit->body_most);
    }
    if (visit->list) {
        return visit_list_end(visit, fault);
    }
    status = check_body(visit, buffer_text(&visit->body), visit->body.length, fault);
    return status ? status : read_json(visit, fault);
}

void visit_ask(struct visit *visit)
{
    struct request *request = &visit->routed.request;
    struct fault fault = {0};

    if (read_body(visit, &fault)) {
        visit_fail(visit, &fault);
        return;
    }
    if (visit->is_proved) {
        request_prove(request, &visit->proof);
    }
    visit->state = VISIT_ASKING;
    visit->ticket = engine_submit(visit->httpd->server->engine, request, answered, visit);
}

static void happened(void *arg, const struct event_batch *batch)
{
    struct visit *visit = arg;

    visit->follower = NULL;
    answer_clear(&visit->answer);
    visit->answer.status = 200;
    visit->answer.type = "application/json";
    wire_write(wire_events(batch), &visit->answer.body);
    buffer_add_byte(&visit->answer.body, '\n');
    visit->state = VISIT_READY;
    visit_resume(visit);
}

/* Without a body, for those who knocked and do not go on to the engine. */
static bool is_covered(struct visit *visit)
{
    struct fault fault = {0};

    if (check_body(visit, "", 0, &fault)) {
        visit_fail(visit, &fault);
        return false;
    }
    return true;
}

void visit_figures(struct visit *visit)
{
    if (is_covered(visit)) {
        answer_plain(&visit->answer);
        metrics_write(&visit->httpd->server->metrics, &visit->answer.body);
        visit->state = VISIT_READY;
    }
}

void visit_follow(struct visit *visit)
{
    if (!is_covered(visit)) {
        return;
    }
    visit->state = VISIT_ASKING;
    visit->follower = events_follow(visit->httpd->server->events, visit->routed.request.project,
                                    visit->routed.after, visit->routed.wait_s, happened, visit);
}
