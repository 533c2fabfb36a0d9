// SPDX-License-Identifier: MIT
#pragma once
/* One term of an SPF record (RFC 7208 12): mechanism or modifier, read strictly, with a reason when
 * it is bad. Pure. */
#include "mail/spf.h"

/* Reads n > 0 bytes without blanks; never fails, see out->bad. offset is only noted. */
void spf_term_read(const char *bytes, size_t n, size_t offset, struct spf_term *out);
void spf_term_clear(struct spf_term *term);
/* True for a mechanism, redirect= or exp= without fault; an unknown modifier is legal, but says
 * nothing. */
bool spf_term_is_known(const char *bytes, size_t n);
/* The mechanism of that name in any letter case; SPF_UNKNOWN for every other. */
enum spf_mechanism spf_mechanism_from_name(const char *bytes, size_t n);
/* True for what is nothing without an argument: include, ip4, ip6, exists, redirect, exp. */
bool spf_mechanism_needs_argument(enum spf_mechanism mechanism);
