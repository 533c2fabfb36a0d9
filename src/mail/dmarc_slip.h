// SPDX-License-Identifier: MIT
#pragma once
/*
 * What people write wrong at _dmarc so that receivers see no DMARC record at all. For TXT values
 * for which dmarc_is_record() is false. Pure; every text given back is safe text.
 */
#include "mail/dmarc.h"
#include "mail/txt_kind.h"

enum { DMARC_SLIP_PART = 64 };

/* dmarc-version-typo: meant as "v=DMARC1", but is not (DMRAC1, dmarc1, "DMARC 1", DMARC1.0, DMARC!,
 * no "v=", a blank in front); at most two slips of the pen. start (may be NULL) becomes what is
 * written there. */
bool dmarc_version_slip(const char *bytes, size_t n, char start[DMARC_SLIP_PART]);

/* dmarc-separator: "v=DMARC1" is right and another tag follows, but after ',' or a blank or ':'
 * instead of ';'. separator becomes that character ("," or " "). */
bool dmarc_separator_slip(const char *bytes, size_t n, char separator[2]);

/* dmarc-foreign-record: SPF, DKIM, a token, ... stands at _dmarc; TXT_KIND_OTHER when it is none of
 * these. */
enum txt_kind dmarc_foreign(const char *bytes, size_t n);

/* A tag DMARC knows and "=" stand here: where a part begins, whatever separates it from the one
 * before. */
bool dmarc_tag_begins(const char *bytes, size_t n);
