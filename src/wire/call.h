// SPDX-License-Identifier: MIT
#pragma once
/*
 * A request as HTTP sees it, by the command table alone: method, target and body. Arguments that
 * the route names ({domain}; "_" for "-") are in the path, percent-encoded. The content of a
 * command's file is the body as it is; everything else is then in the query, as it is for GET and
 * DELETE. Otherwise the body is a JSON object: a number is a JSON number, a flag true, a comma list
 * an array of strings, what may be repeated (and is no positional) an array, the rest strings. In a
 * query a flag is "true" and a comma list one text. ARGUMENT_HERE is never sent. A route that names
 * {domain} where the domain is absent is written without "/domains/{domain}".
 */
#include "base/buffer.h"
#include "engine/request.h"

struct json_t;

struct call {
    const char *method;       /* borrowed from the table */
    struct buffer target;     /* "/v1/domains/shop.example/verify": what is sent, and signed */
    struct buffer body;       /* empty: none */
    const char *content_type; /* of the body; NULL: none */
};

/* STATUS_REFUSED, code "no-route": the verb is not offered over HTTP. */
enum status wire_call(const struct request *request, struct call *out,
                      struct fault *fault) MUST_USE;
void call_clear(struct call *call);

/* The other side: the members of a body, into a request that has those of the path already. A name
 * that is not in the table or stands in the path, or a value of another type, is refused with code
 * "usage". */
enum status wire_arguments_read(const struct json_t *body, struct request *request,
                                struct fault *fault) MUST_USE;
/* The argument that JSON, query and route call so; NULL: none. */
const struct argument *wire_argument(enum verb verb, const char *outer);
