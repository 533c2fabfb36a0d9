// SPDX-License-Identifier: MIT
#pragma once
/*
 * What HTTP carries after the head, both ways: every kind of reply as one JSON object, a fault, a
 * batch of events. A list stands under its plural: {"domains":[...],"next":null,"counts":{...}},
 * {"records":[...]}, {"shares":[...]}, {"log":[...],"next":null}, {"projects":[...]},
 * {"credentials":[...]}, {"rows":[...]}; REPLY_NOTHING is {}. With `more`, objects have one member
 * more, "more", whose content is free and by which vouch's own client gets back exactly the reply
 * that was sent (x-vouch-more: 1). Reading is strict: a member that is missing or of another type
 * is a fault (code "bad-answer"), never a crash; text is made safe for screens.
 */
#include "engine/engine.h"

struct json_t;

enum { WIRE_DEPTH = 16 };

/* Strict JSON: one object or array, no duplicate keys, at most WIRE_DEPTH deep and `most` values
 * in all. STATUS_INVALID, code "bad-json". *out only on success, a new reference. */
enum status wire_parse(const char *bytes, size_t n, size_t most, struct json_t **out,
                       struct fault *fault) MUST_USE;

/* A new reference, never NULL. The reply has no fault. */
struct json_t *wire_body(const struct reply *reply, bool more);
/* *out is overwritten; on failure it is empty. */
enum status wire_body_read(enum reply_kind kind, const struct json_t *body, struct reply *out,
                           struct fault *fault) MUST_USE;

/* {"error":{...}} (wire_fault() writes it) as a fault of this status. False: it is none. */
bool wire_fault_read(const struct json_t *body, enum status status, struct fault *out) MUST_USE;

/* What a long poll brings: events of one project, and the sequence to ask after next time. */
struct event_batch {
    struct event *items;
    size_t count;
    int64_t next;
};

/* {"events":[{"seq","at","kind","domain"}],"next":SEQ} */
struct json_t *wire_events(const struct event_batch *batch);
/* project: whose they are, which is not on the wire. */
enum status wire_events_read(const struct json_t *body, const char *project,
                             struct event_batch *out, struct fault *fault) MUST_USE;
void event_batch_clear(struct event_batch *batch);

/* One line of compact JSON without a newline, controls escaped: what is sent as a body. Takes the
 * reference. */
void wire_write(struct json_t *json, struct buffer *out);
