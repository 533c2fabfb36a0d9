// SPDX-License-Identifier: MIT
#pragma once
/*
 * What the objects of this floor look like, member by member: one table, which the description of
 * the API is written from and which every to_ function is tested against. Names of schemas are
 * those of docs/openapi.yaml. English: programs read it. Pure.
 */
#include "engine/command.h"

enum member_type {
    MEMBER_TEXT,
    MEMBER_DOMAIN, /* a name as A-labels */
    MEMBER_TIME,   /* RFC 3339, UTC */
    MEMBER_NUMBER,
    MEMBER_FLAG,
    MEMBER_WORD,   /* one of "a|b" */
    MEMBER_TERM,   /* one of vocabulary_nth(of) */
    MEMBER_OBJECT, /* the schema `of`; "A|B": one of them */
    MEMBER_TEXTS,  /* an object of texts */
    MEMBER_ANY
};
enum member_use {
    MEMBER_NULLABLE = 1,
    MEMBER_LIST = 2,
    MEMBER_OPTIONAL = 4 /* may be absent; the others never are */
};
enum { SCHEMA_MEMBERS = 20 };

struct member {
    const char *name;
    enum member_type type;
    unsigned use;
    const char *of;
    const char *help;
};

struct schema {
    const char *name, *help;
    struct member members[SCHEMA_MEMBERS]; /* ends at name == NULL */
};

const struct schema *schema_nth(size_t i); /* NULL after the last */
const struct schema *schema_find(const char *name);
/* What a reply of the kind is as one object: "Domain", or "A|B". NULL: it is not sent as JSON. */
const char *schema_of_reply(enum reply_kind kind);

/* The i-th word of "state", "code", "severity", ...; NULL after the last, or no such list. */
const char *vocabulary_nth(const char *name, size_t i);
