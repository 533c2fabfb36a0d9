// SPDX-License-Identifier: MIT
#pragma once
/*
 * The walk behind spf_lint(): reads every record that a sender who matches nothing makes a receiver
 * read, and counts. All questions of one depth are wanted in one round. A hostile tree ends at 11
 * levels below the root, 24 and then 12 records a level, 64 and then 16 terms asked a level, and
 * 128 KiB of text: far above what any receiver does. The counts are then too low, but over the
 * limit all the same. Not for anybody else.
 */
#include "mail/spf_lint.h"
#include "mail/spf_macro.h"

enum { SPF_WALK_DEPTH = 12 };

struct spf_walk {
    struct book *book;
    const struct name *wanted; /* NULL: none */
    struct spf_macros macros;  /* o is set, d changes with the record */
    size_t records[SPF_WALK_DEPTH], terms[SPF_WALK_DEPTH], bytes; /* so far */
    bool waiting; /* something is not known yet: the tree is incomplete */
};

/* The tree of the record published at the name, or of a text that might be. Free nodes one by one.
 */
struct spf_node *spf_walk_name(struct spf_walk *walk, const struct name *name);
struct spf_node *spf_walk_text(struct spf_walk *walk, const struct name *name, const char *record);
