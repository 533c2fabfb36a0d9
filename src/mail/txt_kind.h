// SPDX-License-Identifier: MIT
#pragma once
/*
 * What a TXT record wants to be, told from how it begins: so that a record that stands at the wrong
 * name can be called by its own (dkim-foreign-record, dmarc-foreign-record). Letter case and a
 * broken version do not hide it. Pure.
 */
#include <stddef.h>

enum txt_kind {
    TXT_KIND_OTHER,
    TXT_KIND_SPF,
    TXT_KIND_DKIM,
    TXT_KIND_DMARC,
    TXT_KIND_MTA_STS,
    TXT_KIND_TLS_RPT,
    TXT_KIND_BIMI,
    TXT_KIND_TOKEN, /* "google-site-verification=...", "ncp-verify=...": one name, one value,
                       nothing else */
    TXT_KIND_COUNT
};

enum txt_kind txt_kind_of(const char *bytes, size_t n);
const char *txt_kind_name(
    enum txt_kind kind); /* "SPF", "DMARC", "token", ...; "TXT" for OTHER; never translated */
