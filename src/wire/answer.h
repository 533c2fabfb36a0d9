// SPDX-License-Identifier: MIT
#pragma once
/*
 * What HTTP answers, both ways. wire_answer() (wire/wire.h) makes the one object that everybody
 * gets; here is the same with one member more, "more", in its objects, by which vouch's own client
 * gets back exactly the reply that was sent (header x-vouch-more: 1), and the way back. Reading is
 * strict: a member that is missing or of another type is a fault (STATUS_UNSURE, code
 * "bad-answer"), never a crash; text is made safe for screens. Without "more" times are whole
 * seconds, and what only the console draws is not known.
 */
#include "engine/engine.h"

struct json_t;

/* Strict JSON: an object or array, no name twice, at most LIMIT_JSON_DEPTH deep and `most` values
 * in all. STATUS_INVALID, code "bad-json". A new reference, only on success. */
enum status wire_parse(const char *bytes, size_t n, size_t most, struct json_t **out,
                       struct fault *fault) MUST_USE;

/* A new reference, never NULL. The reply has no fault. */
struct json_t *wire_answer_more(const struct reply *reply);
/* *out is overwritten; on failure it is empty. */
enum status wire_answer_read(enum reply_kind kind, const struct json_t *json, struct reply *out,
                             struct fault *fault) MUST_USE;
/* {"error":{...}} (wire_fault() writes it) as a fault of this status. False: it is none. */
bool wire_fault_read(const struct json_t *json, enum status status, struct fault *out) MUST_USE;

/* What a long poll brings: events of one project, and the sequence to ask after next time. */
struct event_batch {
    struct event *items;
    size_t count;
    int64_t next;
};

/* {"events":[{"seq","at","kind","domain","job"}],"next":SEQ} */
struct json_t *wire_events(const struct event_batch *batch);
/* project: whose they are, which is not on the wire. */
enum status wire_events_read(const struct json_t *json, const char *project,
                             struct event_batch *out, struct fault *fault) MUST_USE;
void event_batch_clear(struct event_batch *batch);

/* Compact JSON without a newline, controls escaped, appended. Takes the reference. */
void wire_write(struct json_t *json, struct buffer *out);
