// SPDX-License-Identifier: MIT
#pragma once
/*
 * A request as HTTP sees it, by the command table alone: method, target and JSON body. Arguments
 * that the route names ({domain}; "_" for "-") are in the path, percent-encoded; the rest is the
 * query of GET and DELETE, or the members of the body: a number is a JSON number, a flag true, a
 * comma list an array of strings, an argument that may be repeated (and is no positional) an array,
 * everything else a string. In a query a flag is "true" and a comma list stays one text.
 * ARGUMENT_HERE is never sent. A route that names {domain} where the domain is absent is written
 * without "/domains/{domain}".
 */
#include "base/buffer.h"
#include "engine/request.h"

struct json_t;

struct call {
    const char *method;   /* borrowed from the table */
    struct buffer target; /* "/v1/domains/shop.example/verify": what is sent, and signed */
    struct buffer body;   /* empty: none */
};

/* STATUS_REFUSED, code "no-route": the verb is not offered over HTTP. */
enum status wire_call(const struct request *request, struct call *out, struct fault *fault) MUST_USE;
void call_clear(struct call *call);

/* The other side. Arguments from a body, into a request that has those of the path already; a name
 * that is not in the table, or a value of another type, is refused with code "usage". */
enum status wire_arguments_read(const struct json_t *body, struct request *request,
                                struct fault *fault) MUST_USE;
