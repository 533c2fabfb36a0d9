// SPDX-License-Identifier: MIT
#pragma once
/*
 * check_host() (RFC 7208 4): may this address send for this name? Pure over a book: run again until
 * it is not waiting.
 */
#include "dns/book.h"
#include "mail/spf.h"

enum spf_result {
    SPF_RESULT_NONE,
    SPF_RESULT_NEUTRAL,
    SPF_RESULT_PASS,
    SPF_RESULT_FAIL,
    SPF_RESULT_SOFTFAIL,
    SPF_RESULT_TEMPERROR,
    SPF_RESULT_PERMERROR,
    SPF_RESULT_COUNT
};

struct spf_sender {
    struct address ip;
    const char *mail_from; /* "" : postmaster@HELO */
    const char *helo;
    const char *receiver;            /* %{r}; NULL: "unknown" */
    int64_t now_ms;                  /* %{t} */
    const char *default_explanation; /* for fail without exp=; NULL: none */
};

struct spf_evaluation {
    enum spf_result result;
    struct buffer explanation; /* of a fail, RFC 7208 6.2; empty: none */
    size_t lookups, voids;
};

/* False: the book is waiting, call again. */
bool spf_eval(struct book *book, const struct spf_sender *sender,
              struct spf_evaluation *out) MUST_USE;
const char *spf_result_name(enum spf_result result);
