// SPDX-License-Identifier: MIT
#pragma once
/* Inside the description of the API: its chapters, and what they share. */
#include "cli/own.h"
#include "cli/yaml.h"

/* A $ref to a component: kind is "schemas", "parameters", ...; name "A|B" is one of them. */
void openapi_ref(struct yaml *yaml, const char *kind, const char *name);
/* An enum of the words of "a|b|c". */
void openapi_choices(struct yaml *yaml, const char *words);
/* Copies the word before the next '|' and moves *words behind it; false: none is left. */
enum { OPENAPI_WORD = 64 };
bool openapi_choice(const char **words, char out[OPENAPI_WORD]);

/* Everything under "paths", "components" and its "schemas". */
void openapi_paths(struct yaml *yaml);
void openapi_components(struct yaml *yaml);
void openapi_schemas(struct yaml *yaml);

/* One operation of a command, under its method. The route is the command's, or the shorter one
 * without its domain. */
void openapi_operation(struct yaml *yaml, enum verb verb, const char *route);
/* Its answers, good and bad. */
void openapi_answers(struct yaml *yaml, enum verb verb, bool has_body);
bool openapi_is_change(const struct command *command);  /* not only a look */
bool openapi_is_matched(const struct command *command); /* may carry If-Match */

/* How a request is signed: like signature v2 elsewhere, with body and nonce, not at all. */
enum openapi_signing { SIGNED_TO_READ, SIGNED_TO_CHANGE, SIGNED_NOT, SIGNING_COUNT };
void openapi_security(struct yaml *yaml, enum openapi_signing signing);
void openapi_security_schemes(struct yaml *yaml);

/* When an error may be answered. */
enum openapi_situation {
    WHEN_EVER = 1,    /* whatever is asked for */
    WHEN_SIGNED = 2,  /* by somebody who says who it is */
    WHEN_BODY = 4,    /* the request has a body */
    WHEN_CHANGE = 8,  /* it changes something */
    WHEN_MATCHED = 16 /* it may carry If-Match */
};
void openapi_errors(struct yaml *yaml, unsigned situations);
void openapi_error_responses(struct yaml *yaml);

/* A header of requests by its place in the list of openapi_header.c. */
enum openapi_header {
    HEADER_LANGUAGE,
    HEADER_NCP_LANGUAGE,
    HEADER_MORE,
    HEADER_PROJECT,
    HEADER_READ_ONLY,
    HEADER_IDEMPOTENCY,
    HEADER_IF_MATCH,
    HEADER_COUNT
};
void openapi_header_ref(struct yaml *yaml, enum openapi_header header);
void openapi_headers(struct yaml *yaml); /* of requests and answers, under "components" */
