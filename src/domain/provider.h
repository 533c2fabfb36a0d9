// SPDX-License-Identifier: MIT
#pragma once
/*
 * Who hosts a zone, from the names of its name servers, and what to type there. A data file
 * (base/ini.h) of at least 40 providers is compiled in; a user's own file replaces or adds blocks
 * by id. Suffixes match on label boundaries, the longest wins; a suffix that two providers share
 * gives both.
 */
#include "base/fault.h"
#include "dns/name.h"
#include "domain/domain.h"

enum provider_apex { PROVIDER_APEX_AT, PROVIDER_APEX_EMPTY, PROVIDER_APEX_NAME };
enum provider_host { PROVIDER_HOST_RELATIVE, PROVIDER_HOST_FULL_DOT };
enum provider_value { PROVIDER_VALUE_ONE_LINE, PROVIDER_VALUE_TWO_STRINGS, PROVIDER_VALUE_BIND };

struct provider {
    char id[32];
    char *name;              /* "Gabia" */
    char *name_ja, *name_ko; /* NULL where the file has none */
    enum provider_apex apex;
    enum provider_host host;
    enum provider_value value;
    unsigned ttl;                          /* seconds to suggest */
    unsigned publish_usual, publish_worst; /* seconds from save to served */
    bool record_set;                       /* one TXT set a name: merge, do not add */
    char *save;                            /* "Confirm on the row, then Save"; msgid */
    char **traps;                          /* words: leading-space, double-zone, ... */
    size_t trap_count;
    struct name *ns; /* last labels of its servers' names; "*" stands for any part of a label */
    size_t ns_count;
};

struct provider_book;
enum status provider_book_shipped(struct provider_book **out, struct fault *fault) MUST_USE;
/* Adds or replaces blocks. */
enum status provider_book_read(struct provider_book *book, const char *source, const char *bytes,
                               size_t n, struct fault *fault) MUST_USE;
void provider_book_free(struct provider_book *book);
size_t provider_book_count(const struct provider_book *book);
const struct provider *provider_at(const struct provider_book *book, size_t i);
const struct provider *provider_by_id(const struct provider_book *book, const char *id);
/* Candidates for one name server of a zone; at most max; 0: unknown. A name server inside the zone
 * is "self". */
size_t provider_match(const struct provider_book *book, const struct name *ns,
                      const struct name *zone, const struct provider **out, size_t max);
/* In the language in force. */
const char *provider_name(const struct provider *provider);
/* One sentence for a trap word, translated. */
const char *provider_trap_text(const char *trap);
/* The host field's text for a name in a zone at this provider; NULL: an unknown one. */
void provider_host_text(const struct provider *provider, const struct name *name,
                        const struct name *zone, char out[NAME_TEXT]);
