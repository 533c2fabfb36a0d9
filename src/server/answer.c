// SPDX-License-Identifier: MIT
#include "server/answer.h"

#include "base/memory.h"
#include "base/text.h"
#include "server/heads.h"
#include "wire/answer.h"
#include "wire/wire.h"

#include <string.h>

enum { BODY_OFTEN = 2048 }; /* bytes: one domain has room */

/* The first row that fits; code NULL fits every code. The client reads it the other way round. */
// clang-format off
static const struct { enum status status; const char *code; unsigned http; } statuses[] = {
    {STATUS_REFUSED,   "unsigned",          401},
    {STATUS_REFUSED,   "bad-signature",     401},
    {STATUS_REFUSED,   "late-signature",    401},
    {STATUS_REFUSED,   "replayed",          401},
    {STATUS_REFUSED,   "plain-signature",   401},
    {STATUS_REFUSED,   "body-altered",      401},
    {STATUS_REFUSED,   "read-key",          403},
    {STATUS_REFUSED,   "not-owner",         403},
    {STATUS_REFUSED,   "operator-only",     403},
    {STATUS_REFUSED,   "changed-meanwhile", 412},
    {STATUS_REFUSED,   NULL,                409},
    {STATUS_INVALID,   "no-such-method",    405},
    {STATUS_INVALID,   "large-body",        413},
    {STATUS_INVALID,   "wrong-type",        415},
    {STATUS_INVALID,   "large-head",        431},
    {STATUS_INVALID,   NULL,                400},
    {STATUS_MISSING,   NULL,                404},
    {STATUS_BUSY,      "too-many",          429},
    {STATUS_BUSY,      NULL,                503},
    {STATUS_UNSURE,    NULL,                503},
    {STATUS_IO,        NULL,                503},
    {STATUS_CANCELLED, NULL,                503},
};
// clang-format on

unsigned answer_status(const struct fault *fault)
{
    for (size_t i = 0; i < COUNT(statuses); i++) {
        if (statuses[i].status == fault->status &&
            (!statuses[i].code || text_equal(statuses[i].code, fault->code))) {
            return statuses[i].http;
        }
    }
    return 500;
}

void answer_clear(struct answer *answer)
{
    if (answer->body.bytes) {
        mem_wipe(answer->body.bytes, answer->body.capacity);
    }
    buffer_clear(&answer->body);
    *answer = (struct answer){0};
}

void answer_plain(struct answer *out)
{
    answer_clear(out);
    out->status = 200;
    out->type = "text/plain; version=0.0.4; charset=utf-8";
}

/* When to come again, where the status promises that somebody says it. */
static int64_t retry_after(const struct fault *fault)
{
    int64_t seconds;

    for (size_t i = 0; i < fault->detail_count; i++) {
        if (text_equal(fault->details[i].key, "retry_after") &&
            digits_read(fault->details[i].value, &seconds) && seconds > 0) {
            return seconds;
        }
    }
    return 1;
}

void answer_fault(struct answer *out, const struct fault *fault)
{
    answer_clear(out);
    out->status = answer_status(fault);
    out->type = "application/json";
    if (out->status == 429 || out->status == 503) {
        out->retry_after_s = retry_after(fault);
    }
    wire_fault_line(fault, &out->body);
}

static int64_t revision_of(const struct reply *reply)
{
    switch (reply->kind) {
    case REPLY_DOMAIN:
        return reply->as.domain->revision;
    case REPLY_SPELT:
        return reply->as.spelt.revision;
    default:
        return 0;
    }
}

void answer_reply(struct answer *out, const struct reply *reply, bool more)
{
    if (reply->status) {
        answer_fault(out, &reply->fault);
        return;
    }
    answer_clear(out);
    buffer_reserve(&out->body, BODY_OFTEN);
    out->status = reply->accepted ? 202 : reply->created ? 201 : 200;
    out->type = "application/json";
    out->revision = revision_of(reply);
    if (more) {
        wire_write(wire_answer_more(reply), &out->body);
        buffer_add_byte(&out->body, '\n');
    } else {
        wire_answer_line(reply, &out->body);
    }
}
