// SPDX-License-Identifier: MIT
/* Any bytes are an answer or a fault; an answer that was read is written and read again the same.
 */
#include "wire/wire.h"
#include "wire/answer.h"
#include "wire/call.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

enum { VALUES_MOST = 100000 };

static void expect(bool truth)
{
    if (!truth) {
        abort();
    }
}

static char *spelt(const struct reply *reply)
{
    json_t *json = wire_answer_more(reply);
    char *text = json_dumps(json, JSON_COMPACT);

    json_decref(json);
    return text;
}

/* Times in words lose their milliseconds only on the first way. */
static void check_answer(enum reply_kind kind, const json_t *json)
{
    struct reply first, second;
    struct fault fault = {0};
    char *there, *back;
    json_t *again;

    if (wire_answer_read(kind, json, &first, &fault)) {
        expect(fault.message[0] && first.kind == REPLY_NOTHING);
        return;
    }
    expect(first.kind == kind);
    there = spelt(&first);
    again = json_loads(there, 0, NULL);
    if (again && wire_answer_read(kind, again, &second, NULL) == STATUS_OK) {
        back = spelt(&second);
        expect(strcmp(there, back) == 0);
        free(back);
        reply_clear(&second);
    }
    json_decref(again);
    free(there);
    reply_clear(&first);
}

static void check_arguments(const json_t *json)
{
    for (int verb = VERB_NONE + 1; verb < VERB_COUNT; verb++) {
        struct request request;
        struct call call = {.method = NULL};

        request_init(&request, (enum verb)verb);
        if (wire_arguments_read(json, &request, NULL) == STATUS_OK &&
            request_check(&request, NULL) == STATUS_OK &&
            wire_call(&request, &call, NULL) == STATUS_OK) {
            expect(buffer_text(&call.target)[0] == '/');
            expect(strcspn(buffer_text(&call.target), " \r\n\t#") == call.target.length);
        }
        call_clear(&call);
        request_clear(&request);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct event_batch batch;
    struct fault fault = {0};
    json_t *json = NULL;

    wire_open();
    if (wire_parse((const char *)bytes, n, VALUES_MOST, &json, &fault)) {
        return 0;
    }
    for (int kind = 0; kind < REPLY_KIND_COUNT; kind++) {
        check_answer((enum reply_kind)kind, json);
    }
    if (wire_events_read(json, "default", &batch, NULL) == STATUS_OK) {
        event_batch_clear(&batch);
    }
    (void)wire_fault_read(json, STATUS_REFUSED, &fault);
    check_arguments(json);
    json_decref(json);
    return 0;
}
