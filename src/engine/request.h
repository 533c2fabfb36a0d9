// SPDX-License-Identifier: MIT
#pragma once
/*
 * What a mouth asks: a verb and its arguments by the names of the command table, in whose name. A
 * message: it can be copied, queued and sent elsewhere. Values are text; the table says what they
 * mean.
 */
#include "base/fault.h"
#include "engine/command.h"

#include <stdint.h>

struct request_value {
    const char *name; /* borrowed from the command table */
    char *value;
};

/* How a request from elsewhere proves in whose name it comes. The engine finds the secret and says
 * whether this was signed with it, so no mouth ever holds one. */
struct proof {
    char access_key[64];
    char signature[64]; /* base64, as it came */
    char nonce[72]; /* accepted once; "": signature v2 as it is elsewhere, which may only read */
    int64_t at;     /* when it was signed, by the signer's clock */
    char *text;     /* what was signed (keys/signature.h); the request's own */
};

struct request {
    enum verb verb;
    char project[64]; /* name of the acting project; "" : "default" */
    char actor[64];   /* who, for the activity log: user name, access key or "auto" */
    struct request_value *values;
    size_t count, capacity;
    bool packed; /* the texts stand behind the values, in one piece of memory */
    char idempotency[80];
    int64_t revision;    /* If-Match: refuse when the domain has another one; 0: any */
    bool read_only;      /* a read key: MAY_MANAGE is refused */
    bool knock;          /* only say whether it would be let in: answered with the project */
    bool names_only;     /* of a list no more than names and roles need be told */
    char language[4];    /* of what is said about it: "en", "ja", "ko"; "": this process's own */
    struct proof *proof; /* project, actor and read_only follow from it; NULL: the mouth knows who
                            asks. Set with request_prove() */
};

void request_init(struct request *request, enum verb verb);
void request_clear(struct request *request);
void request_copy(struct request *to,
                  const struct request *from); /* to is overwritten, not cleared */
/* Copies the proof. */
void request_prove(struct request *request, const struct proof *proof);
/* Adds a value; the name must be one of the verb's arguments (asserted). NULL value: ignored. */
void request_set(struct request *request, const char *name, const char *value);
/* The same, but instead of all values the name has. */
void request_replace(struct request *request, const char *name, const char *value);
const char *request_get(const struct request *request,
                        const char *name); /* the first; NULL: absent */
bool request_has(const struct request *request, const char *name);
/* The i-th value of a repeated argument; NULL: no more. */
const char *request_get_nth(const struct request *request, const char *name, size_t i);
/* Checks names, choices, numbers and what is required, by the table. code "usage". */
enum status request_check(const struct request *request, struct fault *fault) MUST_USE;
/* A number argument within [least, most], or fallback when absent. request_check() has passed. */
int64_t request_number(const struct request *request, const char *name, int64_t fallback);
