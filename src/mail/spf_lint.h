// SPDX-License-Identifier: MIT
#pragma once
/*
 * The whole tree of an SPF record, as a sender that matches nothing would walk it: what each term
 * costs in look-ups and void look-ups (RFC 7208 4.6.4), where a broken include, a loop or an MX
 * flood hides. Counted are include, a, mx, ptr, exists and redirect, each record read up to its
 * `all`; not the first TXT, exp= and the addresses of mail hosts. Void is an a, mx or exists whose
 * name does not exist or has no such record. Pure over a book.
 */
#include "dns/book.h"
#include "mail/spf.h"

enum spf_verdict {
    SPF_VERDICT_NONE,
    SPF_VERDICT_OK,
    SPF_VERDICT_PERMERROR,
    SPF_VERDICT_MULTIPLE,
    SPF_VERDICT_TEMPERROR
};

struct spf_node;

/* What one term costs. */
struct spf_cost {
    size_t lookups, voids;  /* with the subtree */
    bool is_void;           /* a/mx/exists/include target does not exist */
    enum outcome trouble;   /* a/mx/exists: why the DNS could not tell; OUTCOME_NONE: it could */
    size_t mx_hosts;        /* mx: how many */
    struct spf_node *below; /* include, redirect: the target's node; NULL otherwise */
};

/* What a record says of a sender that the wanted include lists. */
enum spf_meeting { SPF_MISSES, SPF_PASSES, SPF_FAILS };

/* One record of the tree. */
struct spf_node {
    struct name name;      /* where the record stands */
    struct spf *record;    /* NULL: none, several, or not read */
    size_t record_count;   /* SPF records at the name */
    enum outcome outcome;  /* of its TXT question */
    bool loop;             /* the name is on the path already: not walked */
    bool unread;           /* not walked: a macro, or behind a limit */
    size_t lookups, voids; /* of this node and everything below it */
    enum spf_meeting meeting;
    bool meets_directly;    /* by a term of its own that names the wanted include */
    struct spf_cost *costs; /* one a term, same order as record->terms */
};

struct spf_lint {
    enum spf_verdict verdict;
    struct spf_node *root;
    size_t lookups, voids;
    bool covers;          /* `wanted` include is met first with qualifier +, before an all */
    bool covers_directly; /* as a term of the root record itself */
};

/* Starts from the record published at name. wanted: the include looked for, NULL for none. False:
 * the book is waiting. */
bool spf_lint(struct book *book, const struct name *name, const struct name *wanted,
              struct spf_lint *out) MUST_USE;
/* The same for a proposed record that is not published. */
bool spf_lint_text(struct book *book, const struct name *name, const char *record,
                   const struct name *wanted, struct spf_lint *out) MUST_USE;
void spf_lint_clear(struct spf_lint *lint);
const char *spf_verdict_name(enum spf_verdict verdict);
/* True when the DNS has spoken and there is not exactly one SPF record at the name, or the name is
 * malformed: an include or redirect of it is a permerror (RFC 7208 5.2, 6.1). */
bool spf_node_is_broken(const struct spf_node *node);
