// SPDX-License-Identifier: MIT
#pragma once
/* Engine messages as JSON, by the shapes of the CLI and API contracts, and back. jansson stays
 * inside this floor's .c files and those who include <jansson.h> by right (server, remote). */
#include "base/library.h"
#include "engine/engine.h"

struct json_t;

/* Once, before anything else: jansson takes its memory from base/memory.h, so that no call here
 * runs out of it. */
void wire_open(void);

/* One JSON object for the payload; for lists, the i-th object (wire_reply_count() of them).
 * NULL-safe, new reference. */
size_t wire_reply_count(const struct reply *reply);
struct json_t *wire_reply(const struct reply *reply, size_t i);
/* The whole reply as one object, as it goes over HTTP: {"domains":[...],"next","counts"},
 * {"records":[...]}, ...; what is no list is its own object; REPLY_NOTHING is {}. New reference. */
struct json_t *wire_answer(const struct reply *reply);
/* {"error":{"code","message","detail"}} */
struct json_t *wire_fault(const struct fault *fault);
struct json_t *wire_domain(const struct domain *domain);
struct json_t *wire_finding(const struct finding *finding);
/* The same as one line of text, appended with a newline. Controls are escaped. */
void wire_reply_line(const struct reply *reply, size_t i, struct buffer *out);
void wire_answer_line(const struct reply *reply, struct buffer *out);
void wire_fault_line(const struct fault *fault, struct buffer *out);
/* {"error":"..."}: a header that `authres` cannot read is an answer about the header, not an error
 * of ours. */
void wire_unreadable_line(const char *why, struct buffer *out);
/* {"vouch":"0.1.0","libraries":{"libuv":"1.44.2",...}} */
void wire_version_line(const char *version, const struct library *libraries, size_t count,
                       struct buffer *out);
